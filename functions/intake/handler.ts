/** Inbox -> one file checked and merged into its roster. */
import { ToIntake } from '../../schemas/messages/to-intake.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { TRIES } from '../shared/stages/tries.ts'
import { intakeDeps } from './deps.ts'
import { env } from './env.ts'
import { giveUp, run } from './run.ts'

export const handler = consumer({
  name: 'intake',
  schema: ToIntake,
  deps: intakeDeps(env.parse(process.env)),
  run,
  lastWords: { afterTries: TRIES, say: giveUp },
})
