/** Work lists of cases: whose turn it is, and what to do (docs/cases.md#never-with-cases). */
import type { Office } from '../schemas/codes.ts'
import { TurnName } from '../schemas/records/case-tally.ts'

export type WorkList =
  | 'confirmations'
  | 'conflicts'
  | 'reviews'
  | 'corrections'
  | 'transfers'
  | 'failures'
  | 'paused'
  | 'waiting'
  | 'materials'
  | 'queries'
  | 'findings'
  | 'batches'
  | 'bank'

interface Work {
  readonly name: string
  readonly todo: string
}

export const WORK_LISTS: Readonly<Record<WorkList, Work>> = {
  confirmations: { name: '处理意见等待另一人确认', todo: '由提出人以外的同志打开案件，核对依据后确认。' },
  conflicts: {
    name: '两县重复，等待本县答复',
    todo: '另一县已认定由其负责：打开案件，选择由对方县负责；不同意的，与对方县协商。',
  },
  reviews: { name: '待复核', todo: '打开案件，看清双方情况，选择处理意见，写明依据。' },
  corrections: { name: '已退回名单单位更正', todo: '名单单位更正姓名、重新报送以后自动继续。' },
  transfers: { name: '正在办理关系转入', todo: '参保登记信息反映转入以后自动继续。' },
  failures: { name: '银行未能办理，由经办机构处理', todo: '查明原因，改正以后恢复办理；下一批次重新缴费。' },
  paused: { name: '暂停办理', todo: '核实情况属实的，暂停到名单变更为止；已经查清的，恢复办理。' },
  waiting: { name: '等待外县办理', todo: '外县办结或者退回以后自动继续；不再办理的，恢复办理。' },
  materials: { name: '待乡镇（街道）收齐材料', todo: '乡镇（街道）收齐材料、入户复核以后报送。' },
  findings: {
    name: '已缴费或者正在缴费，入户复核另有情况',
    todo: '核实是否需要追回或者停发；名单、参保登记信息更正，或者乡镇（街道）重新报送属实以后，不再列出。',
  },
  queries: { name: '银行待查', todo: '请银行查明是否入账，再报一次回盘。没有结果以前，不会重新缴费。' },
  batches: { name: '待组批、待审批', todo: '生成代缴批次，由另一人审批。' },
  bank: { name: '银行办理中', todo: '银行办理以后报送回盘。' },
}

const BY_TURN: Readonly<Record<TurnName, WorkList>> = {
  'under-review': 'reviews',
  transfer: 'transfers',
  'correct-list': 'corrections',
  'other-county': 'conflicts',
  failed: 'failures',
  paused: 'paused',
  waiting: 'waiting',
  confirm: 'confirmations',
  unclear: 'queries',
  finding: 'findings',
  collecting: 'materials',
  'in-flight': 'bank',
  batches: 'batches',
}

/** A failure that the township mends stands with its papers. */
export function workListOf({ what, who }: { readonly what: TurnName; readonly who: readonly Office[] }): WorkList {
  return what === 'failed' && who.includes('township') ? 'materials' : BY_TURN[what]
}

/** The lists are the agency's, which waits for others: an office is told of its own turn in its own words. */
function workOf(what: TurnName, office: Office): Work {
  if (what === 'failed' && office === 'bank')
    return {
      name: '银行未能办理，需要处理账户',
      todo: '没有账户、账户状态不符的，协助本人开户或者恢复账户，告知乡镇（街道）和经办机构；恢复办理以后，下一批次重新缴费。',
    }
  if (what === 'failed' && office === 'township')
    return {
      name: '银行未能办理，需要补正材料',
      todo: '与本人核对姓名、证件和账户，收齐材料、入户复核以后重新报送。',
    }
  if (what === 'correct-list' && office !== 'social-insurance')
    return { name: '名单姓名待更正', todo: '核对本单位名单与参保登记信息中的姓名，更正以后重新报送名单。' }
  return WORK_LISTS[workListOf({ what, who: [office] })]
}

export const CASES_WAITING = '案件办理时限'

/** Of what is owed, as `case-failed`. */
export const caseTurnName = (form: string, office: Office): string =>
  turnName(TurnName.parse(form.replace(/^case-/, '')), office)

export const turnName = (what: TurnName, office: Office): string => workOf(what, office).name
export const turnTodo = (what: TurnName, office: Office): string => workOf(what, office).todo
