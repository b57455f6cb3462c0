/** Queue of batches -> batch. */
import { ToBatch } from '../../schemas/messages/to-batch.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { batchDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({ name: 'batch', schema: ToBatch, deps: batchDeps(env.parse(process.env)), run })
