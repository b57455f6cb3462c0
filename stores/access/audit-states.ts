/**
 * What is known of the audit's chains beside their entries: `AUDIT#STATE` / division; unusual use `UNUSUAL#<division>` /
 * day.
 */
import { AuditState, UnusualDay } from '../../schemas/records/audit.ts'
import type { WorkTable } from '../aws/work.ts'

export interface AuditStates {
  get(division: string): Promise<AuditState>
  note(division: string, state: Partial<AuditState>): Promise<void>
  noteUnusual(division: string, day: UnusualDay): Promise<void>
  /** The latest days first. */
  unusual(division: string, limit: number): Promise<UnusualDay[]>
}

const key = (division: string) => ({ pk: 'AUDIT#STATE', sk: division })
const pkOf = (division: string) => `UNUSUAL#${division}`
/** Seconds; as long as the entries that it names may be needed for an inquiry. */
const KEPT = 400 * 86_400

export function auditStates(work: WorkTable): AuditStates {
  return {
    get: async (division) => AuditState.parse((await work.get(key(division))) ?? {}),
    async note(division, state) {
      await work.update(key(division), { set: state })
    },
    async noteUnusual(division, found) {
      const { day, ...rest } = UnusualDay.parse(found)
      const expires = Math.floor(Date.parse(day) / 1000) + KEPT
      await work.update({ pk: pkOf(division), sk: day }, { set: { ...rest, expires } })
    },
    unusual: async (division, limit) =>
      (await work.list(pkOf(division), { latestFirst: true, limit })).map((item) =>
        UnusualDay.parse({ ...item, day: item.sk }),
      ),
  }
}
