/** Whom a township is to visit: one task, however many notices and results of the bank have named them. */
import type { Task, Tasks } from '../../../pages/home/task.ts'
import type { CaseTally, TurnCount } from '../../../schemas/records/case-tally.ts'
import type { OpenRequest } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { turnTodo } from '../../../wording/case-work.ts'
import { formName } from '../../../wording/forms.ts'
import { noticePart, TASK_STATES, TASK_WORDS, visitsWords } from '../../../wording/tasks.ts'
import { answeredPart } from '../../../wording/timeliness.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import { askedOffice } from './owed-tasks.ts'
import { openedAt } from './place.ts'

/** Not of its own lists, which a department sends. */
export const isVisit = ({ what, office }: Pick<TurnCount, 'what' | 'office'>): boolean =>
  office === 'township' && what !== 'correct-list' && what !== 'other-county'

interface Known {
  readonly policy: Policy
  readonly tallies: readonly CaseTally[]
  /** Of the office, open ones. */
  readonly requests: readonly OpenRequest[]
}

/** @param today the hub's */
export function visitTasks(
  { policy, tallies, requests }: Known,
  actor: Acting,
  permits: Permits,
  today: string,
): Tasks {
  const asked = askedOffice(actor)
  if (asked?.office !== 'township') return { mine: [], others: [] }
  const { division } = asked
  const tally = tallies.find(({ county }) => county === division.slice(0, 6))
  const visits = tally?.visits?.find(({ township }) => township === division)
  const notices = requests.filter(({ form }) => form === 'materials').sort(byRequest)
  const last = notices.at(-1)
  const due = visits?.until ?? notices.map((one) => one.due).sort()[0]
  if (due === undefined) return { mine: [], others: [] }
  const kinds = (tally?.turns ?? []).filter((turn) => isVisit(turn) && turn.division === division)
  const whats = new Set(['collecting' as const, ...kinds.map(({ what }) => what)])
  const place = { href: `/materials/${division}`, shows: 'materials-notice', of: { division }, persons: true } as const
  const task: Task = {
    what: formName('materials', policy),
    ...(visits && { of: visitsWords(visits.persons, visits.overdue) }),
    notes: [
      ...[...whats].map((what) => turnTodo(what, 'township')),
      // A later notice names whoever is left of those before it.
      ...(last?.whole === undefined ? [] : [noticePart(last.period, answeredPart(last))]),
    ],
    href: openedAt(place, permits, today.slice(0, 4)),
    button: TASK_WORDS.open,
    due,
    state: due < today ? TASK_STATES.overdue : TASK_STATES.due,
  }
  const isAnswered = permits('send', 'answer', { ...actor, ...asked })
  return isAnswered ? { mine: [task], others: [] } : { mine: [], others: [task] }
}

const byRequest = (a: OpenRequest, b: OpenRequest) => (a.requestedOn + a.period < b.requestedOn + b.period ? -1 : 1)
