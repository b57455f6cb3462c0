/** 残联 and 扶贫办, which do what 民政 does with one list each, in a county and in the city. */
import type { Office } from '../../../schemas/codes.ts'
import type { FormCode } from '../../../schemas/columns.ts'
import { type Cells, CITY, COUNTY, csvOf } from '../../faults/lists.ts'
import { overseesCounties, printsReceipt, sendInBox, sendsNil } from './sending.ts'
import { type Tasks, tasksOf } from './task.ts'
import { villager } from './world.ts'

interface Department {
  readonly name: string
  readonly office: Office
  readonly list: string
  readonly columns: FormCode
  readonly person: string
  readonly inCity: string
  /** A row of its list. */
  rowOf(n: number): Cells
  /** What is wrong with a row, and what mends it. */
  readonly slip: { readonly heading: string; readonly wrong: string; right(n: number): string }
}

const DISABLED: Department = {
  ...{ name: '残联', office: 'disabled-federation', columns: 'disabled', person: '陈静', inCity: '罗英' },
  list: '重度、精神、智力残疾人',
  rowOf: (n) => ({
    ...villager(n),
    ...{ 残疾人证号: `${villager(n).身份证号码}41`, 残疾类别: '肢体', 残疾等级: '一级' },
  }),
  slip: { heading: '残疾等级', wrong: '重度', right: () => '一级' },
}

const POOR: Department = {
  ...{ name: '扶贫', office: 'poverty-alleviation', columns: 'registered-poor', person: '许兵', inCity: '邓超' },
  list: '建档立卡未标注脱贫',
  rowOf: villager,
  slip: { heading: '身份证号码', wrong: '44022219600101123', right: (n) => villager(n).身份证号码! },
}

/** Persons that nobody else lists, so that nothing changes for others. */
const LISTED: Readonly<Record<string, readonly [number, number, number]>> = {
  'disabled-federation': [50, 51, 52],
  'poverty-alleviation': [53, 54, 55],
}

function inCounty(of: Department): Tasks {
  const { office, person, list, columns, slip } = of
  const clerk = { duty: 'clerk', division: COUNTY, office, person } as const
  const [first, second, broken] = LISTED[office]!
  return tasksOf(`${of.name}（县）`, clerk, {
    async 报送名单(by) {
      await by.go(by.todo(`${list}全部名单`))
      const rows = [...[first, second].map(of.rowOf), { ...of.rowOf(broken), [slip.heading]: slip.wrong }]
      await sendInBox(by, `${list}全部名单`, { name: '全部名单.csv', buffer: csvOf(columns, rows) })
      await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    },
    async 在页面上改正退回的行(by) {
      await by.go(by.link(/^改正：/))
      await by.go(by.link('在页面上改正'))
      await by.purpose()
      await by.go(by.button(/^显示/))
      await by.fill(by.page.getByLabel(slip.heading), slip.right(broken))
      await by.go(by.button('报送'))
      await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    },
    零报告: (by) => sendsNil(by, `${list}新增名单`),
    async 看本月变动(by) {
      await by.go(by.entry('报送'))
      await by.go(by.link('现行名单'))
      await by.go(by.link(/^本月新列入|^新列入/, by.main))
      await by.sees('共3人')
    },
    打印回执: (by) => printsReceipt(by, `${list}全部名单`),
  })
}

function inCity(of: Department): Tasks {
  const { office, list, columns } = of
  const clerk = { duty: 'clerk', division: CITY, office, person: of.inCity } as const
  return tasksOf(`${of.name}（市）`, clerk, {
    async 报送全市名单(by) {
      await by.go(by.todo(`${list}全部名单`))
      const [one] = LISTED[office]!
      const rows = [one, 56].map((n) => ({ ...of.rowOf(n), '县（市、区）': '始兴县' }))
      await sendInBox(by, `${list}全部名单`, { name: '全市.csv', buffer: csvOf(columns, rows) })
      await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    },
    ...overseesCounties(`武江区${of.name === '扶贫' ? '扶贫办' : of.name}`),
  })
}

export const departments: Tasks = [DISABLED, POOR].flatMap((of) => [...inCounty(of), ...inCity(of)])
