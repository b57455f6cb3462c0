/** Cases whose turn it is for an office, and batches. */
import type { Task, Tasks } from '../../../pages/home/task.ts'
import type { Batch } from '../../../schemas/records/batch.ts'
import type { CaseTally, Counted, TurnCount, TurnName } from '../../../schemas/records/case-tally.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import { batchState } from '../../../wording/batch-state.ts'
import { turnName, turnTodo, WORK_LISTS, workListOf } from '../../../wording/case-work.ts'
import { periodName } from '../../../wording/dates.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import {
  batchSentBack,
  batchWaits,
  casesWords,
  PREPARE_NOTE,
  TASK_STATES,
  TASK_WORDS,
  UNANSWERED_NOTE,
  unansweredWords,
} from '../../../wording/tasks.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import { openedAt, type Place } from './place.ts'
import { isVisit } from './visit-tasks.ts'

/** What is ready stands as the next batch, what a township visits as one task. */
const ELSEWHERE: readonly TurnName[] = ['in-flight', 'batches']

/** As counted this morning, or since something has come. */
export function caseTasks(tallies: readonly CaseTally[], actor: Acting, permits: Permits, today: string): Tasks {
  const tasks = tallies.flatMap(({ county, turns }) =>
    turns
      .filter(
        (turn) =>
          !ELSEWHERE.includes(turn.what) &&
          !isVisit(turn) &&
          turn.division === actor.division &&
          turn.office === actor.office,
      )
      .map((turn) => turnTask(county, turn, permits, today)),
  )
  if (!permits('send', 'answer', actor) && !permits('send', 'settlement', actor)) return { mine: [], others: tasks }
  return { mine: [...tasks, ...unansweredTasks(tallies, actor, permits)], others: [] }
}

/** What a county has not answered another in time, the city's agency settles. */
function unansweredTasks(tallies: readonly CaseTally[], actor: Acting, permits: Permits): Task[] {
  const late = tallies.flatMap(({ turns }) =>
    turns.filter((turn) => turn.what === 'other-county' && turn.overdue > 0 && permits('send', 'conflict', turn)),
  )
  const [first] = late.map(({ until }) => until).sort()
  if (first === undefined) return []
  return [
    {
      what: PAGE_NAMES.conflicts,
      of: unansweredWords(late.reduce((sum, { overdue }) => sum + overdue, 0)),
      notes: [UNANSWERED_NOTE],
      href: `/conflicts/${actor.division}?tab=todo`,
      button: TASK_WORDS.open,
      due: first,
      state: TASK_STATES.overdue,
    },
  ]
}

function turnTask(county: string, turn: TurnCount, permits: Permits, today: string): Task {
  const { what, office, cases, overdue, until } = turn
  return {
    what: turnName(what, office),
    of: casesWords(cases, overdue),
    notes: [turnTodo(what, office)],
    href: openedAt(placeOf(county, turn), permits, today.slice(0, 4)),
    button: TASK_WORDS.open,
    due: until,
    state: until < today ? TASK_STATES.overdue : TASK_STATES.due,
  }
}

function placeOf(county: string, { what, office, division }: Pick<TurnCount, 'what' | 'office' | 'division'>): Place {
  if (what === 'other-county') {
    const of = { division: division.length > 6 ? county : division }
    return { href: `/conflicts/${of.division}`, shows: 'conflict', of, persons: true }
  }
  if (what === 'correct-list') {
    const of = { division, office }
    return { href: `/corrections/${division}/${office}`, shows: 'name-list', of, persons: true }
  }
  const of = { division: county }
  if (office === 'bank') return { href: `/bank/${county}`, shows: 'payment-instruction', of }
  return { href: `/cases/${county}#${workListOf({ what, who: [office] })}`, shows: 'outcomes', of, persons: true }
}

interface County {
  readonly batches: readonly Batch[]
  /** The closed month that waits for a batch. */
  readonly payable: DeterminationRun | undefined
  /** Cases that wait for the next one, where it is not the close that asks for it. */
  readonly ready?: Counted | undefined
}

/** Of a county by itself. */
export function readyIn(tallies: readonly CaseTally[], counties: readonly string[]): Counted | undefined {
  const own = tallies.filter(({ county }) => counties.includes(county))
  return own.flatMap(({ turns }) => turns).find(({ what }) => what === 'batches')
}

export function batchTasks({ batches, payable, ready }: County, account: string, permits: Permits): Tasks {
  const [mine, others]: [Task[], Task[]] = [[], []]
  const waiting = undecided(batches)
  for (const batch of waiting) {
    const { county, preparedBy, state } = batch
    const may = (action: 'approve' | 'prepare') => permits(action, 'batch', { division: county })
    if (state === 'prepared' && may('approve') && preparedBy.account !== account) mine.push(taskOf(batch, 'approve'))
    else if (state === 'returned' && may('prepare')) mine.push(taskOf(batch, 'see'))
    else if (may('prepare') || may('approve')) others.push(taskOf(batch, 'see'))
  }
  // Each close is followed by a batch, which may turn out empty; what is ready later asks for another one.
  const isFirst = !batches.some(({ run }) => run === payable?.id)
  const more = waiting.length === 0 ? ready : undefined
  if (payable && permits('see', 'batch', { division: payable.county }) && (isFirst || more)) {
    const { period = '', county } = payable
    const list = permits('prepare', 'batch', { division: county }) ? mine : others
    list.push({
      what: PAGE_NAMES.batch,
      of: isFirst || !more ? periodName(period) : casesWords(more.cases, more.overdue),
      notes: [isFirst ? PREPARE_NOTE : WORK_LISTS.batches.todo],
      ...(!isFirst && more && { due: more.until }),
      href: `/batches?period=${period}`,
      button: TASK_WORDS.prepare,
      state: TASK_STATES.due,
    })
  }
  return { mine, others }
}

function taskOf({ county, id, period, state, prepared, returned }: Batch, button: 'approve' | 'see'): Task {
  return {
    what: `${PAGE_NAMES.batch} ${id}`,
    of: periodName(period),
    notes: [returned ? batchSentBack(returned) : batchWaits(prepared)],
    href: `/batches/${county}/${id}`,
    button: TASK_WORDS[button],
    state: batchState({ state, returned }),
  }
}

/** Nobody is paid by a batch that was sent back, until the county has another one. */
function undecided(batches: readonly Batch[]): Batch[] {
  const last = new Map(batches.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((batch) => [batch.county, batch]))
  return [...last.values()].filter(({ state }) => state === 'prepared' || state === 'returned')
}
