import { type Cells, CITY, COUNTY, csvOf, listed } from '../../faults/lists.ts'
import { type Tasks, tasksOf } from './task.ts'
import type { Walker } from './walker.ts'
import { TEKUN, villager } from './world.ts'

const CLERK = { duty: 'clerk', division: COUNTY, office: 'civil-affairs', person: '李梅' } as const
const CONFIRMER = { ...CLERK, duty: 'confirmer', person: '王强' } as const
const NEW = [13, 27]

const broken: Cells = { ...villager(29), 身份证号码: '44022219600101123' }

export const senders: Tasks = tasksOf('民政（县）', CLERK, {
  async 报送名单(by) {
    await by.go(by.todo('低保对象新增名单'))
    const buffer = csvOf('dibao', [...NEW.map(villager), broken])
    await sendInBox(by, '低保对象新增名单', { name: '五月新增.csv', buffer })
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    await by.sees('1')
  },
  async 下载退回的行(by) {
    await by.go(by.link(/低保对象新增名单：/))
    await by.sees(/退回\s*1行/)
    await by.purpose()
    await by.download(by.button(/退回表/))
  },
  async 零报告(by) {
    await by.go(by.todo('特困人员新增名单'))
    await by.choose(by.page.locator('#nil-list'), '特困人员新增名单')
    await by.go(by.button('下一步'))
    await by.go(by.button('提交零报告'))
    await by.sees('零报告')
  },
  核对后确认待确认的名单: {
    who: CONFIRMER,
    async walk(by) {
      await by.go(by.todo('特困人员全部名单'))
      await by.purpose()
      await by.go(by.button('显示完整姓名和号码'))
      await by.sees(listed(TEKUN[3]!).姓名!)
      await by.go(by.button('确认名单无误'))
      await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    },
  },
  async 下载市级名单没有的人员(by) {
    await by.go(by.entry('报送'))
    await by.go(by.link('现行名单'))
    await by.go(by.link('低保对象', by.main))
    await by.go(by.link(/^市级名单没有/))
    await by.sees('不在其中')
    await by.purpose()
    await by.download(by.button('导出Excel'))
  },
  async 打印回执(by) {
    await by.go(by.link(/低保对象新增名单：/))
    await by.sees('回执编号')
    if ((await by.prints()) < 1) throw new Error('nothing on paper')
  },
})

async function sendInBox(by: Walker, list: string, file: { name: string; buffer: Buffer }): Promise<void> {
  const box = by.page
    .locator('form.duty')
    .filter({ has: by.page.getByRole('heading', { name: list }) })
    .last()
  await by.file(box.locator('input[type=file]'), file)
  await by.go(by.button(/上传/, box))
}

const CITY_CLERK = { ...CLERK, division: CITY, person: '何芳' } as const

export const citySenders: Tasks = tasksOf('民政（市）', CITY_CLERK, {
  async 报送全市名单(by) {
    await by.go(by.todo('低保对象全部名单'))
    const rows = [1, 2, 3, 5, 40].map((n) => ({ '县（市、区）': '始兴县', ...villager(n) }))
    await sendInBox(by, '低保对象全部名单', { name: '全市低保.csv', buffer: csvOf('dibao', rows) })
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 看市县差异(by) {
    await by.go(by.entry('报送'))
    await by.go(by.link('市县比对'))
    await by.sees('仅市名单有')
  },
  async 下载仅市名单有的人员(by) {
    await by.go(by.entry('报送'))
    await by.go(by.link('市县比对'))
    await by.go(by.link(/^始兴县仅市名单有的人员/))
    await by.purpose()
    await by.download(by.button('导出Excel'))
  },
  async 催办(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('报送及时情况'))
    await by.press(by.link('武江区', by.main))
    await by.go(by.button(/^催办：武江区民政局/))
    await by.sees('武江区')
  },
  async 看一个县的全年(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('报送及时情况'))
    await by.press(by.link('始兴县', by.main))
    await by.sees('始兴县')
  },
  async 打印季度及时情况(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('报送及时情况'))
    await by.sees('二季度按时率')
    if ((await by.prints()) < 1) throw new Error('nothing on paper')
  },
})
