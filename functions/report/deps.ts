/** What report works with, made once a cold start. */
import type { z } from 'zod'
import type { ClientOptions } from '../../stores/clients.ts'
import { reportQueue } from '../../stores/queues.ts'
import { delivererDeps } from '../deliverer-deps.ts'
import type { env } from './env.ts'

export type ReportDeps = ReturnType<typeof reportDeps>

export function reportDeps(config: z.infer<typeof env>, options?: ClientOptions) {
  const deps = delivererDeps(config, options)
  return { ...deps, reportQueue: reportQueue(deps.clients, config.REPORT_QUEUE_URL) }
}
