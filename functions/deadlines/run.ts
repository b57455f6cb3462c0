/** A day's notices, one event's letter, or what auditors are told. */
import type { MailEvent, ToDeadlines } from '../../schemas/messages/to-deadlines.ts'
import { runAccounts } from './accounts-day.ts'
import { heedMoved } from './case-turns.ts'
import { runDay } from './day.ts'
import type { DeadlinesDeps } from './deps.ts'
import { sendLetter } from './letter.ts'
import { endRequests } from './take-note.ts'
import { tellAuditors } from './tell-auditors.ts'

export async function run(deps: DeadlinesDeps, message: ToDeadlines): Promise<void> {
  if ('eventType' in message) await bounced(deps, message)
  else if (message.type === 'day') await runDay(deps, message.time)
  else if (message.type === 'accounts') await runAccounts(deps, message.time)
  else if (message.type === 'cases.moved') await heedMoved(deps, message)
  else if (message.type === 'audit') await tellAuditors(deps, message)
  else {
    if (message.type === 'answer.taken') await endRequests(deps, message)
    await sendLetter(deps, message)
  }
}

/** Bounced mail is an administrator's work. */
async function bounced({ notices, mailOf, now }: DeadlinesDeps, { eventType, mail, bounce }: MailEvent): Promise<void> {
  const found = mailOf(mail.headers)
  if (!found || !(await notices.get(found.day, found.id))) return
  await notices.mark(found, 'bounced', now().toISOString(), [eventType, bounce?.bounceType].filter(Boolean).join('.'))
}
