/** FIFO queue, a group a shard -> match: the only writer of persons. */
import { ToMatch } from '../../schemas/messages/to-match.ts'
import { batchConsumer } from '../shared/stages/consumer.ts'
import { TRIES } from '../shared/stages/tries.ts'
import { matchDeps } from './deps.ts'
import { env } from './env.ts'
import { giveUp, run } from './run.ts'

export const handler = batchConsumer({
  name: 'match',
  schema: ToMatch,
  deps: matchDeps(env.parse(process.env)),
  run,
  lastWords: { afterTries: TRIES, say: giveUp },
})
