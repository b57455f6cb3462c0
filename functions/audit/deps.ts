/** Dependencies of audit. */
import type * as z from 'zod'
import { audit } from '../../stores/access/audit.ts'
import { auditHeads } from '../../stores/access/audit-heads.ts'
import { auditStates } from '../../stores/access/audit-states.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { auditQueue } from '../../stores/aws/queues.ts'
import { workTable } from '../../stores/aws/work.ts'
import { policies } from '../../stores/policy/policies.ts'
import { stageDeps } from '../shared/stages/stage-deps.ts'
import type { env } from './env.ts'

export type AuditDeps = ReturnType<typeof auditDeps>

export function auditDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    ...stageDeps(config, clients),
    policies: policies(work),
    audit: audit(work),
    auditHeads: auditHeads(clients, config.AUDIT_BUCKET),
    auditStates: auditStates(work),
    auditQueue: auditQueue(clients, config.AUDIT_QUEUE_URL),
    now: () => new Date(),
  }
}
