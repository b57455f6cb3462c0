/** Hourly: work that a crash left undone is sent again. */
import { ToSweep } from '../../schemas/messages/to-sweep.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { sweepDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({ name: 'sweep', schema: ToSweep, deps: sweepDeps(env.parse(process.env)), run })
