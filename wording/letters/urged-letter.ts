/** A letter by which an office is urged to send what is overdue. */
import type { AboutUrged, AboutUrgedThing } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName, periodName } from '../dates.ts'
import { formName } from '../forms.ts'
import { officeName } from '../offices.ts'
import { matterName, TIMELINESS, URGE } from '../timeliness.ts'
import type { Words } from './letter.ts'

interface Facts extends Pick<AboutUrged, 'form' | 'by'> {
  readonly policy: Policy
}

/** @returns nothing where all has come since */
export function urgedWords({ policy, form, by }: Facts, open: readonly string[]): Words | undefined {
  if (open.length === 0) return undefined
  const what = formName(form, policy)
  return {
    subject: `${URGE}：${what}，${open.map(periodName).join('、')}`,
    text: `贵单位的${what}已经逾期，${officeName(policy, by)}请尽快报送。`,
    items: open.map((period) => ({ title: periodName(period), mark: TIMELINESS.missing, urgent: true })),
    step: { text: '请打开平台报送；没有人员要报的，请用零报告。', label: '去报送' },
  }
}

/** Of one thing, by its number. */
export function urgedThingWords(policy: Policy, event: AboutUrgedThing): Words {
  const { by, due } = event
  const what = matterName(event)
  return {
    subject: `${URGE}：${what}`,
    text:
      event.matter === 'approval'
        ? `${what}还没有办理，请经办人以外的审批人核对后尽快审批，或者退回。已经办理的，不用理会。`
        : `${what}等待贵单位办理${due ? `，截止${dayName(due)}` : ''}，${officeName(policy, by)}请尽快办理。已经办理的，不用理会。`,
    items: [],
    step: { text: '请打开平台办理。', label: '去办理' },
  }
}
