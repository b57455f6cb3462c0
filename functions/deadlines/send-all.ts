/** A failed mail holds up no other, and a server that is down is left alone. */

import { addDays } from '../../rules/deadlines/day-steps.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Mailing } from '../../schemas/records/mailing.ts'
import type { Digest } from '../../schemas/records/notice.ts'
import { errorFields, log } from '../shared/stages/log.ts'
import type { DeadlinesDeps } from './deps.ts'
import { type DigestContext, sendAbout, sendDigest } from './letter.ts'
import { leaveWaiting, type Sent } from './send-once.ts'

const DOWN = 3
/** After these days of trying the administrator takes over. */
const TRIED_DAYS = 14

export async function sendDigests(
  deps: DeadlinesDeps,
  digests: readonly Digest[],
  context: DigestContext,
): Promise<boolean> {
  return inTurn(digests, async (digest, isDown) => {
    if (!isDown) return sendDigest(deps, digest, context)
    const { id, day, to } = digest
    await leaveWaiting(deps, { id, day, to, about: digest })
    return 'down'
  })
}

export async function sendAgain(
  deps: DeadlinesDeps,
  waiting: readonly Mailing[],
  { day, ...context }: Omit<DigestContext, 'unsettled'> & { day: string },
): Promise<void> {
  const isDown = await inTurn(waiting, async (mailing, isDown) => {
    const { about, code } = mailing
    if (isDown) return 'down'
    if ('notices' in about) return sendDigest(deps, about, { ...context, unsettled: new Map() })
    if (mailing.day >= addDays(day, -TRIED_DAYS)) {
      const sent = await sendAbout(deps, context.policy, about)
      const isLeft = async () => (await deps.notices.get(mailing.day, mailing.id))?.state === 'waiting'
      if (sent === 'done' && (await isLeft())) await deps.notices.close(mailing.id)
      return sent
    }
    await deps.notices.mark(mailing, 'bounced', deps.now().toISOString(), code)
    return 'done'
  })
  if (isDown) throw new Fault('mail-down', 'the mail server takes nothing now')
}

async function inTurn<T>(items: readonly T[], send: (item: T, isDown: boolean) => Promise<Sent>): Promise<boolean> {
  let downs = 0
  let failed: unknown
  for (const item of items) {
    try {
      downs = (await send(item, downs >= DOWN)) === 'down' ? downs + 1 : 0
    } catch (error) {
      log('error', { stage: 'deadlines', what: 'a mail failed', ...errorFields(error) })
      failed = error
    }
  }
  if (failed) throw failed
  return downs > 0
}
