/**
 * Claim, send, mark: a mail is sent at most once, and an uncertain one stays claimed on the administrator's list (ADR
 * 13).
 */
import type { Mail } from '../../forms/letters/letter.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import type { Telling, Unclaimed } from '../../stores/deadlines/notices.ts'
import { errorFields, log } from '../shared/stages/log.ts'
import type { DeadlinesDeps } from './deps.ts'

/** `waiting` and `down` are surely unsent. */
export type Sent = 'waiting' | 'down' | 'done'

/** @param page of the hub, to which the mail leads */
export async function sendOnce(
  deps: DeadlinesDeps,
  mailing: Unclaimed & { readonly to: Recipient },
  mail: Mail,
  page: string,
): Promise<Sent> {
  const { to } = mailing
  return sendTo(deps, mailing, await deps.contacts.of(to), async () => mail, { to, subject: mail.subject, page })
}

/**
 * @param write is called once the mail is claimed: a letter's link ends the one before
 * @param telling to an office, whose page says it too
 */
export async function sendTo(
  deps: DeadlinesDeps,
  mailing: Unclaimed,
  to: readonly string[],
  write: () => Promise<Mail>,
  telling?: Telling,
): Promise<Sent> {
  const { notices, now } = deps
  if (!(await notices.claim(mailing, now().toISOString(), telling))) return 'done'
  if (to.length === 0) {
    await notices.mark(mailing, 'no-address', now().toISOString())
    return 'done'
  }
  const mail = await write()
  const sending = await deps.mail
    .send({ id: mailing.id, day: mailing.day, to, ...mail, date: now() })
    .catch((error: unknown) => {
      log('error', { stage: 'deadlines', what: 'uncertain', division: mailing.to.division, ...errorFields(error) })
      return undefined
    })
  if (!sending) return 'done'
  const { state } = sending
  const code = 'code' in sending ? sending.code : undefined
  await notices.mark(mailing, state === 'down' ? 'waiting' : state, now().toISOString(), code)
  return state === 'waiting' || state === 'down' ? state : 'done'
}

export async function leaveWaiting({ notices, now }: DeadlinesDeps, mailing: Unclaimed): Promise<void> {
  if (await notices.claim(mailing, now().toISOString()))
    await notices.mark(mailing, 'waiting', now().toISOString(), 'not-tried')
}
