/** What others have let lie: 问题清单 of human resources, batches that the bank does not answer, the audit. */
import type { AuditSummary } from '../../../pages/home/audit-card.tsx'
import type { Task, Tasks } from '../../../pages/home/task.ts'
import { addDays, shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import type { ProblemShown } from '../../../schemas/api/problems.ts'
import type { AuditState, UnusualDay } from '../../../schemas/records/audit.ts'
import type { OpenRequest } from '../../../schemas/records/obligation.ts'
import type { RowClosing } from '../../../schemas/records/row-closing.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import {
  auditBroken,
  CHECK_AUDIT_NOTE,
  problemsWords,
  SILENT_NOTE,
  silentAsked,
  TASK_STATES,
  TASK_WORDS,
  unusualWords,
} from '../../../wording/tasks.ts'
import { answeredPart } from '../../../wording/timeliness.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import { countOfDay } from '../readings/audit-search.ts'

/** What no order asks for yet, as one task: the list has an owner and a date of each. */
export function problemTasks(problems: readonly ProblemShown[], actor: Acting, permits: Permits): Task[] {
  const own = problems.filter(
    ({ order, office, division }) => !order && office && permits('send', 'supervision', { division, office }),
  )
  const [worst] = own
  if (actor.office !== 'human-resources' || !worst) return []
  const overdue = own.filter(({ overdueDays }) => overdueDays > 0).length
  return [
    {
      what: PAGE_NAMES.problems,
      of: problemsWords(own.length, overdue),
      notes: [],
      href: '/problems',
      button: TASK_WORDS.see,
      state: overdue > 0 ? TASK_STATES.overdue : TASK_STATES.due,
    },
  ]
}

/**
 * A row that the bank never answers is closed by two persons of the agency, once its return is overdue: who prepares
 * asks, and who approves has something to do once another has asked.
 * @param closings what was asked and not confirmed, by batch
 */
export function silentTasks(
  requests: readonly OpenRequest[],
  closings: ReadonlyMap<string, readonly RowClosing[]>,
  account: string,
  permits: Permits,
): Tasks {
  const tasks: { mine: Task[]; others: Task[] } = { mine: [], others: [] }
  for (const request of requests) {
    const { form, division, ref, due, overdue } = request
    if (form !== 'bank-return' || !overdue || !permits('see', 'batch', { division })) continue
    const asked = closings.get(ref) ?? []
    const ofOthers = asked.filter(({ askedBy }) => askedBy.account !== account).length
    const confirms = ofOthers > 0 && permits('approve', 'batch', { division })
    const isUnasked = request.whole === undefined || request.whole > (request.answered ?? 0) + asked.length
    const asks = isUnasked && permits('prepare', 'batch', { division })
    tasks[confirms || asks ? 'mine' : 'others'].push({
      what: PAGE_NAMES.silentRows,
      of: ref,
      notes: [
        ...(request.whole === undefined ? [] : [answeredPart(request)]),
        asked.length > 0 ? silentAsked(asked.length) : SILENT_NOTE,
      ],
      href: `/batches/${division}/${ref}/unanswered`,
      button: confirms ? TASK_WORDS.confirm : TASK_WORDS.open,
      due,
      state: TASK_STATES.overdue,
    })
  }
  return tasks
}

/** Of batches whose return is overdue. */
export async function closingsAsked(
  { rowClosings }: Pick<WebDeps, 'rowClosings'>,
  requests: readonly OpenRequest[],
): Promise<ReadonlyMap<string, readonly RowClosing[]>> {
  const late = requests.filter(({ form, overdue }) => form === 'bank-return' && overdue)
  const found = late.map(
    async ({ ref }) => [ref, (await rowClosings.list(ref)).filter(({ confirmed }) => !confirmed)] as const,
  )
  return new Map(await Promise.all(found))
}

/** By the clock: entries are of real time. */
export function auditTasks({ check }: AuditState, unusual: readonly UnusualDay[], now: Date): Task[] {
  const today = shanghaiDay(now.toISOString())
  const odd = unusual.filter(({ day }) => day >= addDays(today, -1)).flatMap(({ found }) => found).length
  const task = (note: string, state: Task['state'], button: string): Task => ({
    ...{ what: PAGE_NAMES.audit, notes: [note], href: '/audit', button, state },
  })
  return [
    ...(check?.broken ? [task(auditBroken(check.broken), TASK_STATES.broken, TASK_WORDS.see)] : []),
    ...(!check || shanghaiDay(check.at) < today ? [task(CHECK_AUDIT_NOTE, TASK_STATES.due, TASK_WORDS.check)] : []),
    ...(odd > 0 ? [task(unusualWords(odd), TASK_STATES.due, TASK_WORDS.see)] : []),
  ]
}

/** Looks at persons and files with persons of today, as the auditor's home counts them. */
export async function auditSummary(deps: WebDeps, division: string): Promise<AuditSummary> {
  const day = shanghaiDay(deps.now().toISOString())
  const [state, kinds] = await Promise.all([
    deps.auditStates.get(division),
    countOfDay(deps.audit, division, day, ['view', 'export']),
  ])
  return { day, check: state.check, kinds }
}
