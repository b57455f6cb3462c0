/** Words of pictures (docs/rules.md#statistics). */
import type { StatisticsShown } from '../schemas/api/statistics.ts'
import { HEADINGS } from './headings.ts'
import { LINE_NAMES } from './money.ts'
import { OUTCOME_NAMES } from './outcomes.ts'

export const STEP_NAMES: Readonly<Record<StatisticsShown['funnel'][number]['step'], string>> = {
  listed: HEADINGS.onLists,
  insurable: HEADINGS.insurable,
  insured: HEADINGS.insured,
  sponsored: OUTCOME_NAMES.sponsored,
  posted: LINE_NAMES.posted,
}

export const MONEY_LINES = {
  approved: LINE_NAMES.approved,
  requested: '申请',
  allocated: HEADINGS.allocated,
  outstanding: HEADINGS.outstanding,
  over: HEADINGS.over,
  paid: LINE_NAMES.paid,
  failed: LINE_NAMES.failed,
  inFlight: LINE_NAMES['in-flight'],
} as const

export const PICTURES = {
  coverage: '参保率',
  places: '参保和代缴情况',
  funnel: '从名单到入账',
  punctual: '按时报送情况',
  money: '代缴资金',
} as const
