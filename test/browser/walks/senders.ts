import { type Cells, CITY, COUNTY, csvOf, listed } from '../../faults/lists.ts'
import { overseesCounties, printsReceipt, sendInBox, sendsNil } from './sending.ts'
import { type Tasks, tasksOf } from './task.ts'
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
  async 在页面上改正退回的行(by) {
    await by.go(by.link(/^改正：/))
    await by.go(by.link('在页面上改正'))
    // For the same work the purpose was said with the download.
    await by.fill(by.page.getByLabel('身份证号码'), villager(29).身份证号码!)
    await by.go(by.button('报送'))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  零报告: (by) => sendsNil(by, '特困人员新增名单'),
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
  打印回执: (by) => printsReceipt(by, '低保对象新增名单'),
})

const CITY_CLERK = { ...CLERK, division: CITY, person: '何芳' } as const

export const citySenders: Tasks = tasksOf('民政（市）', CITY_CLERK, {
  async 报送全市名单(by) {
    await by.go(by.todo('低保对象全部名单'))
    const rows = [1, 2, 3, 5, 40].map((n) => ({ '县（市、区）': '始兴县', ...villager(n) }))
    await sendInBox(by, '低保对象全部名单', { name: '全市低保.csv', buffer: csvOf('dibao', rows) })
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  ...overseesCounties('武江区民政局'),
})
