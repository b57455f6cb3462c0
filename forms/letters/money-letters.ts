/** A batch that waits for its second person, and an allocation that is less than was requested (RULES section 5). */
import { yuan } from '../../rules/amount.ts'
import type { Recipient } from '../../schemas/notice.ts'
import type { Policy } from '../../schemas/policy.ts'
import { dayName, officeName } from '../office-names.ts'
import { type Mail, renderLetter } from './letter.ts'

interface Addressed {
  readonly policy: Pick<Policy, 'city' | 'counties' | 'categories'>
  readonly to: Recipient
  readonly link: string
  /** The day of sending. */
  readonly day: string
}

export interface WaitingBatch extends Addressed {
  readonly batch: string
  readonly year: number
  /** Control totals: payments and benefit claims, and the sum of the payments in fen. */
  readonly rows: number
  readonly fen: number
  readonly preparedOn: string
}

/** To the agency: whoever prepared a batch does not approve it. */
export function approvalLetter({ batch, year, rows, fen, preparedOn, ...addressed }: WaitingBatch): Mail {
  return renderLetter({
    subject: `批次待审批：${batch}，${rows}笔，${yuan(fen)}元`,
    to: officeName(addressed.policy, addressed.to),
    date: dayName(addressed.day),
    sections: [
      {
        heading: '',
        text: `${year}年度代缴批次已编制，等待审批。编制人不能审批自己编制的批次。`,
        items: [
          { title: '批次号', facts: [], mark: batch },
          { title: '笔数', facts: [], mark: `${rows}笔` },
          { title: '总金额', facts: [], mark: `${yuan(fen)}元` },
          { title: '编制日期', facts: [], mark: preparedOn },
        ],
      },
    ],
    step: { text: '请审批人登录平台，核对控制数后审批或退回。', label: '核对并审批', url: addressed.link },
  })
}

export interface Shortfall extends Addressed {
  /** 申请编号. */
  readonly request: string
  readonly requestedFen: number
  readonly allocatedFen: number
  readonly allocatedOn: string
}

/** To the offices that see to it that the rest is allocated: article 2(6) asks for the full amount. */
export function shortfallLetter({ request, requestedFen, allocatedFen, allocatedOn, ...addressed }: Shortfall): Mail {
  const missing = requestedFen - allocatedFen
  const finance = officeName(addressed.policy, { division: addressed.to.division, office: 'finance' })
  return renderLetter({
    subject: `代缴资金拨付不足：差${yuan(missing)}元`,
    to: officeName(addressed.policy, addressed.to),
    date: dayName(addressed.day),
    sections: [
      {
        heading: '',
        text: `${finance}的拨款少于申请金额。按照通知要求，代缴资金应全额拨付。`,
        items: [
          { title: '申请编号', facts: [], mark: request },
          { title: '申请金额', facts: [], mark: `${yuan(requestedFen)}元` },
          { title: '拨付金额', facts: [`拨付日期：${allocatedOn}`], mark: `${yuan(allocatedFen)}元` },
          { title: '差额', facts: [], mark: `${yuan(missing)}元`, urgent: true },
        ],
      },
    ],
    step: {
      text: addressed.to.office === 'finance' ? '请补拨差额，并在平台上报送拨款确认。' : '请与财政部门协调补拨差额。',
      label: '查看资金申请',
      url: addressed.link,
    },
  })
}
