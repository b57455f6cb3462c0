/** What a close makes of a county's table of cases (docs/cases.md#case-numbers). */
import type { Outcome } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import type { Business, CaseKind, CaseRow, CountyFacts, Standing } from '../../schemas/records/case.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { byCaseOrder, townshipOf } from './case-order.ts'
import { isFoundUnderWay } from './materials.ts'
import { isNamed } from './notice.ts'
import { waitingIn } from './settlement-log.ts'
import { sinceOf } from './since.ts'
import { type CaseFacts, currentState, isPast } from './state.ts'

export interface Close {
  readonly county: string
  readonly day: string
  readonly at: string
  /** Who is listed and has an outcome, in any order. */
  readonly listed: readonly SnapshotRow[]
  /** Asked for the year's contributions and for every claim, of people who left too. */
  readonly factsOf: (row: Pick<CaseRow, 'key' | 'kind' | 'year'>) => CaseFacts
}

/** Earlier years' contributions stay as their year's last close left them. */
export function nextTable(previous: readonly CaseRow[], close: Close): CaseRow[] {
  const listed = new Map(close.listed.map((row) => [row.key, row]))
  return [
    ...previous.map((row) => (isPast(row, close.day) ? row : atClose(row, listed.get(row.key), close))),
    ...beginning(previous, close).map((row) => atClose(row, listed.get(row.key), close)),
  ]
}

type Begun = Omit<CaseRow, 'close'>

const BEGUN_BY: Partial<Record<Outcome, CaseKind>> = {
  pay: 'contribution',
  enrol: 'contribution',
  review: 'contribution',
  claim: 'claim',
}

function beginning(previous: readonly CaseRow[], { county, day, at, listed }: Close): Begun[] {
  const year = Number(day.slice(0, 4))
  const known = new Set(previous.filter((row) => !isPast(row, day)).map(({ key, kind }) => `${key}#${kind}`))
  const prefix = `${county}-${year}-`
  let last = 0
  for (const { number } of previous)
    if (number.startsWith(prefix)) last = Math.max(last, Number(number.slice(prefix.length)))
  const begun: Begun[] = []
  for (const { key, decision } of [...listed].sort(byCaseOrder)) {
    const kind = BEGUN_BY[decision.outcome]
    if (!kind || known.has(`${key}#${kind}`)) continue
    last += 1
    begun.push({ number: prefix + String(last).padStart(5, '0'), key, kind, year, begunAt: at })
  }
  return begun
}

function atClose(
  row: Begun & Partial<CaseRow>,
  snapshot: SnapshotRow | undefined,
  { at, day, factsOf }: Close,
): CaseRow {
  const facts = factsOf(row)
  const standing = currentState(row, facts)
  const { outcome, reason, day: decidedOn } = snapshot?.decision ?? {}
  const now = { standing, facts: facts.cases[facts.county] ?? {}, decidedOn }
  const since = row.close && sinceOf({ ...row, close: row.close }, now)
  const business = businessOf(row, outcome)
  return {
    ...row,
    ...(business && { business }),
    close: {
      ...standing,
      at,
      day,
      since: since && since < day ? since : day,
      ...(isAwaited(standing, now.facts) && { awaited: true }),
      ...(needsPapers(standing, outcome) && { verifiedOn: now.facts.materials?.verifiedOn }),
      ...(outcome && { outcome }),
      ...(reason && { outcomeReason: reason }),
      ...(isNamed(standing) && { notified: townshipOf(present(snapshot, 'the listing of a case that is named')) }),
    },
  }
}

const isAwaited = ({ state }: Standing, own: CountyFacts): boolean =>
  isFoundUnderWay(state, own) || waitingIn(own) !== undefined

const needsPapers = ({ state }: Standing, outcome: Outcome | undefined): boolean =>
  (state === 'ready' || state === 'in-batch') && (outcome === 'enrol' || outcome === 'claim')

/** None where the outcome tells of neither. */
function businessOf({ kind }: Begun, outcome: Outcome | undefined): Business | undefined {
  if (kind === 'claim') return 'claim'
  if (outcome === 'pay') return 'renewal'
  return outcome === 'enrol' ? 'first-enrolment' : undefined
}
