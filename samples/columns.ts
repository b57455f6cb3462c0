import type { Category } from './categories.ts'
import type { ListRow } from './listing.ts'
import type { RegisterRow } from './register-row.ts'

export type Cell = string | number | undefined

export interface Column<Row> {
  readonly heading: string
  readonly of: (row: Row, number: number) => Cell
  readonly date?: true
}

const COMMON: readonly Column<ListRow>[] = [
  { heading: '序号', of: (_row, number) => number },
  { heading: '县（市、区）*', of: (row) => row.county },
  { heading: '乡镇（街道）*', of: (row) => row.township },
  { heading: '村（居）委会', of: (row) => row.village },
  { heading: '姓名*', of: (row) => row.name },
  { heading: '性别', of: (row) => row.sex },
  { heading: '身份证号码*', of: (row) => row.idNumber },
  { heading: '出生日期', of: (row) => row.birthDate, date: true },
  { heading: '户籍地址', of: (row) => row.address },
  { heading: '联系电话', of: (row) => row.phone },
  { heading: '认定日期', of: (row) => row.recognisedOn, date: true },
  { heading: '备注', of: () => undefined },
]

const HEAD: Column<ListRow> = { heading: '户主姓名', of: (row) => row.head }
const RELATION: Column<ListRow> = { heading: '与户主关系', of: (row) => row.relation }
const certificate = (heading: string): Column<ListRow> => ({ heading, of: (row) => row.certificate })

export const LIST_COLUMNS: Record<Category, readonly Column<ListRow>[]> = {
  'registered-poor': [...COMMON, certificate('贫困户编号'), RELATION],
  dibao: [...COMMON, certificate('低保证号*'), HEAD, RELATION],
  tekun: [...COMMON, certificate('特困供养证号*'), { heading: '供养方式*', of: (row) => row.support }],
  disabled: [
    ...COMMON,
    certificate('残疾人证号*'),
    { heading: '残疾类别*', of: (row) => row.disability },
    { heading: '残疾等级*', of: (row) => row.grade },
  ],
}

export const REGISTER_COLUMNS: readonly Column<RegisterRow>[] = [
  { heading: '姓名*', of: (row) => row.name },
  { heading: '身份证号码*', of: (row) => row.idNumber },
  { heading: '险种*', of: (row) => row.scheme },
  { heading: '参保状态*', of: (row) => row.status },
  { heading: '参保县*', of: (row) => row.county },
  { heading: '参保日期', of: (row) => row.enrolledOn, date: true },
  { heading: '累计缴费月数', of: (row) => row.months },
  { heading: '本年缴费方式*', of: (row) => row.contribution },
  { heading: '本年缴费金额', of: (row) => row.amount },
  { heading: '待遇状态*', of: (row) => row.benefit },
  { heading: '待遇开始年月', of: (row) => row.benefitSince },
  { heading: '月待遇金额', of: (row) => row.benefitAmount },
  { heading: '在校学生', of: (row) => row.student },
]
