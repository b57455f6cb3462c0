/** Chains' ends are deposited where nobody can change them, and chains are checked. */
import { ToAudit } from '../../schemas/messages/to-audit.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { auditDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({ name: 'audit', schema: ToAudit, deps: auditDeps(env.parse(process.env)), run })
