import { COUNTY, OTHER_COUNTY, person } from '../../faults/lists.ts'
import { type Task, type Tasks, tasksOf } from './task.ts'
import { IN_TWO, TODAY } from './world.ts'

const OWN = { duty: 'preparer', division: COUNTY, office: 'social-insurance', person: '黄磊' } as const
const THEIRS = { ...OWN, division: OTHER_COUNTY, person: '刘洋' } as const
const SECOND = { ...THEIRS, duty: 'approver', person: '马丽' } as const
const SENDER = { duty: 'clerk', division: COUNTY, office: 'civil-affairs', person: '李梅' } as const
const BOTH_LIST = new RegExp(`(?=.*两县名单重复).*${person(IN_TWO).id.slice(-4)}`)
const BATCH = `${OTHER_COUNTY}-2018-001`

type By = Parameters<Task['walk']>[0]

async function settle(by: By, which: RegExp, choice: RegExp, grounds: string): Promise<void> {
  await by.go(by.page.getByRole('row', { name: which }).first().getByRole('link').first())
  await by.purpose('组批复核')
  await by.go(by.button(/^显示/))
  await by.tick(by.page.getByRole('radio', { name: choice }).first())
  await by.fill(/依据说明/, grounds)
  await by.go(by.button('提交处理意见'))
  await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
}

async function openUnanswered(by: By): Promise<void> {
  await by.go(by.entry('资金'))
  await by.go(by.link('2018年4月'))
  await by.go(by.link(BATCH, by.main))
  await by.go(by.link('银行未答复的记录'))
}

/** What two persons, two counties or two offices have to agree about. */
export const disputes: Tasks = tasksOf('两方办理', OWN, {
  async 认定由本县负责(by) {
    await by.go(by.todo('待复核'))
    await settle(by, BOTH_LIST, /由本县负责/, '户籍在本县，已与对方县联系')
  },
  答复由对方县负责: {
    who: THEIRS,
    async walk(by) {
      await by.go(by.entry('案件'))
      await settle(by, BOTH_LIST, /由对方县负责/, '户籍已迁到对方县')
    },
  },
  async 退回名单单位更正姓名(by) {
    await by.go(by.todo('待复核'))
    await settle(by, /姓名不一致/, /退回名单单位更正/, '两份名单姓名不同，请更正')
  },
  看要更正的名单: {
    who: SENDER,
    async walk(by, world) {
      await world.morning(TODAY)
      await by.page.reload()
      await by.go(by.todo('更正'))
      await by.sees('440222********')
      await by.purpose()
      await by.go(by.button(/^显示/))
    },
  },
  按99办结由一人提出: {
    who: THEIRS,
    async walk(by) {
      await openUnanswered(by)
      await by.tick(by.page.getByRole('checkbox').first())
      await by.fill(/依据说明/, '多次电话查询，银行没有答复')
      await by.go(by.button('提出按99办结'))
    },
  },
  按99办结由另一人确认: {
    who: SECOND,
    async walk(by) {
      await openUnanswered(by)
      await by.go(by.button('确认按99办结'))
      await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    },
  },
})
