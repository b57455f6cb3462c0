/** batch.frozen -> funding request. */
import { FromBatch } from '../../schemas/messages/batch-frozen.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { delivererDeps, delivererEnv } from '../shared/stages/deliverer-deps.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'finance',
  schema: FromBatch,
  deps: delivererDeps(delivererEnv.parse(process.env)),
  run,
})
