/** Uploads that wait for somebody of the office: held, refused, failed, with unread sheets, with returned rows. */
import type { CameBack, Task, Tasks } from '../../../pages/home/task.ts'
import type { InTheWay } from '../../../rules/roster/held-list.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isFailed, isInForce, isWaiting, sentAs, type Upload } from '../../../schemas/records/upload.ts'
import { periodName } from '../../../wording/dates.ts'
import { refusalReason } from '../../../wording/file-refusals.ts'
import { formName } from '../../../wording/forms.ts'
import { officeName } from '../../../wording/offices.ts'
import { failedSentence, heldSentence } from '../../../wording/receipt.ts'
import { rowCodeName, unreadSheet } from '../../../wording/row-reasons.ts'
import { refusedFile, rowsFor, TASK_WORDS } from '../../../wording/tasks.ts'
import { stateOf, UNREAD_SHEETS } from '../../../wording/upload-state.ts'
import type { Permits } from '../http/allow.ts'

interface Seen {
  readonly policy: Policy
  readonly permits: Permits
  readonly account: string
  readonly now: number
  readonly inTheWay: ReadonlyMap<string, InTheWay>
}

export function uploadTasks(uploads: readonly Upload[], seen: Seen): Tasks {
  const { permits, inTheWay, account } = seen
  const [mine, others]: [Task[], Task[]] = [[], []]
  for (const upload of uploads) {
    const { id, sentBy } = upload
    const waits = isWaiting(upload)
    // A held list is decided with the later one that overtook it.
    if (inTheWay.get(id) === 'later-list') continue
    const mayReport = permits('report', sentAs(upload.form) === 'name-list' ? 'name-list' : 'answer', upload)
    const mayConfirm = waits && !inTheWay.has(id) && permits('confirm', 'name-list', upload)
    if (mayConfirm && sentBy?.account !== account) mine.push(taskOf(upload, seen, true))
    else if (waits && (mayReport || mayConfirm)) others.push(taskOf(upload, seen, false))
    else if (mayReport) mine.push(taskOf(upload, seen, false))
  }
  return { mine, others }
}

function taskOf(upload: Upload, { policy, now, inTheWay }: Seen, confirms: boolean): Task {
  const { division, id, form, period } = upload
  const state = stateOf(upload, now, inTheWay.has(id))
  const isRead = upload.state === 'accepted'
  const page = `/uploads/${division}/${id}`
  return {
    what: `${officeName(policy, upload)} ${formName(form, policy)}`,
    of: periodName(period),
    notes: notesOf(upload, policy),
    href: confirms ? `${page}/endings` : page,
    button: confirms ? TASK_WORDS.confirm : TASK_WORDS.see,
    state: isRead ? { words: UNREAD_SHEETS, tone: 'wait' } : state,
    ...(upload.state !== 'held' && { tickOff: `${page}/tick-off` }),
  }
}

function notesOf(upload: Upload, policy: Policy): string[] {
  if (isFailed(upload)) return [failedSentence(upload)]
  if (upload.state === 'held') return [heldSentence(upload)]
  if (upload.state === 'refused') return [refusedFile(upload.fileName, refusalReason(upload, policy))]
  return upload.reading?.unreadSheets.map(unreadSheet) ?? []
}

const REASONS = 3

/** The latest file of each list of the office's own, where rows of it were returned. */
export function cameBack(uploads: readonly Upload[], policy: Policy, permits: Permits): CameBack[] {
  const last = new Map<string, Upload>()
  for (const upload of uploads.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    if (isInForce(upload) && permits('report', sentAs(upload.form) === 'name-list' ? 'name-list' : 'answer', upload))
      last.set(`${upload.division} ${upload.form} ${upload.period}`, upload)
  return [...last.values()].flatMap((upload) => {
    const { reading, division, id, form, period } = upload
    if (!reading || reading.returned === 0) return []
    const byCount = (Object.entries(reading.byCode) as [RowCode, number][]).sort(([, a], [, b]) => b - a)
    return [
      {
        what: formName(form, policy),
        of: periodName(period),
        rows: reading.returned,
        why: byCount.slice(0, REASONS).map(([code, count]) => rowsFor(rowCodeName(code), count)),
        href: `/uploads/${division}/${id}`,
      },
    ]
  })
}
