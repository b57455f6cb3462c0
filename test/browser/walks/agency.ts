import { CITY, COUNTY } from '../../faults/lists.ts'
import { type Tasks, tasksOf } from './task.ts'
import { ANSWER_LATE, TODAY } from './world.ts'

const PREPARER = { duty: 'preparer', division: COUNTY, office: 'social-insurance', person: '黄磊' } as const
const APPROVER = { ...PREPARER, duty: 'approver', person: '林芳' } as const
const CITY_PREPARER = { ...PREPARER, division: CITY, person: '何军' } as const

export const agency: Tasks = tasksOf('社保经办（县）', PREPARER, {
  async 处理待复核案件(by) {
    await by.go(by.todo('待复核'))
    await by.go(
      by.page
        .getByRole('row', { name: /姓名不一致/ })
        .first()
        .getByRole('link')
        .first(),
    )
    await by.purpose('组批复核')
    await by.go(by.button(/^显示/))
    await by.tick(by.page.getByRole('radio', { name: /以此姓名为准/ }).first())
    await by.fill(/依据说明/, '与派出所户籍资料核对一致')
    await by.go(by.button('提交处理意见'))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 核对缺报并办结本月(by) {
    await by.go(by.todo('办结本月'))
    await by.sees('参保登记信息')
    await by.go(by.button(/^办结本月/))
    await by.page.locator('#outcomes tbody tr', { hasText: '始兴县' }).waitFor()
  },
  async 生成代缴批次(by) {
    await by.go(by.todo('代缴批次'))
    await by.go(by.button('生成代缴批次'))
    await by.page.locator('#batch .state', { hasText: '待审批' }).waitFor()
  },
  审批代缴批次: {
    who: APPROVER,
    async walk(by) {
      await by.go(by.todo(`${COUNTY}-2018-002`))
      await by.go(by.button('核对无误，审批'))
      await by.page.locator('#batch .state', { hasText: /^.?已审批$/ }).waitFor()
    },
  },
  async 看银行回盘(by) {
    await by.go(by.entry('资金'))
    await by.go(by.link('对账'))
    await by.sees('已缴费')
  },
  async 报送统计表(by) {
    await by.go(by.todo('统计表'))
    await by.fill(/情况说明/, '人数已经核对')
    await by.go(by.button('报送'))
    await by.page.locator('.big .state', { hasText: '已报送' }).waitFor()
  },
})

export const cityAgency: Tasks = tasksOf('社保（市）', CITY_PREPARER, {
  async 打开县的统计表(by) {
    await by.go(by.todo('汇总表'))
    await by.go(by.link('始兴县', by.main))
    await by.sees('始兴县')
  },
  async 与上月比较(by) {
    await by.go(by.todo('汇总表'))
    await by.sees(/与2018年4月比较.*始兴县.*合计/s)
  },
  async 退回一个县的统计表(by) {
    await by.go(by.todo('汇总表'))
    await by.go(by.link('乐昌市', by.main))
    await by.press(by.page.locator('summary', { hasText: '统计表有误，退回' }))
    await by.fill('退回原因', '待复核人数请核对')
    await by.go(by.button('退回'))
    await by.page.locator('.big .state', { hasText: '已退回' }).waitFor()
  },
  async 汇总并报送(by) {
    await by.go(by.todo('汇总表'))
    await by.go(by.button('报送'))
    await by.page.locator('.big .state', { hasText: '已报送' }).waitFor()
  },
  async 看两县重复(by) {
    await by.go(by.entry('案件'))
    await by.sees('两县重复')
  },
  async 认定两县重复由谁负责(by, { hub, morning }) {
    hub.livesOn(ANSWER_LATE)
    try {
      await morning(ANSWER_LATE)
      await by.page.reload()
      await by.go(by.todo('两县重复'))
      await by.fill(/依据说明/, '两县材料已由市核实')
      await by.go(by.button('由市认定：由对方县负责'))
      await by.sees('由市认定')
    } finally {
      hub.livesOn(TODAY)
      await morning(TODAY)
    }
  },
})
