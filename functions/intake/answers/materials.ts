/** A township's materials (docs/cases.md#materials). */
import { judgeMaterials, materialsIn } from '../../../rules/answers/materials.ts'
import { caseNumberIn } from '../../../rules/answers/named-case.ts'
import { present } from '../../../schemas/present.ts'
import { countyOf } from '../../../schemas/records/upload.ts'
import { findCases, isClosed } from '../../named-cases.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { eachRow, FirstRows } from './each-row.ts'
import { Facts, orderOf } from './write-facts.ts'

export async function takeMaterials(deps: IntakeDeps, { upload, read, returned }: Answer): Promise<Taken> {
  const { division, day, requestedAt: at } = upload
  const cases = await findCases(deps, { load: deps.registers.load, of: () => deps.registers }, upload)
  const first = new FirstRows()
  const facts = new Facts(deps.shards)
  const judged = await eachRow(
    read,
    {
      load: (rows) => cases.load(rows.map(({ row }) => caseNumberIn(row))),
      judge({ row, label }) {
        const found = cases.find(caseNumberIn(row))
        const own = found?.townships.has(division) ? { ...found, isClosed: isClosed(found) } : undefined
        const earlier = first.earlier(caseNumberIn(row), label)
        judgeMaterials(row, { day, found: own, isTwice: earlier !== undefined })
        return earlier
      },
      take({ row, index }) {
        const materials = { ...materialsIn(row), order: orderOf(upload, index), at, day }
        const { person } = present(cases.find(materials.case), 'the case of an accepted row')
        facts.add(person.key, { id: person.id, county: countyOf(division), materials })
      },
    },
    returned,
  )
  return { ...judged, write: () => facts.write(deps, upload) }
}
