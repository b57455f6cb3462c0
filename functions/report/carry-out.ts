/** What a submission, or a sending back, leads to: files, the obligation that is met, letters. */
import { timeOn } from '../../rules/deadlines/submission-of.ts'
import type { ReturnChanged } from '../../schemas/messages/to-report.ts'
import { present } from '../../schemas/present.ts'
import type { MonthReturn, ReturnVersion } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { linesOf } from '../../wording/returns.ts'
import { consolidatedRows } from '../shared/returns/consolidated.ts'
import { figuresOf, townshipRows } from '../shared/returns/return-figures.ts'
import { countyOf } from '../shared/stages/divisions-of.ts'
import type { ReportDeps } from './deps.ts'
import { writeStatisticsFiles } from './statistics-files.ts'
import { tell } from './tell.ts'

/** Repeats write the same again. */
export async function carryOut(deps: ReportDeps, { division, period }: ReturnChanged, policy: Policy): Promise<void> {
  const found = await deps.returns.get(division, period)
  const version = found.versions.at(-1)
  if (!version) return
  await (division === policy.city.code ? consolidate : fileCounty)(deps, policy, found, version)
  await meet(deps, found, version, division === policy.city.code ? 'consolidated' : 'statistics')
  await tell(deps, policy, found, version)
  // Of two that are told at once the later act is carried out last.
  const after = await deps.returns.get(division, period)
  if (after.acts !== found.acts) return carryOut(deps, { type: 'return.changed', division, period }, policy)
  await deps.returns.noteCarriedOut(found, found.acts)
}

const actOf = ({ acts }: MonthReturn) => String(acts).padStart(4, '0')

async function fileCounty(deps: ReportDeps, policy: Policy, found: MonthReturn, version: ReturnVersion): Promise<void> {
  const { division, period } = found
  const { at, figures } = present(version.drawn, 'the close of a return that was submitted')
  const rows = await figuresOf(deps.outbox, figures)
  await writeStatisticsFiles(deps, policy, {
    ...{ division, period, places: 'townships', notesOf: (table) => linesOf(version, table) },
    // Behind the file of its close, and before that of a later one.
    version: `${at}.${actOf(found)}`,
    rowsOf: (table) => townshipRows(rows, table, countyOf(policy, division)),
  })
}

async function consolidate(
  deps: ReportDeps,
  policy: Policy,
  found: MonthReturn,
  version: ReturnVersion,
): Promise<void> {
  const { division, period } = found
  const rowsOf = await consolidatedRows(
    deps,
    policy,
    period,
    present(version.counties, 'the returns of a consolidation'),
  )
  await writeStatisticsFiles(deps, policy, {
    ...{ division, period, places: 'counties', notesOf: (table) => linesOf(version, table), version: actOf(found) },
    rowsOf,
  })
}

/** On time by the first submission, whatever was sent back since; owed while nothing stands. */
async function meet(
  { submissions }: ReportDeps,
  { division, period, versions }: MonthReturn,
  { by, sentBack }: ReturnVersion,
  form: 'statistics' | 'consolidated',
): Promise<void> {
  const { on, at } = present(versions[0], 'the first version of a return')
  const owed = { division, office: 'social-insurance', form, period, time: timeOn(on, at), by } as const
  await submissions.record({
    ...owed,
    ...(sentBack ? { state: 'withdrawn', takenBackOn: sentBack.on } : { state: 'accepted' }),
  })
}
