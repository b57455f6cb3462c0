/** Dependencies of report. */
import type * as z from 'zod'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { delivererDeps } from '../deliverer-deps.ts'
import type { env } from './env.ts'

export type ReportDeps = ReturnType<typeof reportDeps>

export function reportDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  return delivererDeps(config, clients)
}
