import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isAnswerForm, isDone, isFailed, isWaiting, type Upload } from '../../schemas/records/upload.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { dayName, whenName } from '../../wording/dates.ts'
import { officeName } from '../../wording/offices.ts'
import { SEEN_TO } from '../../wording/page-names.ts'
import { HAPPENED, STEP_NAMES, turnOf, untilWords } from '../../wording/steps.ts'
import { UPLOAD_WORDS } from '../../wording/upload-state.ts'
import { type Happening, momentOf, type Step } from '../parts/steps.tsx'

interface Known {
  readonly policy: Policy
  readonly month: Pick<MonthReturn, 'drawn'> | undefined
  /** By which day the month's return is due. */
  readonly due: string | undefined
}

/** 报送 - 检查 - (确认) - 比对 - 办结, as far as an upload goes. */
export function uploadSteps(upload: Upload, { policy, month, due }: Known): Step[] {
  const { state, withdrawn, overtaken, heldFor, confirmedBy, reading, discarded, units, unitsDone, day, form } = upload
  const sender = turnOf(officeName(policy, upload))
  const isOut = withdrawn !== undefined || discarded !== undefined
  const send: Step = {
    name: STEP_NAMES.send,
    state: isOut ? 'stop' : reading || state !== 'requested' ? 'done' : 'now',
    note: isOut ? undefined : whenName(day, upload.requestedAt),
  }
  const isBad = state === 'refused' || isFailed(upload)
  const isRead = state === 'accepted' || state === 'held' || state === 'withdrawn'
  const check: Step = {
    name: STEP_NAMES.check,
    state: isBad ? 'stop' : isRead ? 'done' : reading ? 'now' : 'coming',
    note: isBad ? sender : undefined,
  }
  const confirm: Step = {
    name: STEP_NAMES.confirm,
    state: isWaiting(upload) ? 'now' : confirmedBy ? 'done' : 'coming',
    note: confirmedBy?.name ?? (isWaiting(upload) ? '由报送人以外的第二人办理' : undefined),
  }
  const match: Step = {
    name: STEP_NAMES.match,
    state: state !== 'accepted' ? 'coming' : isDone(upload) ? 'done' : 'now',
    note: state === 'accepted' && !isDone(upload) ? `${unitsDone?.length ?? 0}/${units?.length ?? 0}` : undefined,
  }
  const own = [send, check, ...(heldFor?.length || confirmedBy ? [confirm] : []), match]
  if (isAnswerForm(form) || form === 'register' || upload.division === policy.city.code || overtaken) return own
  const closed = month?.drawn && month.drawn.day >= day ? month.drawn.day : undefined
  return [
    ...own,
    {
      name: STEP_NAMES.close,
      state: match.state !== 'done' ? 'coming' : closed ? 'done' : 'now',
      note: closed
        ? dayName(closed)
        : match.state === 'done'
          ? [
              turnOf(officeName(policy, { division: upload.division, office: 'social-insurance' })),
              due && untilWords(due),
            ]
              .filter(Boolean)
              .join('，')
          : undefined,
    },
  ]
}

export function uploadCourse(upload: Upload, policy: Policy): Happening[] {
  const { requestedAt, day, sentBy, settledAt, state, confirmedBy, withdrawn, discarded, tickedOff } = upload
  const office = officeName(policy, upload)
  const later = (at: string) => momentOf({ day, at: requestedAt }, at)
  return [
    { on: day, at: requestedAt, who: sentBy?.name ?? office, what: HAPPENED.asked },
    ...(confirmedBy && settledAt ? [{ ...later(settledAt), who: confirmedBy.name, what: HAPPENED.confirmed }] : []),
    ...(settledAt && state !== 'requested'
      ? // Without a second person a played day's lists are settled on it.
        [
          {
            at: settledAt,
            on: later(settledAt).on ?? (confirmedBy ? undefined : day),
            who: PLATFORM,
            what: UPLOAD_WORDS[state],
          },
        ]
      : []),
    ...(withdrawn
      ? [
          {
            ...later(withdrawn.at),
            who: withdrawn.by.name,
            what: UPLOAD_WORDS[withdrawn.sentBack ? 'sent-back' : 'withdrawn'],
          },
        ]
      : []),
    ...(discarded ? [{ ...later(discarded), who: office, what: HAPPENED.discarded }] : []),
    ...(tickedOff ? [{ ...later(tickedOff), who: office, what: SEEN_TO }] : []),
  ]
}
