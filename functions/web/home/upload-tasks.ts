/** Uploads that wait for somebody of the office: held, refused, failed, with unread sheets, with returned rows. */
import type { CameBack, Task, Tasks } from '../../../pages/home/task.ts'
import type { InTheWay } from '../../../rules/roster/held-list.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isFailed, isWaiting, returnedLeft, sentAs, type Upload } from '../../../schemas/records/upload.ts'
import { periodName } from '../../../wording/dates.ts'
import { refusalReason } from '../../../wording/file-refusals.ts'
import { formName } from '../../../wording/forms.ts'
import { officeName } from '../../../wording/offices.ts'
import { failedSentence, heldSentence } from '../../../wording/receipt.ts'
import { rowCodeName, unreadSheet } from '../../../wording/row-reasons.ts'
import { MEND_NOTE, moreReasons, refusedFile, returnedWords, rowsFor, TASK_WORDS } from '../../../wording/tasks.ts'
import { stateOf, UNREAD_SHEETS } from '../../../wording/upload-state.ts'
import type { Permits } from '../http/allow.ts'

interface Seen {
  readonly policy: Policy
  readonly permits: Permits
  readonly account: string
  readonly now: number
  readonly inTheWay: ReadonlyMap<string, InTheWay>
  /** Returned rows of an upload that later ones have brought. */
  readonly mended: (id: string) => number
}

export function uploadTasks(uploads: readonly Upload[], seen: Seen): Tasks {
  const { permits, inTheWay, account } = seen
  const [mine, others]: [Task[], Task[]] = [[], []]
  for (const upload of uploads) {
    const { id, sentBy } = upload
    const waits = isWaiting(upload)
    // A held list is decided with the later one that overtook it.
    if (inTheWay.get(id) === 'later-list') continue
    const isOwn = mayReport(upload, permits)
    const mayConfirm = waits && !inTheWay.has(id) && permits('confirm', 'name-list', upload)
    if (mayConfirm && sentBy?.account !== account) mine.push(taskOf(upload, seen, true))
    else if (waits && (isOwn || mayConfirm)) others.push(taskOf(upload, seen, false))
    else if (isOwn) mine.push(taskOf(upload, seen, false))
  }
  return { mine, others }
}

function taskOf(upload: Upload, { policy, now, inTheWay, mended }: Seen, confirms: boolean): Task {
  const { division, id, form, period } = upload
  const state = stateOf(upload, now, inTheWay.has(id))
  const left = returnedLeft(upload, mended(id))
  const isRead = upload.state === 'accepted'
  const page = `/uploads/${division}/${id}`
  return {
    what: `${officeName(policy, upload)} ${formName(form, policy)}`,
    of: periodName(period),
    notes: notesOf(upload, policy, left, confirms),
    href: confirms ? `${page}/endings` : page,
    button: confirms ? TASK_WORDS.confirm : isRead && left > 0 ? TASK_WORDS.mend : TASK_WORDS.see,
    state: !isRead ? state : { words: left > 0 ? returnedWords(left) : UNREAD_SHEETS, tone: 'wait' },
    ...(upload.state !== 'held' && { tickOff: `${page}/tick-off` }),
  }
}

function notesOf(upload: Upload, policy: Policy, left: number, confirms: boolean): string[] {
  if (isFailed(upload)) return [failedSentence(upload)]
  if (upload.state === 'held') return [heldSentence(upload, confirms)]
  if (upload.state === 'refused') return [refusedFile(upload.fileName, refusalReason(upload, policy))]
  return [...(left > 0 ? [MEND_NOTE] : []), ...(upload.reading?.unreadSheets.map(unreadSheet) ?? [])]
}

const REASONS = 3

/** Of the office's own: rows that were returned, and neither mended nor let go. */
export function cameBack(uploads: readonly Upload[], { policy, permits, mended }: Seen): CameBack[] {
  return uploads.flatMap((upload) => {
    const { division, id, form, period } = upload
    const left = returnedLeft(upload, mended(id))
    if (left === 0 || !mayReport(upload, permits)) return []
    return [
      {
        what: formName(form, policy),
        of: periodName(period),
        rows: left,
        why: reasonsOf(upload, left),
        href: `/uploads/${division}/${id}`,
      },
    ]
  })
}

const mayReport = (upload: Upload, permits: Permits): boolean =>
  permits('report', sentAs(upload.form) === 'name-list' ? 'name-list' : 'answer', upload)

/** Which rows are left says the upload's own page: once some are mended, reasons are named without their counts. */
function reasonsOf({ reading }: Upload, left: number): string[] {
  const byCount = (Object.entries(reading?.byCode ?? {}) as [RowCode, number][]).sort(([, a], [, b]) => b - a)
  const isWhole = left === reading?.returned
  const named = byCount
    .slice(0, REASONS)
    .map(([code, count]) => (isWhole ? rowsFor(rowCodeName(code), count) : rowCodeName(code)))
  return byCount.length > REASONS ? [...named, moreReasons(byCount.length - REASONS)] : named
}
