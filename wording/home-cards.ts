/** What a home page says of its office's own subject, beside what is due. */
import type { StatisticsShown } from '../schemas/api/statistics.ts'
import type { TurnCount } from '../schemas/records/case-tally.ts'
import { monthAndDay, periodName } from './dates.ts'
import { HEADINGS } from './headings.ts'
import { percent } from './rate.ts'
import { TIMELINESS } from './timeliness.ts'
import { SENT_TODAY } from './upload-state.ts'

type Covered = Pick<StatisticsShown['coverage'][number], 'insurable' | 'insured' | 'rate'>

/** `97.4%（应参保370人，已参保304人）` */
export const coveredWords = ({ insurable, insured, rate }: Covered): string =>
  `${percent({ due: 0, onTime: 0, rate })}（应参保${insurable}人，已参保${insured}人）`

export const coverageSaid = (period: string, of: Covered | undefined): string =>
  of ? `${periodName(period)}${HEADINGS.coverage}${coveredWords(of)}。` : NOT_SUBMITTED

const NOT_SUBMITTED = '还没有报送的统计表。'
export const UNSUBMITTED = '未报'
export const WORST_FIRST = '从参保率最低的排起，按已报送的统计表计算。'

/** `先列最早到期的30件，另有12件。` */
export const moreVisits = (shown: number, more: number): string => `先列最早到期的${shown}件，另有${more}件。`

/** Amounts in yuan, as texts. */
export const balanceWords = (of: Readonly<Record<'requested' | 'allocated' | 'outstanding', string>>) =>
  (['requested', 'allocated', 'outstanding'] as const).map((one) => `${HEADINGS[one]}${of[one]}元`).join('，')

export const NO_MONEY = '还没有资金申请。'

/** `本次申请240.00元，人民币贰佰肆拾元整` */
export const requestedWords = (yuan: string, capitals: string): string => `${HEADINGS.requested}${yuan}元，${capitals}`

/** `本批174笔，20880.00元` */
export const bookedWords = (rows: number, yuan: string): string => `本批${rows}笔，${yuan}元`

/** `2018年5月，10个县（市、区）中8个全部按时，1个未到期。` */
export function punctualSaid(period: string, of: Readonly<Record<'counties' | 'punctual' | 'open', number>>): string {
  if (of.counties === 0) return `${periodName(period)}没有应报的名单。`
  const open = of.open > 0 ? `，${of.open}个${TIMELINESS.open}` : ''
  return `${periodName(period)}，${of.counties}个${HEADINGS.county}中${of.punctual}个全部${TIMELINESS['on-time']}${open}。`
}

/** `按时9份，逾期未报1份` */
export function punctualWords(of: Readonly<Record<keyof typeof TIMELINESS, number>>): string {
  const told = (['on-time', 'late', 'missing', 'open'] as const).filter((state) => of[state] > 0)
  return told.map((state) => `${TIMELINESS[state]}${of[state]}份`).join('，')
}

export const NO_CONFLICTS = '各县（市、区）之间没有待答复的案件。'

/** `3件，最早6月20日到期` */
export function turnWords({ cases, overdue, until }: Pick<TurnCount, 'cases' | 'overdue' | 'until'>): string {
  const late = overdue > 0 ? `，其中逾期${overdue}件` : ''
  return `${cases}件${late}，最早${monthAndDay(until)}到期`
}

export const NOTHING_WAITS = '没有待办理的'

export const NO_REGISTER = '没有报送过'
export const registerAge = (days: number): string => (days === 0 ? SENT_TODAY : `${days}天前报送`)

export const LOCKED_ACCOUNTS = '已锁定的账号'
export const NONE_LOCKED = '没有已锁定的账号。'
export const accountsCounted = (count: number): string => `${count}个`
