/** Duties of accounts (docs/access.md#accounts). */
import type { Duty } from '../schemas/duties.ts'

export const DUTY_NAMES: Record<Duty, string> = {
  clerk: '经办',
  preparer: '组批',
  approver: '审批',
  confirmer: '复核',
  leader: '负责人',
  administrator: '系统管理员',
  security: '安全管理员',
  auditor: '审计员',
}

export const dutyNames = (duties: readonly Duty[]) => duties.map((duty) => DUTY_NAMES[duty]).join('、')
