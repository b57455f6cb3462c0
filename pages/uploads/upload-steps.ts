import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isAnswerForm, isDone, isFailed, isWaiting, type Upload } from '../../schemas/records/upload.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { dayName, timeName } from '../../wording/dates.ts'
import { officeName } from '../../wording/offices.ts'
import { HAPPENED, STEP_NAMES, turnOf } from '../../wording/steps.ts'
import { UPLOAD_WORDS } from '../../wording/upload-state.ts'
import type { Happening, Step } from '../parts/steps.tsx'

interface Known {
  readonly policy: Policy
  readonly month: Pick<MonthReturn, 'drawn'> | undefined
}

/** 报送 - 检查 - (确认) - 比对 - 办结, as far as an upload goes. */
export function uploadSteps(upload: Upload, { policy, month }: Known): Step[] {
  const { state, withdrawn, overtaken, heldFor, confirmedBy, reading, discarded, units, unitsDone, day, form } = upload
  const sender = turnOf(officeName(policy, upload))
  const isOut = withdrawn !== undefined || discarded !== undefined
  const send: Step = {
    name: STEP_NAMES.send,
    state: isOut ? 'stop' : reading || state !== 'requested' ? 'done' : 'now',
    note: isOut ? undefined : timeName(upload.requestedAt),
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
          ? turnOf(officeName(policy, { division: upload.division, office: 'social-insurance' }))
          : undefined,
    },
  ]
}

export function uploadCourse(upload: Upload, policy: Policy): Happening[] {
  const { requestedAt, sentBy, settledAt, state, confirmedBy, withdrawn, discarded } = upload
  const at = (time: string, who: string, what: string) => ({ time, who, what })
  const all = [
    at(requestedAt, sentBy?.name ?? officeName(policy, upload), HAPPENED.asked),
    ...(confirmedBy && settledAt ? [at(settledAt, confirmedBy.name, HAPPENED.confirmed)] : []),
    ...(settledAt && state !== 'requested' ? [at(settledAt, PLATFORM, UPLOAD_WORDS[state])] : []),
    ...(withdrawn
      ? [at(withdrawn.at, withdrawn.by.name, UPLOAD_WORDS[withdrawn.sentBack ? 'sent-back' : 'withdrawn'])]
      : []),
    ...(discarded ? [at(discarded, officeName(policy, upload), HAPPENED.discarded)] : []),
  ]
  return all
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .map(({ time, who, what }) => ({ at: timeName(time), who, what }))
}
