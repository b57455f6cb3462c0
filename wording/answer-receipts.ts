/** After an answer: what becomes of it, where to look, and how a mistake is mended. */
import { type AnswerForm, countyOf, type Upload } from '../schemas/records/upload.ts'
import { PAGE_NAMES } from './page-names.ts'

interface AnswerReceipt {
  /** Who acts on it next. */
  readonly next: string
  readonly mend: string
  readonly see: string
  readonly href: (of: Pick<Upload, 'division'>) => string
}

const LATER = '这份表不能撤回：内容有误的，再报一次更正后的，以后报送的为准。'

export const ANSWER_RECEIPTS: Readonly<Record<AnswerForm, AnswerReceipt>> = {
  materials: {
    next: '材料齐全的，由社保经办机构列入下一批次；没有收齐的，仍在“材料收集”中。',
    mend: LATER,
    see: PAGE_NAMES.materials,
    href: ({ division }) => `/materials/${division}`,
  },
  settlement: {
    next: '处理意见已经生效；需要第二人确认的，由另一位同志打开案件确认。',
    mend: '意见有误的，打开案件，选择撤回或者另一种处理意见。',
    see: PAGE_NAMES.cases,
    href: ({ division }) => `/cases/${countyOf(division)}`,
  },
  'bank-return': {
    next: '已经有结果的，记入批次；办不成的，由社保经办机构处理；待查和未回盘的，查明以后再报回盘。',
    mend: LATER,
    see: PAGE_NAMES.bank,
    href: ({ division }) => `/bank/${countyOf(division)}`,
  },
  allocation: {
    next: '拨付已经记入资金申请；没有拨齐的，仍在待办中。',
    mend: '登记错的不能撤回：用新的凭证号填负数冲销，再登记正确的一笔。',
    see: PAGE_NAMES.funding,
    href: ({ division }) => `/funding/${countyOf(division)}`,
  },
}
