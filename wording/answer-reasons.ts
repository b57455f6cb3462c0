/** Sentences for returned rows of answers and refused bank returns: the fault, its place, the next step. */
import { compact } from '../rules/rows/normalise.ts'
import type { ReturnFault } from '../schemas/codes.ts'
import type { Column } from '../schemas/columns.ts'
import { GROUNDS } from '../schemas/records/case.ts'

interface Facts {
  readonly value: string
  readonly column: Column
}
type Sentence = readonly [name: string, sentence: (facts: Facts) => string]
const blank = (value: string) => compact(value) === ''

const UNFIT_DAYS: Readonly<Record<string, string>> = {
  复核日期: '复核日期不能晚于报送当天，也不能早于有效期（一般为报送前12个月）。填错的请改正；过期的请重新入户复核。',
  处理日期: '处理日期不能晚于报送当天，也不能早于批次审批当天。请核对后改正。',
  拨付日期: '拨付日期不能晚于报送当天，也不能早于提出申请当天。请核对后改正。',
}

export const ANSWER_REASONS = {
  'case-unknown': [
    '案件编号没有填或查不到',
    ({ value }) =>
      blank(value)
        ? '没有填案件编号。请按通知或者清单上的编号填写。'
        : '没有这个案件编号，或者该人员不在本单位的名单上。请对照通知或者清单核对编号；已转到别处的人员，请删去该行。',
  ],
  'case-closed': [
    '案件已经结案',
    () => '该人员在本县（市、区）的案件都已结案，不再收材料。请删去该行；有疑问的，请与县（市、区）社保经办机构联系。',
  ],
  'case-mismatch': [
    '姓名或身份证号码与案件不符',
    () => '姓名或者身份证号码与这个案件的人员不符。请对照通知或者清单核对案件编号、姓名和身份证号码，改正填错的一项。',
  ],
  'answer-incomplete': [
    '应填的栏没有填全',
    () =>
      '材料已收齐的，要填收集人；已复核，或者核实情况不是“属实”的，要填复核人和复核日期；本人放弃的，要填乡镇确认人。请补填缺少的各栏。',
  ],
  'date-unfit': ['日期不合理', ({ column }) => UNFIT_DAYS[column.heading] ?? '日期不合理。请核对后改正。'],
  'choice-unfit': [
    '处理意见不适用',
    () =>
      '处理意见不适用于这个案件现在的情况，或者复核原因与现在的不同。请按最新的复核清单，从下拉列表中另选处理意见。',
  ],
  'name-unknown': [
    '正确姓名没有填或不在记录中',
    () =>
      '选“以此姓名为准”的，要在“正确姓名”栏填名单或者登记信息中已有的一个姓名。请对照证件填写；记录中的都不对的，请选“退回名单单位更正”。',
  ],
  'grounds-missing': [
    '依据说明不合要求',
    () => `依据说明应为${GROUNDS.least}至${GROUNDS.most}个字。请写明核对了什么证件或者材料。`,
  ],
  'settled-elsewhere': [
    '另一县（市、区）已处理',
    () =>
      '另一县（市、区）已经写明由其负责。同意的，请选“由对方县负责”；有争议的，请与对方协商，或者报市社保经办机构处理。',
  ],
  'row-unknown': ['批次中没有这个序号', () => '这个批次没有这个序号。请对照缴费登记名单核对序号。'],
  'row-mismatch': [
    '与缴费登记名单不符',
    () => '姓名、身份证号码或者金额与缴费登记名单上这个序号的不符。请对照缴费登记名单，改正填错的一项。',
  ],
  'result-conflict': [
    '与已有的处理结果矛盾',
    () =>
      '这一笔已有不同的处理结果。请核对：已有的正确的，请删去该行；这次的正确的，请与县（市、区）社保经办机构联系。',
  ],
  'request-unknown': [
    '申请编号没有填或查不到',
    ({ value }) =>
      blank(value)
        ? '没有填申请编号。请按代缴资金申请表填写。'
        : '没有这个申请编号。请对照代缴资金申请表核对申请编号。',
  ],
  'amount-mismatch': [
    '申请金额不符',
    () => '申请金额与代缴资金申请表上的“本次申请”不符。请对照申请表核对申请编号和申请金额。',
  ],
  'voucher-missing': ['没有填凭证号', () => '没有填凭证号。请填写拨款凭证的编号。'],
  'voucher-conflict': [
    '凭证号已用于另一笔拨款',
    () =>
      '这个凭证号已用于金额或者日期不同的一笔拨款。填错的请改正；更正以前的拨款，请用新的凭证号填负数冲销，再报正确的一笔。',
  ],
  'below-zero': ['冲销超过已拨金额', () => '这一笔冲销以后，该申请的拨付合计将小于0。请核对冲销金额和申请编号。'],
} satisfies Record<string, Sentence>

const TWICE: Readonly<Record<string, readonly [same: string, once: string]>> = {
  案件编号: ['案件编号', '同一案件'],
  序号: ['序号', '同一序号'],
  凭证号: ['申请编号、凭证号、金额和日期', '同一笔拨款'],
}
export const twiceIn = ({ column }: Facts) => TWICE[column.heading]

export const RETURN_FAULTS: Record<ReturnFault, string> = {
  'batch-unknown': '第一行没有填批次号，或者本县（市、区）没有这个已审批的批次。请对照缴费登记名单填写批次号。',
  'batch-mixed': '文件中有不同的批次号。一份回盘只能是一个批次，请分开报送。',
  'control-missing':
    '没有找到笔数和总金额。请在表头上方或者数据下方填“笔数”和“总金额”，数值填在各自右边的一格；或者加一行“合计”，笔数填在“序号”栏，金额填在“金额”栏。',
  'total-mismatch': '笔数或者总金额与各行的合计不符。请核对文件是否完整、有无改动，改正后重新报送。',
}
