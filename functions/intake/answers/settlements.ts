/** What an agency decided in its review list (docs/cases.md#settlement-files). */
import { caseNumberIn } from '../../../rules/answers/named-case.ts'
import { judgeSettlement, settlementIn } from '../../../rules/answers/settlement.ts'
import { aboutOf, confirmedBy, settlementCodes } from '../../../rules/cases/choices.ts'
import { SETTLES } from '../../../rules/cases/settlement-log.ts'
import type { Reason } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import { REASON_NAMES } from '../../../wording/outcomes.ts'
import { findCases } from '../../named-cases.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { eachRow, FirstRows } from './each-row.ts'
import { Facts, orderOf } from './write-facts.ts'

const REVIEWS: ReadonlyMap<string, Reason> = new Map(
  Object.values(SETTLES).flatMap((reason) => (reason ? [[REASON_NAMES[reason], reason]] : [])),
)

export async function takeSettlements(deps: IntakeDeps, { upload, read, returned }: Answer): Promise<Taken> {
  const { division: county, day, requestedAt: at, sentBy } = upload
  const cases = await findCases(deps, { load: deps.registers.load, of: () => deps.registers }, upload)
  const first = new FirstRows()
  const facts = new Facts(deps.shards)
  const judged = await eachRow(
    read,
    {
      load: (rows) => cases.load(rows.map(({ row }) => caseNumberIn(row))),
      judge({ row, label }) {
        const found = cases.find(caseNumberIn(row))
        const moment = found && cases.moment(found)
        const earlier = first.earlier(caseNumberIn(row), label)
        judgeSettlement(row, {
          found: found && moment && { ...found, codesFor: (said) => settlementCodes(said, moment) },
          isTwice: earlier !== undefined,
          reviews: REVIEWS,
        })
        return earlier
      },
      take({ row, index }) {
        const said = settlementIn(row)
        const found = present(cases.find(said.case), 'the case of an accepted row')
        const moment = cases.moment(found)
        const about = aboutOf(said.choice, moment)
        const own = { ...said, ...about, order: orderOf(upload, index), at, day, ...(sentBy && { by: sentBy }) }
        const settlement = (sentBy && about.waits && confirmedBy(moment, sentBy, at)) ?? own
        const { key, id } = found.person
        facts.add(key, { id, county, settlement })
        cases.note(key, { id, county, settlement })
      },
    },
    returned,
  )
  return { ...judged, write: () => facts.write(deps, upload) }
}
