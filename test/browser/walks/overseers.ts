import { CITY, COUNTY, person } from '../../faults/lists.ts'
import { type Tasks, tasksOf } from './task.ts'

const COUNTY_CLERK = { duty: 'clerk', division: COUNTY, office: 'human-resources', person: '赵勇' } as const
const CITY_CLERK = { ...COUNTY_CLERK, division: CITY, person: '谢红' } as const

export const countyOverseer: Tasks = tasksOf('人社（县）', COUNTY_CLERK, {
  async 查找人员(by) {
    await by.fill(/^查找人员/, person(1).name)
    await by.go(by.button('查找', by.main))
    await by.go(by.link('打开档案', by.main))
    await by.purpose('查询答复')
    await by.go(by.button('打开档案'))
    await by.sees(person(1).id)
  },
  async 看谁逾期(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('问题清单'))
    await by.sees('逾期')
  },
  async 对逾期事项发出督办单(by) {
    await by.go(by.todo('问题清单'))
    await by.go(by.link(/^发出督办单/, by.page.getByRole('row', { name: /^始兴县扶贫办/ })))
    await by.fill('答复截止日期', '2018-06-15')
    await by.fill(/^督办要求/, '请尽快报送四月份全部名单')
    await by.go(by.button('发出督办单'))
    await by.sees('待答复')
  },
  async 打印会议用的一页(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('月报一页纸'))
    if ((await by.prints()) !== 1) throw new Error('not one sheet')
  },
})

export const cityOverseer: Tasks = tasksOf('人社（市）', CITY_CLERK, {
  async 看谁逾期(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('报送及时情况'))
    await by.sees('逾期未报')
  },
  async 发出督办单(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('问题清单'))
    const row = by.page.getByRole('row', { name: /^始兴县残联/ })
    await by.go(by.link(/^发出督办单/, row))
    await by.fill('答复截止日期', '2018-06-15')
    await by.fill(/^督办要求/, '请尽快报送四月份全部名单')
    await by.go(by.button('发出督办单'))
    await by.sees('督办单')
  },
  答复督办单: {
    who: { ...COUNTY_CLERK, office: 'disabled-federation', person: '陈静' },
    async walk(by) {
      await by.go(by.todo('督办单'))
      await by.fill(/^办理情况/, '已经安排，本周内报送')
      await by.go(by.button(/答复|提交/, by.main))
      await by.sees('已经安排，本周内报送')
    },
  },
  async 办结督办单(by) {
    await by.go(by.todo('督办单'))
    await by.fill(/^审核意见/, '已经报送，予以办结')
    await by.go(by.button(/办结/, by.main))
    await by.sees('已办结')
  },
  async 打印会议用的一页(by) {
    await by.go(by.entry('统计'))
    await by.go(by.link('月报一页纸'))
    if ((await by.prints()) !== 1) throw new Error('not one sheet')
  },
})
