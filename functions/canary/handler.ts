/** Hourly: a list of one made-up person, and its outcome. */
import { ToCanary } from '../../schemas/messages/to-canary.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { canaryDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({ name: 'canary', schema: ToCanary, deps: canaryDeps(env.parse(process.env)), run })
