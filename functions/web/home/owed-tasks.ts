/** What an office owes by the calendar, by a request, or as a month's return. */
import { rmbCapitals } from '../../../forms/outgoing/rmb-capitals.ts'
import type { Task, Tasks } from '../../../pages/home/task.ts'
import { boxId } from '../../../pages/parts/box-id.ts'
import { yuan } from '../../../rules/payments/amount.ts'
import type { Batch } from '../../../schemas/records/batch.ts'
import type { Obligation, OpenRequest, Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { periodName } from '../../../wording/dates.ts'
import { formName } from '../../../wording/forms.ts'
import { bookedWords, requestedWords } from '../../../wording/home-cards.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { RETURN_STATES, returnItemState, sumsWords } from '../../../wording/returns.ts'
import { CLOSE_NOTE, inMonth, returnSentBack, SUBMIT_NOTE, TASK_STATES, TASK_WORDS } from '../../../wording/tasks.ts'
import { answeredPart } from '../../../wording/timeliness.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import type { OpenReturn } from '../readings/open-returns.ts'
import { listsOwed, type Owed } from '../readings/owed.ts'
import { openedAt, type Place } from './place.ts'

/** Lists of months that are over; what is held waits as an upload. */
export function listTasks({ standings, today }: Owed, policy: Policy, permits: Permits): Tasks {
  const [mine, others]: [Task[], Task[]] = [[], []]
  for (const { obligation, state } of listsOwed({ standings, today })) {
    const { period, form, due } = obligation
    const maySend = permits('send', 'name-list', obligation)
    const list = maySend ? mine : others
    list.push({
      what: formName(form, policy),
      of: periodName(period),
      notes: [],
      // Who does not send sees no box.
      href: maySend ? `/lists?period=${period}&form=${form}#${boxId(obligation)}` : `/lists?period=${period}`,
      button: TASK_WORDS.send,
      due,
      state: state === 'missing' ? TASK_STATES.late : TASK_STATES.unsent,
    })
  }
  return { mine, others }
}

/** The first list after today, for who has nothing to do. */
export function nextOwed({ standings, today }: Owed, policy: Policy): { what: string; due: string } | undefined {
  const open = standings.filter(({ obligation, state }) => state === 'open' && obligation.due >= today)
  const [first] = open.sort((a, b) => (a.obligation.due < b.obligation.due ? -1 : 1))
  if (!first) return undefined
  const { form, period, due } = first.obligation
  return { what: inMonth(period, formName(form, policy)), due }
}

/** A month that is to be closed, then submitted; the city's sum of what is submitted. */
export function returnTasks(
  { standings, today }: Owed,
  open: readonly OpenReturn[],
  closing: ReadonlySet<string>,
  permits: Permits,
): Tasks {
  const dueOf = new Map(standings.filter(isUnmet).map(({ obligation }) => [returnKey(obligation), obligation]))
  const waiting = open.map((one): Task => {
    const owed = dueOf.get(returnKey(one))
    dueOf.delete(returnKey(one))
    const { is, reason, submitted } = one
    return {
      what: submitted ? PAGE_NAMES.consolidation : PAGE_NAMES.return,
      of: periodName(one.period),
      notes: [
        ...(is === 'closed' ? [SUBMIT_NOTE] : []),
        ...(is === 'sent-back' ? [returnSentBack(reason ?? '')] : []),
        ...(submitted ? [sumsWords(submitted, is === 'to-sum-up-again')] : []),
      ],
      href: `/returns/${one.division}/${one.period}`,
      button: TASK_WORDS.send,
      ...(owed && { due: owed.due }),
      state: owed && owed.due < today ? TASK_STATES.overdue : returnItemState(is),
    }
  })
  const unclosed = [...dueOf.values()].filter(({ form, period }) => form === 'statistics' && period < today.slice(0, 7))
  const may = (division: string) => permits('close', 'outcomes', { division })
  const toClose = unclosed.map((owed): Task => {
    const isClosing = closing.has(owed.period)
    const isOpened = !isClosing && may(owed.division)
    return {
      what: PAGE_NAMES.close,
      of: periodName(owed.period),
      notes: [CLOSE_NOTE],
      href: isOpened ? `/closing?county=${owed.division}&period=${owed.period}` : `/month?period=${owed.period}`,
      button: isOpened ? TASK_WORDS.close : TASK_WORDS.see,
      due: owed.due,
      state: isClosing
        ? RETURN_STATES.closing
        : owed.due < today
          ? TASK_STATES.overdue
          : { ...RETURN_STATES.open, tone: 'wait' },
    }
  })
  return {
    mine: [...waiting, ...toClose.filter((_, i) => may(unclosed[i]?.division ?? ''))],
    others: toClose.filter((_, i) => !may(unclosed[i]?.division ?? '')),
  }
}

const isUnmet = ({ state }: Standing) => state === 'open' || state === 'missing'
const returnKey = ({ division, period }: Pick<Obligation, 'division' | 'period'>) => `${division} ${period}`

/** Papers are a township's one task, with whatever else it visits for. */
type OfOne = Exclude<OpenRequest['form'], 'materials'>

const PLACES: Readonly<Record<OfOne, (request: OpenRequest) => Place>> = {
  'bank-return': ({ division, ref }) => ({
    href: `/bank/${division}/${ref}`,
    shows: 'payment-instruction',
    of: { division },
  }),
  allocation: ({ division, ref }) => ({
    href: `/funding/${division}/${ref}`,
    shows: 'funding-request',
    of: { division },
  }),
}

/** The office whose requests an account answers: the township's government does for its service office. */
export function askedOffice({ division, office }: Acting): Pick<OpenRequest, 'division' | 'office'> | undefined {
  return office && { division, office: office === 'township-government' ? 'township' : office }
}

/** Of the bank's requests, the batch of each. */
export async function batchesAsked(
  { batches }: Pick<WebDeps, 'batches'>,
  requests: readonly OpenRequest[],
): Promise<ReadonlyMap<string, Batch>> {
  const own = requests.filter(({ form }) => form === 'bank-return')
  const found = await Promise.all(own.map(({ division, ref }) => batches.get(division, ref)))
  return new Map(found.flatMap((batch) => (batch ? [[batch.id, batch]] : [])))
}

/** How much is asked for, then how much of it has come. */
function partsOf(request: OpenRequest, batches: ReadonlyMap<string, Batch>): string[] {
  const { form, ref, whole } = request
  const sums = batches.get(ref)?.frozen
  return [
    ...(form === 'allocation' && whole !== undefined ? [requestedWords(yuan(whole), rmbCapitals(whole))] : []),
    ...(sums ? [bookedWords(sums.rows, yuan(sums.fen))] : []),
    ...(whole === undefined ? [] : [answeredPart(request)]),
  ]
}

/** What others have asked of the office, until its answers are whole. */
export function requestTasks(
  own: readonly OpenRequest[],
  policy: Policy,
  actor: Acting,
  permits: Permits,
  batches: ReadonlyMap<string, Batch> = new Map(),
): Tasks {
  const tasks = own.flatMap((request): Task[] => {
    const { form, ref, period, due, overdue } = request
    if (form === 'materials') return []
    return [
      {
        what: formName(form, policy),
        of: ref,
        notes: partsOf(request, batches),
        href: openedAt(PLACES[form](request), permits, period.slice(0, 4)),
        button: TASK_WORDS.open,
        due,
        state: overdue ? TASK_STATES.overdue : TASK_STATES.due,
      },
    ]
  })
  const isAnswered = permits('send', 'answer', { ...actor, ...askedOffice(actor) })
  return isAnswered ? { mine: tasks, others: [] } : { mine: [], others: tasks }
}
