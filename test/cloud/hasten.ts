/**
 * The hub's next version: what would take hours of a test takes minutes (a schedule that fires each hour fires each
 * minute, a message dies of one failure), and every function and table is changed.
 */
import type { Template } from './gaps.ts'

export const NEXT = 'the next version'

export function hasten({ Resources }: Template): void {
  for (const [id, { Type, Properties = {} }] of Object.entries(Resources)) {
    if (Type === 'AWS::Lambda::Function') Properties.Description = NEXT
    if (Type === 'AWS::DynamoDB::Table') Properties.Tags = [{ Key: 'version', Value: NEXT }]
    if (Type === 'AWS::Scheduler::Schedule' && id.startsWith('canary')) Properties.ScheduleExpression = 'rate(1 minute)'
    if (Type === 'AWS::SQS::Queue' && id.startsWith('financequeue'))
      Object.assign(Properties.RedrivePolicy as object, { maxReceiveCount: 1 })
  }
}
