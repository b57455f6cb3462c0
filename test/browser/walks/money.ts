import { CITY, COUNTY, csvOf, person } from '../../faults/lists.ts'
import { type Tasks, tasksOf } from './task.ts'
import { PAID, TODAY } from './world.ts'

const BANK = { duty: 'clerk', division: COUNTY, office: 'bank', person: '吴敏' } as const
const FINANCE = { ...BANK, office: 'finance', person: '周涛' } as const
export const BATCH = `${COUNTY}-2018-001`

/** Of PAID, in the order of the batch. */
const inOrder = () => PAID.map(person).sort((a, b) => (a.id < b.id ? -1 : 1))

/** @param codes by row; a blank one is not in the file */
function returned(codes: readonly string[], amounts: readonly string[] = []): Buffer {
  const rows = inOrder().flatMap(({ id, name }, at) =>
    codes[at]
      ? [
          {
            ...{ 批次号: BATCH, 序号: String(at + 1), 姓名: name, 身份证号码: id },
            ...{ 金额: amounts[at] ?? '120.00', 处理结果代码: codes[at]!, 处理日期: TODAY },
          },
        ]
      : [],
  )
  const sum = rows.reduce((total, { 金额 }) => total + Number(金额), 0)
  return csvOf('bank-return', [...rows, { 批次号: '合计', 序号: String(rows.length), 金额: sum.toFixed(2) }])
}

export const bank: Tasks = tasksOf('银行（县）', BANK, {
  async 取缴费登记名单(by) {
    await by.go(by.todo('缴费登记回盘'))
    await by.purpose('办理参保')
    const name = await by.download(by.button(/下载|缴费登记名单/, by.main))
    if (!name.includes(BATCH)) throw new Error(name)
  },
  async 核对批次总数(by) {
    await by.go(by.link('银行批次'))
    await by.go(by.link(BATCH, by.main))
    await by.sees(/笔数\s*4\s*总金额（元）\s*480\.00/)
  },
  async 报送回盘(by) {
    await by.go(by.todo('缴费登记回盘'))
    await by.go(by.link(/报送缴费登记回盘/, by.main))
    await sendReturn(by, returned(['00', '03', '90', '00'], ['120.00', '120.00', '120.00', '180.00']))
    await by.sees('1')
  },
  async 改正退回的回盘(by) {
    await by.go(by.link(/缴费登记回盘：/))
    await by.sees(/退回\s*1行/)
    await by.purpose()
    await by.download(by.button(/退回表/))
    await by.go(by.entry('银行批次'))
    await by.go(by.link(/报送缴费登记回盘/, by.main))
    await sendReturn(by, returned(['', '', '', '00']))
  },
  async 答复待查(by) {
    await by.go(by.link('银行批次'))
    await by.go(by.link(BATCH, by.main))
    await by.sees('待查')
    await by.go(by.link(/报送缴费登记回盘/, by.main))
    await sendReturn(by, returned(['', '', '00', '']))
  },
})

async function sendReturn(by: Parameters<Tasks[number]['walk']>[0], buffer: Buffer): Promise<void> {
  await by.choose(by.page.locator('#send').getByLabel('报表'), '缴费登记回盘')
  await by.file(by.page.locator('#send').getByLabel(/^文件（/), { name: '回盘.csv', buffer })
  await by.go(by.button('上传', by.page.locator('#send')))
  await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
}

export const finance: Tasks = tasksOf('财政（县）', FINANCE, {
  async 看资金申请和名单(by) {
    await by.go(by.todo('拨款确认'))
    await by.sees('人民币肆佰捌拾元整')
  },
  async 登记部分拨付(by) {
    await by.go(by.todo('拨款确认'))
    await by.fill('拨付金额', '200.00')
    await by.fill('凭证号', '凭1')
    await by.go(by.button('登记'))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 登记其余拨付(by) {
    await by.go(by.todo('拨款确认'))
    await by.fill('凭证号', '凭2')
    await by.go(by.button('登记'))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 打印资金申请(by) {
    await by.go(by.entry('资金'))
    await by.go(by.link(BATCH, by.main))
    if ((await by.prints()) < 1) throw new Error('nothing on paper')
  },
  async 看年度账(by) {
    await by.go(by.entry('资金'))
    await by.go(by.link('2018年', by.main))
    await by.sees('480.00')
  },
})

const CITY_FINANCE = { ...FINANCE, division: CITY, person: '钱宏' } as const

export const cityFinance: Tasks = tasksOf('财政（市）', CITY_FINANCE, {
  async 看各县资金申请和拨付(by) {
    await by.go(by.entry('资金'))
    await by.sees(/始兴县\s*4\s*480\.00/)
  },
  async 看年度账的结余(by) {
    await by.go(by.entry('资金'))
    await by.go(by.link('2018年', by.main))
    await by.sees('结余')
  },
  async 打印年度账(by) {
    await by.go(by.entry('资金'))
    if ((await by.prints()) !== 1) throw new Error('not one sheet')
  },
  async 看谁逾期没有拨付(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('问题清单'))
    await by.sees(/乐昌市财政局\s*拨款确认/)
  },
  async 看代缴资金统计图(by) {
    await by.go(by.entry('统计'))
    await by.press(by.link('代缴资金', by.main))
    await by.sees('代缴资金')
  },
})
