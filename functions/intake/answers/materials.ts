/** A township's materials (docs/cases.md#materials). */
import { judgeMaterials, materialsIn } from '../../../rules/answers/materials.ts'
import { caseNumberIn } from '../../../rules/answers/named-case.ts'
import { countyOf } from '../../../schemas/records/upload.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { findCases } from './cases.ts'
import { eachRow, FirstRows } from './each-row.ts'
import { Facts, orderOf } from './write-facts.ts'

export async function takeMaterials(deps: IntakeDeps, { upload, policy, read, returned }: Answer): Promise<Taken> {
  const { division, day, requestedAt: at } = upload
  const cases = await findCases(deps, upload, policy)
  const first = new FirstRows()
  const facts = new Facts(deps.shards)
  const county = countyOf(division)
  const judged = await eachRow(
    read,
    {
      load: (rows) => cases.load(rows.map(({ row }) => caseNumberIn(row))),
      judge({ row, label }) {
        const found = cases.ofTownship(caseNumberIn(row), division)
        const earlier = first.earlier(caseNumberIn(row), label)
        judgeMaterials(row, { day, found, isTwice: earlier !== undefined })
        return earlier
      },
      take({ row, index }) {
        const materials = { ...materialsIn(row), order: orderOf(upload, index), at, day }
        const { key, id } = cases.known(materials.case)
        facts.add(key, { id, county, materials })
      },
    },
    returned,
  )
  return { ...judged, write: () => facts.write(deps, upload) }
}
