/** What is known of the audit's chains beside their entries: `AUDIT#STATE` / division. */
import { AuditState } from '../../schemas/records/audit.ts'
import type { WorkTable } from '../aws/work.ts'

export interface AuditStates {
  get(division: string): Promise<AuditState>
  note(division: string, state: Partial<AuditState>): Promise<void>
}

const key = (division: string) => ({ pk: 'AUDIT#STATE', sk: division })

export function auditStates(work: WorkTable): AuditStates {
  return {
    get: async (division) => AuditState.parse((await work.get(key(division))) ?? {}),
    async note(division, state) {
      await work.update(key(division), { set: state })
    },
  }
}
