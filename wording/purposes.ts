/** Purposes of a look at persons (docs/access.md#seeing). */
import { Duty } from '../schemas/duties.ts'
import { PurposeCode } from '../schemas/purposes.ts'
import type { Actor } from '../schemas/records/account.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { timeName } from './dates.ts'
import { dutyNames } from './duties.ts'
import { placeOf } from './offices.ts'

export const PURPOSE_NAMES: Record<PurposeCode, string> = {
  enrolment: '办理参保',
  returned: '核对退回',
  batch: '组批复核',
  enquiry: '查询答复',
  inspection: '检查审计',
  other: '其他',
}

/** Of an audit entry. */
export function purposeSaid(text: string): string {
  const [code = '', ...words] = text.split(' ')
  const duties = code.split(',').map((one) => Duty.safeParse(one).data)
  const given = duties.flatMap((duty) => duty ?? [])
  const name = given.length > 0 ? dutyNames(given) : PURPOSE_NAMES[PurposeCode.safeParse(code).data ?? 'other']
  return words.length > 0 ? `${name}：${words.join(' ')}` : name
}

/** The line at the foot of a file that was handed out. */
export const handedTo = (policy: Policy, actor: Actor, time: string): string => `${doneBy(policy, actor, time)}下载`
/** The line below a printed page that shows persons. */
export const shownTo = (policy: Policy, actor: Actor, time: string): string => `${doneBy(policy, actor, time)}查看`

const doneBy = (policy: Policy, actor: Actor, time: string) =>
  `由${placeOf(policy, actor)}${actor.name}于${timeName(time)}`
