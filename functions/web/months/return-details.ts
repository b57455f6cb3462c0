/** What the pages of returns show beside their records: sums, faults of money, lists, the day by which. */
import type { ConsolidationPageProps } from '../../../pages/months/consolidation.tsx'
import type { ReturnPageProps } from '../../../pages/months/return.tsx'
import { addMonths } from '../../../rules/deadlines/day-steps.ts'
import { changeOf, noCounts, sumCounts } from '../../../rules/determination/statistics.ts'
import { type MonthReturn, seenText, standingVersion, versionsOf } from '../../../schemas/records/month-return.ts'
import type { Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { consolidatedRows } from '../../shared/returns/consolidated.ts'
import { figuresOf, tableName, tablesOf, totalOf } from '../../shared/returns/return-figures.ts'
import type { WebDeps } from '../deps.ts'
import { moneyFaults } from '../readings/money-faults.ts'
import { monthStanding } from '../readings/month-standing.ts'
import { timeliness } from '../readings/timeliness.ts'
import type { ReturnView } from './return-view.ts'

type Shown<Props> = Omit<
  Props,
  'own' | 'policy' | 'local' | 'fault' | 'seen' | 'counties' | 'state' | 'isUrged' | 'handled'
>

export async function countyView(
  deps: WebDeps,
  policy: Policy,
  { own, shown: { state } }: ReturnView,
): Promise<Shown<ReturnPageProps>> {
  const { division, period } = own
  const drawn = standingVersion(own)?.drawn ?? own.drawn
  const isOpen = state === 'closed' || state === 'sent-back'
  const [figures, month, owed, faults] = await Promise.all([
    drawn && figuresOf(deps.outbox, drawn.figures),
    monthStanding(deps, policy, division, period),
    owedOf(deps, policy, own, 'statistics'),
    drawn && isOpen ? moneyFaults(deps, policy, division, drawn) : [],
  ])
  const sums = tablesOf(policy).map((category) => ({
    name: category?.name ?? HEADINGS.total,
    counts: figures && totalOf(figures, tableName(category)),
  }))
  return { sums: drawn ? sums : [], reviews: sums.at(-1)?.counts?.persons.review, faults, month, owed }
}

export async function consolidationView(
  deps: WebDeps,
  policy: Policy,
  { own, counties }: { readonly own: MonthReturn; readonly counties: readonly MonthReturn[] },
): Promise<Shown<ConsolidationPageProps>> {
  const versions = versionsOf(counties)
  const before = addMonths(own.period, -1)
  const earlier = versionsOf(await deps.returns.ofAll(Object.keys(versions), before))
  const [rowsOf, earlierOf, owed] = await Promise.all([
    consolidatedRows(deps, policy, own.period, versions),
    consolidatedRows(deps, policy, before, earlier),
    owedOf(deps, policy, own, 'consolidated'),
  ])
  const rows = rowsOf('total')
  const earlierRows = earlierOf('total')
  // Only who has submitted both months says what has changed.
  const changes = rows.flatMap(({ place, counts }, i) => {
    const known = earlierRows[i]?.counts
    return counts && known ? [{ name: place, counts: changeOf(counts, known) }] : []
  })
  const submitted = standingVersion(own)
  return {
    isDue: !submitted || seenText(submitted.counties ?? {}) !== seenText(versions),
    sums: rows.map(({ place, counts }) => ({ name: place, counts })),
    total: sumCounts(rows.map(({ counts }) => counts ?? noCounts())),
    changes,
    change: sumCounts(changes.map(({ counts }) => counts)),
    owed,
  }
}

async function owedOf(
  deps: WebDeps,
  policy: Policy,
  { division, period }: MonthReturn,
  form: 'statistics' | 'consolidated',
): Promise<Standing | undefined> {
  const isOwn = (_: unknown, __: unknown, owner: { readonly division: string }) => owner.division === division
  const { standings } = await timeliness(deps, policy, Number(period.slice(0, 4)), isOwn, period)
  return standings.find(({ obligation: o }) => o.division === division && o.form === form && o.period === period)
}
