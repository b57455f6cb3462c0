/** Letters about batches and allocations (docs/rules.md#cases-and-payment). */

import { yuan } from '../../rules/payments/amount.ts'
import type { AboutAllocation, AboutBatch } from '../../schemas/messages/to-deadlines.ts'
import type { Batch, ExclusionReason } from '../../schemas/records/batch.ts'
import type { FundingRequest } from '../../schemas/records/funding-request.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { BATCH_STATES } from '../batch-state.ts'
import { exclusionName } from '../exclusions.ts'
import { officeName } from '../offices.ts'
import type { EventLetter } from './letter.ts'

export interface BatchFacts {
  readonly policy: Pick<Policy, 'city' | 'counties' | 'categories'>
  readonly batch: Batch
}

export const BATCH_LETTERS: Record<AboutBatch['type'], EventLetter<BatchFacts>> = {
  'batch.prepared': {
    to: ['social-insurance'],
    words: ({ batch: { id, state, year, day, prepared } }) =>
      state === 'prepared' && prepared
        ? {
            subject: `批次${BATCH_STATES.prepared.words}：${id}，${prepared.rows}笔，${yuan(prepared.fen)}元`,
            text: `${year}年度代缴批次已生成，等待审批。经办人不能审批自己的批次。`,
            items: [
              { title: '批次号', mark: id },
              { title: '笔数', mark: `${prepared.rows}笔` },
              { title: '总金额', mark: `${yuan(prepared.fen)}元` },
              { title: '生成日期', mark: day },
            ],
            step: { text: '请审批人打开批次，核对笔数和总金额无误后审批。', label: '核对并审批' },
          }
        : undefined,
  },
  'batch.excluded': {
    to: ['social-insurance'],
    words: ({ batch: { id, frozen, excluded } }) =>
      excluded && {
        subject: `批次${id}：${excluded.persons}人未列入`,
        text: `该批次已审批，${sent(frozen)}。批次生成以后情况有变化的${excluded.persons}人未列入：`,
        items: (Object.entries(excluded.reason) as [ExclusionReason, number][]).map(([reason, persons]) => ({
          title: exclusionName(reason),
          mark: `${persons}人`,
        })),
        step: { text: '请打开批次查看是哪些人，核对原因。', label: '查看未列入人员' },
      },
  },
}

function sent(frozen: Batch['frozen']): string {
  if (!frozen?.rows) return '没有人可以缴费，不向银行和财政发出'
  return `已向银行和财政发出${frozen.rows}笔、${yuan(frozen.fen)}元`
}

export interface AllocationFacts extends Pick<BatchFacts, 'policy'>, Pick<AboutAllocation, 'fen' | 'on'> {
  readonly request: Pick<FundingRequest, 'id' | 'county' | 'requested'>
}

export const ALLOCATION_LETTERS: Record<AboutAllocation['type'], EventLetter<AllocationFacts>> = {
  // The city's notice of 2018, articles 2(6) to 2(8), asks for the full amount and names these offices.
  'allocation.short': {
    to: ['finance', 'social-insurance', 'human-resources'],
    words({ policy, request: { county, id, requested }, fen, on }, to) {
      const missing = requested - fen
      if (missing <= 0) return undefined
      return {
        subject: `代缴资金拨付不足：差${yuan(missing)}元`,
        text: `${officeName(policy, { division: county, office: 'finance' })}的拨款少于申请金额。按照通知要求，代缴资金应全额拨付。`,
        items: [
          { title: '申请编号', mark: id },
          { title: '申请金额', mark: `${yuan(requested)}元` },
          { title: '拨付金额', facts: [`拨付日期：${on}`], mark: `${yuan(fen)}元` },
          { title: '差额', mark: `${yuan(missing)}元`, urgent: true },
        ],
        step: {
          text: to === 'finance' ? '请补拨差额，并在平台上报送拨款确认。' : '请与财政部门协调补拨差额。',
          label: '查看资金申请',
          page: 'timeliness',
        },
      }
    },
  },
}
