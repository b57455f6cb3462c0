/** What a return's file and page say of its submission. */
import { addMonths } from '../rules/deadlines/day-steps.ts'
import { yuan } from '../rules/payments/amount.ts'
import type { Outcome } from '../schemas/codes.ts'
import type {
  Correction,
  MoneyFault,
  MonthReturn,
  ReturnState,
  ReturnTable,
  ReturnVersion,
} from '../schemas/records/month-return.ts'
import { dayName, periodName } from './dates.ts'
import { declares } from './declaration.ts'
import { HEADINGS } from './headings.ts'
import { LINE_NAMES, LONG_UNPOSTED, SHORTFALL, yearName } from './money.ts'
import { OUTCOME_NAMES, OUTCOMES } from './outcomes.ts'
import type { StateWords } from './upload-state.ts'
import { withoutStop } from './without-stop.ts'

/** Of `npm run month`, where nobody is there. */
export const BY_ITSELF = '自动'
export const CLOSED_ANEW = '重新办结'

/** Words of the pages of returns. */
export const RETURN_WORDS = {
  closed: '已办结',
  close: '办结',
  notClosed: '未办结',
  closing: '正在办结',
  notSubmitted: '未报送',
  money: '对账情况',
  explanation: '情况说明',
  versions: '报送记录',
  sentBack: '已退回',
} as const

/** `已报8个县（市、区）；未报2个：武江区、浈江区。` */
export function submittedLine(count: number, missing: readonly string[]): string {
  const told = `已报${count}个${HEADINGS.county}`
  return missing.length === 0 ? `${told}，全部报齐。` : `${told}；未报${missing.length}个：${missing.join('、')}。`
}

export const RETURN_STATES: Readonly<Record<ReturnState, StateWords>> = {
  open: { words: RETURN_WORDS.notClosed, tone: 'plain', moving: false },
  closing: { words: RETURN_WORDS.closing, tone: 'moving', moving: true },
  closed: { words: '已办结，未报送', tone: 'wait', moving: false },
  submitted: { words: '已报送', tone: 'good', moving: false },
  'sent-back': { words: '已退回，未重新报送', tone: 'bad', moving: false },
}

/** `2018年度：逾期未拨付120.00元，非本平台代缴2人` */
export const faultWords = ({ year, unposted, foreign, shortfall }: MoneyFault): string => {
  const parts = [
    ...(shortfall > 0 ? [`${SHORTFALL}${yuan(shortfall)}元`] : []),
    ...(unposted > 0 ? [`${LONG_UNPOSTED}${unposted}笔`] : []),
    ...(foreign > 0 ? [`${LINE_NAMES.foreign}${foreign}人`] : []),
  ]
  return `${yearName(year)}：${parts.join('，')}`
}
export const faultsWords = (faults: readonly MoneyFault[]): string => faults.map(faultWords).join('；')

export function returnState({ closing, drawn, versions, standing }: MonthReturn): ReturnState {
  if (standing !== undefined) return 'submitted'
  if (closing !== undefined && closing !== drawn?.run) return 'closing'
  const last = versions.at(-1)
  if (last && (!drawn || drawn.run === last.drawn?.run)) return 'sent-back'
  return drawn ? 'closed' : 'open'
}

export const versionName = ({ version }: Pick<ReturnVersion, 'version'>): string => `第${version}次报送`

/** `未报送` on the file of a close. */
export const NOT_SUBMITTED = '本表尚未报送：办结后由社保经办机构报送。'

/** `+2`, `-1`, `0` */
export const signed = (count: number): string => (count > 0 ? `+${count}` : String(count))
/** `与2018年4月比较` */
export const changesTitle = (period: string): string => `与${periodName(addMonths(period, -1))}比较`
export const CHANGES_HINT = '只比较两个月都已报送的县（市、区）：+为比上月多的人数，-为比上月少的人数。'
export const NO_CHANGES = '还没有两个月都已报送的县（市、区），不能比较。'

/** `待代缴增加2人、待复核减少1人` */
const changesOf = (outcomes: Partial<Record<Outcome, number>>): string =>
  OUTCOMES.flatMap((outcome) => {
    const count = outcomes[outcome] ?? 0
    return count === 0 ? [] : [`${OUTCOME_NAMES[outcome]}${moreOrFewer(count)}`]
  }).join('、')
const moreOrFewer = (count: number): string => `${count > 0 ? '增加' : '减少'}${Math.abs(count)}人`

/** 上月更正 (docs/cases.md#corrections). */
export function correctionLines(correction: Correction | undefined, table: ReturnTable): string[] {
  const own = correction?.tables[table]
  if (!correction || !own) return []
  const changes = changesOf(own.outcomes)
  return [
    [
      `上月更正：${periodName(correction.period)}统计表${versionName(correction)}以后，收到、确认或者撤回了所属期不晚于该月的名单，`,
      `该月名单人数由${own.submitted}人更正为${own.now}人（增加${own.added}人，减少${own.removed}人）`,
      `${changes && `，其中${changes}`}。已报的数字不变。`,
    ].join(''),
  ]
}

/** Lines above a table of a version. */
export const linesOf = (version: ReturnVersion, table: ReturnTable): string[] => [
  ...submissionLines(version),
  ...correctionLines(version.drawn?.correction, table),
]

/** Lines of all its tables. */
export function submissionLines(version: ReturnVersion): string[] {
  const { by, on, explanation, faults = [], sentBack } = version
  return [
    `报送：${dayName(on)}，${by.name}，${versionName(version)}。${declares('statistics')}`,
    ...(faults.length > 0 ? [`对账情况：${faultsWords(faults)}。`] : []),
    ...(explanation ? [`情况说明：${withoutStop(explanation)}。`] : []),
    ...(sentBack ? [`已于${dayName(sentBack.on)}退回：${withoutStop(sentBack.reason)}。本表不再有效。`] : []),
  ]
}

/** Returns that wait for whoever submits them. */
export type ReturnItem = 'closed' | 'sent-back' | 'to-sum-up' | 'to-sum-up-again'

export function returnItemState(is: ReturnItem): StateWords {
  if (is === 'closed' || is === 'sent-back') return RETURN_STATES[is]
  return { words: is === 'to-sum-up' ? '待汇总报送' : '待重新汇总报送', tone: 'wait', moving: false }
}

export const sumsWords = ({ count, of }: { readonly count: number; readonly of: number }, isAgain: boolean): string =>
  `${of}个${HEADINGS.county}中有${count}个已报送。${isAgain ? '上次报送以后有退回或者新的报送，请核对后重新报送汇总表。' : '请核对后报送汇总表。'}`

export const monthSubmitted = (name: string, on: string): string =>
  `该月的统计表已由${name}于${on}报送，不能再次办结。以后的变化计入下月；确需更正本月的，请市社保经办机构先退回。`
