/** Letters about a month's return: sent back, to be summed up, submitted to human resources. */
import type { AboutReturn } from '../../schemas/messages/to-deadlines.ts'
import type { MonthReturn } from '../../schemas/records/month-return.ts'
import { dayName, periodName } from '../dates.ts'
import { HEADINGS } from '../headings.ts'
import { PAGE_NAMES } from '../page-names.ts'
import { versionName } from '../returns.ts'
import type { EventLetter } from './letter.ts'

export interface ReturnFacts {
  readonly own: MonthReturn
  readonly version: number
  /** Of the city: its counties. */
  readonly counties: readonly MonthReturn[]
}

const versionOf = ({ own, version }: ReturnFacts) => own.versions.find((one) => one.version === version)

/** Reasons stay on the page: they are free text. */
export const RETURN_LETTERS: Record<AboutReturn['type'], EventLetter<ReturnFacts>> = {
  'return.sent-back': {
    to: ['social-insurance'],
    words(facts) {
      const version = versionOf(facts)
      const { period, standing } = facts.own
      if (!version?.sentBack || standing) return undefined
      return {
        subject: `${PAGE_NAMES.return}被退回：${periodName(period)}`,
        text: `${periodName(period)}的${PAGE_NAMES.return}（${versionName(version)}）已被退回，不再作为已报送。重新报送以前，全市汇总中列为“未报”。`,
        items: [
          { title: HEADINGS.period, mark: periodName(period) },
          { title: '退回日期', mark: dayName(version.sentBack.on), urgent: true },
        ],
        step: { text: '请打开查看退回原因，更正后再次办结，核对后重新报送。', label: '查看退回原因' },
      }
    },
  },
  'returns.to-sum-up': {
    to: ['social-insurance'],
    words({ own: { period, standing }, counties }) {
      const submitted = counties.filter((one) => one.standing).length
      return {
        subject: `请${standing ? '重新' : ''}报送${PAGE_NAMES.consolidation}：${periodName(period)}`,
        text: standing
          ? `${periodName(period)}的${PAGE_NAMES.consolidation}报送以后，有${HEADINGS.county}重新报送或者补报，已报的汇总数字不再与各${HEADINGS.county}一致。`
          : `${periodName(period)}各${HEADINGS.county}的${PAGE_NAMES.return}已全部报送。`,
        items: [{ title: `已报送的${HEADINGS.county}`, mark: `${submitted}/${counties.length}` }],
        step: { text: '请打开核对，报送汇总表；有误的，退回后由其重新报送。', label: '核对并汇总' },
      }
    },
  },
  'consolidation.submitted': {
    to: ['human-resources'],
    words(facts) {
      const version = versionOf(facts)
      if (!version) return undefined
      const { period } = facts.own
      const missing = facts.counties.length - Object.keys(version.counties ?? {}).length
      return {
        subject: `${PAGE_NAMES.consolidation}已报送：${periodName(period)}`,
        text: `${periodName(period)}的全市${PAGE_NAMES.consolidation}已由社保经办机构报送（${versionName(version)}）。`,
        items: [
          { title: '报送日期', mark: dayName(version.on) },
          { title: `未报的${HEADINGS.county}`, mark: `${missing}个`, urgent: missing > 0 },
        ],
        step: { text: '数字、未报的单位和各县（市、区）的情况说明，请在平台上查看。', label: '查看汇总表' },
      }
    },
  },
}
