/** Dependencies of every stage: its capacity, and the queue of letters. */
import type * as z from 'zod'
import type { Clients } from '../../../stores/aws/clients.ts'
import { laterOn } from '../../../stores/aws/later.ts'
import { type DeadlinesQueue, deadlinesQueue, type WebhooksQueue } from '../../../stores/aws/queues.ts'
import type { stageEnv } from './stage-env.ts'

/** On a hub of which nobody is to hear. */
export const NOBODY: DeadlinesQueue & WebhooksQueue = { send: async () => {} }

export function stageDeps(config: z.infer<typeof stageEnv>, clients: Clients) {
  return {
    capacity: clients.capacity,
    later: laterOn(clients),
    deadlinesQueue: config.LETTERS === 'off' ? NOBODY : deadlinesQueue(clients, config.DEADLINES_QUEUE_URL),
  }
}
