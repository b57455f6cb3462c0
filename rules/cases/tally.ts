/** Open cases counted by whose turn they are (docs/cases.md#never-with-cases). */
import type { Office } from '../../schemas/codes.ts'
import type { Counted, TurnCount, Visits } from '../../schemas/records/case-tally.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'
import { monthOf } from '../deadlines/day-steps.ts'
import { obligationId } from '../deadlines/obligations.ts'
import type { WorkCalendar } from '../deadlines/work-calendar.ts'
import type { NextStep } from './next-step.ts'

export interface OpenTurn {
  readonly person: string
  readonly next: NextStep
  /** That visits. */
  readonly township: string | undefined
  /** A notice has asked the township. */
  readonly isAsked: boolean
}

/** Requests tell of returns, and of papers that a notice has asked for. */
const isToldOtherwise = ({ next: { what }, isAsked }: OpenTurn) =>
  what === 'in-flight' || (what === 'collecting' && isAsked)

export function tallyOf(county: string, open: Iterable<OpenTurn>, day: string): TurnCount[] {
  const turns = new Map<string, TurnCount>()
  for (const turn of open) {
    if (isToldOtherwise(turn)) continue
    const { next, township } = turn
    const placeOf = (office: Office) => (office === 'township' ? (township ?? county) : county)
    for (const { division, office } of next.senders ??
      next.who.map((one) => ({ division: placeOf(one), office: one }))) {
      const name = [next.what, division, office].join(' ')
      const known = turns.get(name)
      turns.set(name, { what: next.what, division, office, ...withOne(known, next, day) })
    }
  }
  return [...turns.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, turn]) => turn)
}

const isVisit = ({ next }: OpenTurn) => next.who.includes('township') && !next.senders

/** What townships have to bring, whoever has asked for it. */
export function papersOf(open: Iterable<OpenTurn>, day: string): Counted | undefined {
  let sum: Counted | undefined
  for (const turn of open) if (isVisit(turn)) sum = withOne(sum, turn.next, day)
  return sum
}

/** The same by township, in persons: one may have a case of each kind. */
export function visitsOf(open: readonly OpenTurn[], day: string): Visits[] {
  const visits = open.filter(isVisit)
  return [...Map.groupBy(visits, ({ township }) => township)].flatMap(([township, own]) => {
    const [until] = own.map(({ next }) => next.until).sort()
    if (township === undefined || until === undefined) return []
    const persons = (turns: readonly OpenTurn[]) => new Set(turns.map(({ person }) => person)).size
    return [{ township, persons: persons(own), overdue: persons(own.filter(({ next }) => next.until < day)), until }]
  })
}

function withOne(known: Counted | undefined, { until }: NextStep, day: string): Counted {
  return {
    cases: (known?.cases ?? 0) + 1,
    overdue: (known?.overdue ?? 0) + (until < day ? 1 : 0),
    until: known && known.until < until ? known.until : until,
  }
}

/** What is overdue, as something owed: its oldest day stands for all. A second person is reminded before. */
export function owedTurns(turns: readonly TurnCount[], calendar: WorkCalendar): Obligation[] {
  return turns.flatMap(({ what, division, office, cases, overdue, until }): Obligation[] => {
    const count = what === 'confirm' ? cases : overdue
    if (count === 0) return []
    const owed = { division, office, form: `case-${what}`, period: monthOf(until) }
    return [{ id: obligationId(owed), ...owed, due: until, provisional: !calendar.isPublished(until), cases: count }]
  })
}

/** A county that does not answer another is the city's concern too, which may settle in its stead. */
export function forTheCity(owed: readonly Obligation[], city: string): Obligation[] {
  const unanswered = owed.filter(({ form }) => form === ('case-other-county' satisfies `case-${NextStep['what']}`))
  const [first] = unanswered.toSorted((a, b) => (a.due < b.due ? -1 : 1))
  if (!first) return []
  const own = { ...first, division: city, cases: unanswered.reduce((sum, { cases = 0 }) => sum + cases, 0) }
  return [{ ...own, id: obligationId(own) }]
}
