import type { Category } from './categories.ts'
import type { CountyMonth, List, Month } from './city.ts'
import { type Cell, type Column, LIST_COLUMNS, REGISTER_COLUMNS } from './columns.ts'

/** One sheet as an office sends it. */
export interface FilledForm {
  readonly division: string
  readonly office: string
  /** The form is also the file's name, such as `dibao-full`. */
  readonly form: string
  readonly sheetName: string
  readonly titles: readonly string[]
  readonly headings: readonly string[]
  readonly dates: readonly boolean[]
  readonly rows: Iterable<readonly Cell[]>
}

const SENDERS: Record<Category, { office: string; officeName: string; title: string }> = {
  'registered-poor': {
    office: 'poverty-alleviation',
    officeName: '扶贫办',
    title: '附件1附表1 建档立卡未标注脱贫贫困人口名单',
  },
  dibao: { office: 'civil-affairs', officeName: '民政局', title: '附件1附表2 低保对象名单' },
  tekun: { office: 'civil-affairs', officeName: '民政局', title: '附件1附表3 特困人员名单' },
  disabled: { office: 'disabled-federation', officeName: '残联', title: '附件1附表4 重度、精神、智力残疾人名单' },
}

export function* filledForms(month: Month): Generator<FilledForm> {
  for (const list of month.city?.lists ?? []) yield listForm(month, month.city!, list)
  for (const sent of month.counties) {
    for (const list of sent.lists) yield listForm(month, sent, list)
    yield {
      division: sent.county.code,
      office: 'social-insurance',
      form: 'register',
      sheetName: '参保登记信息',
      titles: [],
      ...filled(REGISTER_COLUMNS, sent.register),
    }
  }
}

function listForm(month: Month, { county }: Pick<CountyMonth, 'county'>, list: List): FilledForm {
  const { office, officeName, title } = SENDERS[list.category]
  const [year, number] = month.period.split('-').map(Number)
  const kind = list.kind === 'full' ? '全部' : '新增'
  return {
    division: county.code,
    office,
    form: `${list.category}-${list.kind}`,
    sheetName: '名单',
    titles: [title, `填报单位：${county.name}${officeName}    所属期：${year}年${number}月    名单类型：${kind}`],
    ...filled(LIST_COLUMNS[list.category], list.rows),
  }
}

const blankless = (cell: Cell) => (cell === '' ? undefined : cell)

const filled = <Row>(columns: readonly Column<Row>[], rows: Iterable<Row>) => ({
  headings: columns.map((column) => column.heading),
  dates: columns.map((column) => column.date === true),
  rows: {
    *[Symbol.iterator]() {
      let number = 0
      for (const row of rows) {
        number++
        yield columns.map((column) => blankless(column.of(row, number)))
      }
    },
  },
})
