/** Deadlines: a day's notices, or the letter of one event. Safe to repeat: no mail is sent twice. */
import type { ToDeadlines } from '../../schemas/to-deadlines.ts'
import { runDay } from './day.ts'
import type { DeadlinesDeps } from './deps.ts'
import { sendLetter } from './letter.ts'

export async function run(deps: DeadlinesDeps, message: ToDeadlines): Promise<void> {
  if (message.type === 'day') await runDay(deps, message.time)
  else await sendLetter(deps, message)
}
