/** Columns of incoming forms (docs/forms.md#incoming). */
import { BENEFITS, CHOICES, CONTRIBUTIONS, ENROLMENTS, Finding, SCHEMES } from './codes.ts'

export type ColumnUse = 'county' | 'township' | 'name' | 'id' | 'sex' | 'birthdate' | 'date' | 'code' | 'certificate'

export interface Column {
  readonly heading: string
  readonly required?: true
  readonly use?: ColumnUse
  readonly codes?: readonly string[]
  /** Characters on a line, a Chinese one as two. */
  readonly width?: number
}

export type FormCode =
  | 'registered-poor'
  | 'dibao'
  | 'tekun'
  | 'disabled'
  | 'register'
  | 'materials'
  | 'settlement'
  | 'bank-return'
  | 'allocation'

export interface Form {
  readonly code: FormCode
  readonly title: string
  readonly columns: readonly Column[]
}

const listColumns: readonly Column[] = [
  { heading: '序号', width: 5 },
  { heading: '县（市、区）', required: true, use: 'county', width: 13.3 },
  { heading: '乡镇（街道）', required: true, use: 'township', width: 13.3 },
  { heading: '村（居）委会', width: 12 },
  { heading: '姓名', required: true, use: 'name', width: 9 },
  { heading: '性别', use: 'sex', codes: ['男', '女'], width: 5 },
  { heading: '身份证号码', required: true, use: 'id', width: 23 },
  { heading: '出生日期', use: 'birthdate', width: 11.7 },
  { heading: '户籍地址', width: 11 },
  { heading: '联系电话', width: 14 },
  { heading: '认定日期', use: 'date', width: 11.7 },
  { heading: '备注', width: 8 },
]

export const DISABILITY_KINDS = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'] as const
export const DISABILITY_GRADES = ['一级', '二级', '三级', '四级'] as const

/** Standard results, unless policy names the bank's own. */
const BANK_RESULTS = ['00', '01', '02', '03', '04', '05', '90', '99']

export const FORMS: Record<FormCode, Form> = {
  'registered-poor': {
    code: 'registered-poor',
    title: '附件1（附表1）建档立卡未标注脱贫人员基本信息表',
    columns: [...listColumns, { heading: '贫困户编号', width: 18 }, { heading: '与户主关系', width: 12 }],
  },
  dibao: {
    code: 'dibao',
    title: '附件1（附表2）低保对象基本信息表',
    columns: [
      ...listColumns,
      { heading: '低保证号', required: true, width: 18 },
      { heading: '户主姓名', width: 12 },
      { heading: '与户主关系', width: 12 },
    ],
  },
  tekun: {
    code: 'tekun',
    title: '附件1（附表3）特困人员基本信息表',
    columns: [
      ...listColumns,
      { heading: '特困供养证号', required: true, width: 18 },
      { heading: '供养方式', required: true, use: 'code', codes: ['集中供养', '分散供养'], width: 12 },
    ],
  },
  disabled: {
    code: 'disabled',
    title: '附件1（附表4）重度、精神、智力残疾人基本信息表',
    columns: [
      ...listColumns,
      { heading: '残疾人证号', required: true, use: 'certificate', width: 25.5 },
      { heading: '残疾类别', required: true, use: 'code', codes: DISABILITY_KINDS, width: 9.2 },
      { heading: '残疾等级', required: true, use: 'code', codes: DISABILITY_GRADES, width: 9.2 },
    ],
  },
  register: {
    code: 'register',
    title: '参保登记信息',
    columns: [
      { heading: '姓名', required: true, use: 'name', width: 12 },
      { heading: '身份证号码', required: true, use: 'id', width: 23 },
      { heading: '险种', required: true, use: 'code', codes: Object.keys(SCHEMES), width: 12 },
      { heading: '参保状态', required: true, use: 'code', codes: Object.keys(ENROLMENTS), width: 12 },
      { heading: '参保县', required: true, use: 'county', width: 14 },
      { heading: '参保日期', use: 'date', width: 13 },
      { heading: '累计缴费月数', width: 14 },
      { heading: '本年缴费方式', required: true, use: 'code', codes: Object.keys(CONTRIBUTIONS), width: 14 },
      { heading: '本年缴费金额', width: 14 },
      { heading: '待遇状态', required: true, use: 'code', codes: Object.keys(BENEFITS), width: 12 },
      { heading: '待遇开始年月', width: 14 },
      { heading: '月待遇金额', width: 12 },
      { heading: '在校学生', use: 'code', codes: ['是', '否'], width: 10 },
    ],
  },
  materials: {
    code: 'materials',
    title: '申报材料收集情况',
    columns: [
      { heading: '案件编号', required: true, width: 20 },
      { heading: '姓名', required: true, use: 'name', width: 12 },
      { heading: '身份证号码', required: true, use: 'id', width: 23 },
      { heading: '材料情况', required: true, use: 'code', codes: ['已收齐', '未收齐', '本人放弃'], width: 12 },
      { heading: '入户复核', required: true, use: 'code', codes: ['已复核', '未复核'], width: 12 },
      {
        heading: '核实情况',
        use: 'code',
        codes: Finding.options,
        width: 14,
      },
      { heading: '收集人', width: 12 },
      { heading: '复核人', width: 12 },
      { heading: '复核日期', use: 'date', width: 13 },
      { heading: '乡镇确认人', width: 12 },
      { heading: '备注', width: 16 },
    ],
  },
  settlement: {
    code: 'settlement',
    title: '复核处理表',
    columns: [
      { heading: '案件编号', required: true, width: 20 },
      { heading: '姓名', required: true, use: 'name', width: 12 },
      { heading: '身份证号码', required: true, use: 'id', width: 23 },
      { heading: '复核原因', width: 18 },
      { heading: '处理意见', required: true, use: 'code', codes: Object.keys(CHOICES), width: 18 },
      { heading: '正确姓名', width: 12 },
      { heading: '依据说明', required: true, width: 30 },
    ],
  },
  'bank-return': {
    code: 'bank-return',
    title: '缴费登记回盘',
    columns: [
      { heading: '批次号', required: true, width: 20 },
      { heading: '序号', required: true, width: 8 },
      { heading: '姓名', required: true, use: 'name', width: 12 },
      { heading: '身份证号码', required: true, use: 'id', width: 23 },
      { heading: '金额', required: true, width: 12 },
      { heading: '处理结果代码', required: true, use: 'code', codes: BANK_RESULTS, width: 14 },
      { heading: '处理日期', required: true, use: 'date', width: 13 },
      { heading: '流水号', width: 20 },
      { heading: '银行账号', width: 22 },
      { heading: '说明', width: 20 },
    ],
  },
  allocation: {
    code: 'allocation',
    title: '拨款确认',
    columns: [
      { heading: '申请编号', required: true, width: 20 },
      { heading: '申请金额', required: true, width: 14 },
      { heading: '拨付金额', required: true, width: 14 },
      { heading: '拨付日期', required: true, use: 'date', width: 13 },
      { heading: '凭证号', required: true, width: 20 },
    ],
  },
}

export const INSTRUCTION_SHEET = '填表说明'
