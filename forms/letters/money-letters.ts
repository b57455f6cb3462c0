/** Letters about batches and allocations (docs/rules.md#cases-and-payment). */

import { yuan } from '../../rules/payments/amount.ts'
import type { Batch, ExclusionReason } from '../../schemas/records/batch.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday } from '../../wording/dates.ts'
import { EVENT_SUBJECTS } from '../../wording/letter-subjects.ts'
import { officeName } from '../../wording/offices.ts'
import { exclusionName } from '../../wording/outcomes.ts'
import { type Mail, renderLetter } from './letter.ts'

export interface Addressed {
  readonly policy: Pick<Policy, 'city' | 'counties' | 'categories'>
  readonly to: Recipient
  readonly link: string
  readonly day: string
}

export interface WaitingBatch extends Addressed {
  readonly batch: string
  readonly year: number
  /** Payments and claims. */
  readonly rows: number
  readonly fen: number
  readonly preparedOn: string
}

/** To the agency. */
export function approvalLetter({ batch, year, rows, fen, preparedOn, ...addressed }: WaitingBatch): Mail {
  return renderLetter({
    subject: EVENT_SUBJECTS['batch.prepared'](batch, rows, fen),
    to: officeName(addressed.policy, addressed.to),
    date: dayAndWeekday(addressed.day),
    sections: [
      {
        heading: '',
        text: `${year}年度代缴批次已生成，等待审批。经办人不能审批自己的批次。`,
        items: [
          { title: '批次号', facts: [], mark: batch },
          { title: '笔数', facts: [], mark: `${rows}笔` },
          { title: '总金额', facts: [], mark: `${yuan(fen)}元` },
          { title: '生成日期', facts: [], mark: preparedOn },
        ],
      },
    ],
    step: { text: '请审批人打开批次，核对笔数和总金额无误后审批。', label: '核对并审批', url: addressed.link },
  })
}

export interface ShrunkBatch extends Addressed {
  readonly batch: string
  /** Payments sent. */
  readonly rows: number
  readonly fen: number
  readonly excluded: NonNullable<Batch['excluded']>
}

/** To the agency. */
export function exclusionLetter({ batch, rows, fen, excluded, ...addressed }: ShrunkBatch): Mail {
  const sent = rows === 0 ? '没有人可以缴费，不向银行和财政发出' : `已向银行和财政发出${rows}笔、${yuan(fen)}元`
  return renderLetter({
    subject: EVENT_SUBJECTS['batch.excluded'](batch, excluded.persons),
    to: officeName(addressed.policy, addressed.to),
    date: dayAndWeekday(addressed.day),
    sections: [
      {
        heading: '',
        text: `该批次已审批，${sent}。批次生成以后情况有变化的${excluded.persons}人未列入：`,
        items: (Object.entries(excluded.reason) as [ExclusionReason, number][]).map(([reason, persons]) => ({
          title: exclusionName(reason),
          facts: [],
          mark: `${persons}人`,
        })),
      },
    ],
    step: { text: '请打开批次查看是哪些人，核对原因。', label: '查看未列入人员', url: addressed.link },
  })
}

export interface Shortfall extends Addressed {
  /** 申请编号. */
  readonly request: string
  readonly requestedFen: number
  readonly allocatedFen: number
  readonly allocatedOn: string
}

/** Article 2(6) of the city's notice of 2018 asks for the full amount. */
export function shortfallLetter({ request, requestedFen, allocatedFen, allocatedOn, ...addressed }: Shortfall): Mail {
  const missing = requestedFen - allocatedFen
  const finance = officeName(addressed.policy, { division: addressed.to.division, office: 'finance' })
  return renderLetter({
    subject: EVENT_SUBJECTS['allocation.short'](missing),
    to: officeName(addressed.policy, addressed.to),
    date: dayAndWeekday(addressed.day),
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
