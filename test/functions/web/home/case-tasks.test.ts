/** Batches and cases as tasks: whose they are, and when they are done (docs/cases.md#batches). */
import { expect, test } from 'vitest'
import { batchTasks, caseTasks } from '../../../../functions/web/home/case-tasks.ts'
import type { Batch } from '../../../../schemas/records/batch.ts'
import type { CaseTally, TurnCount } from '../../../../schemas/records/case-tally.ts'
import type { DeterminationRun } from '../../../../schemas/records/determination-run.ts'
import { signature } from '../../../signature.ts'

const COUNTY = '440222'
const everything = () => true
const preparer = signature('甲')

const batch = (n: number, changes: Partial<Batch>): Batch => ({
  ...{ id: `${COUNTY}-2020-00${n}`, county: COUNTY, period: '2020-02', run: `r${n}`, year: 2020, day: '2020-03-04' },
  ...{ at: '2020-03-04T01:00:00.000Z', state: 'prepared', preparedBy: preparer, ...changes },
})
const run = { id: 'r2', county: COUNTY, period: '2020-02' } as DeterminationRun
const named = (tasks: readonly { what: string; button: string }[]) => tasks.map(({ what, button }) => [what, button])
const sentBack = {
  state: 'returned',
  returned: { by: signature('乙'), reason: '重复两人', day: '2020-03-04' },
} as const

test('a prepared batch is its approver’s task, and never its preparer’s own', () => {
  const own = { batches: [batch(1, {})], payable: undefined }
  expect(named(batchTasks(own, 'another', everything).mine)).toEqual([[`代缴批次 ${COUNTY}-2020-001`, '审批']])
  const { mine, others } = batchTasks(own, preparer.account, everything)
  expect([named(mine), named(others)]).toEqual([[], [[`代缴批次 ${COUNTY}-2020-001`, '查看']]])
})

test('a batch that was sent back is a task until the county has another one', () => {
  const first = batch(1, sentBack)
  const [task] = batchTasks({ batches: [first], payable: undefined }, 'x', everything).mine
  expect(task?.notes).toEqual(['退回原因：重复两人。名单中的人员没有缴费，改正以后请重新生成批次。'])
  const next = batch(2, { state: 'published' })
  expect(batchTasks({ batches: [first, next], payable: undefined }, 'x', everything).mine).toEqual([])
})

test('a closed month asks for a batch, once', () => {
  expect(
    named(batchTasks({ batches: [batch(1, { state: 'published' })], payable: run }, 'x', everything).mine),
  ).toEqual([['代缴批次', '生成批次']])
  const empty = batch(2, { state: 'empty' })
  expect(batchTasks({ batches: [empty], payable: run }, 'x', everything).mine).toEqual([])
})

test('what is ready after the close’s batch asks for another one, by its day, while none waits', () => {
  const ready = { cases: 94, overdue: 2, until: '2020-03-10' }
  const asked = (...batches: Batch[]) => batchTasks({ batches, payable: run, ready }, 'x', everything).mine
  const done = batch(2, { state: 'published' })
  expect(asked(done)).toMatchObject([
    {
      what: '代缴批次',
      of: '94件，其中逾期2件',
      due: '2020-03-10',
      button: '生成批次',
      href: '/batches?period=2020-02',
    },
  ])
  expect(named(asked(done, batch(3, sentBack)))).toEqual([[`代缴批次 ${COUNTY}-2020-003`, '查看']])
  // Of a county that has one under way nothing is payable.
  const underWay = { batches: [done, batch(3, {})], payable: undefined, ready }
  expect(named(batchTasks(underWay, 'another', everything).mine)).toEqual([[`代缴批次 ${COUNTY}-2020-003`, '审批']])
})

const turn = (what: TurnCount['what'], changes: Partial<TurnCount> = {}): TurnCount => ({
  ...{ what, division: COUNTY, office: 'social-insurance', cases: 3, overdue: 0, until: '2020-03-20', ...changes },
})
const tally = (...turns: TurnCount[]): CaseTally => ({ county: COUNTY, day: '2020-03-04', at: 'x', turns })
const agency = { id: 'x', name: '甲', division: COUNTY, office: 'social-insurance', duties: ['clerk'] } as const
const asked = (...turns: TurnCount[]) => caseTasks([tally(...turns)], agency as never, everything, '2020-03-18').mine

test('cases are a task of the office whose turn it is, with the day by which', () => {
  const [own, ...more] = asked(turn('under-review'), turn('unclear', { office: 'bank' }))
  expect(more).toEqual([])
  expect(own).toMatchObject({ what: '待复核', of: '3件', href: `/cases/${COUNTY}#reviews`, due: '2020-03-20' })
  expect(own?.state.words).toBe('待办理')
  const [late] = asked(turn('under-review', { overdue: 1, until: '2020-03-17' }))
  expect([late?.of, late?.state.words]).toEqual(['3件，其中逾期1件', '逾期'])
})

test('what the bank has stands as a request, and what is ready as the next batch', () => {
  expect(asked(turn('in-flight'), turn('batches'))).toEqual([])
})

test('what a county has not answered another in time is the task of the city’s agency, and nobody else’s below', () => {
  const late = turn('other-county', { cases: 3, overdue: 2, until: '2020-03-12' })
  const soon = turn('other-county', { division: '440281', cases: 1, until: '2020-03-25' })
  const of = (division: string, mayDecide: boolean) =>
    caseTasks(
      [tally(late), tally(soon)],
      { ...agency, division } as never,
      (act, what) => what !== 'conflict' || (act === 'send' && mayDecide),
      '2020-03-18',
    ).mine.filter(({ href }) => href.endsWith('tab=todo'))
  expect(of('440200', true)).toMatchObject([
    { of: '2件，对方县逾期未答复', href: '/conflicts/440200?tab=todo', due: '2020-03-12', state: { words: '逾期' } },
  ])
  expect(of('440282', false)).toEqual([])
})

test.each([
  ['failed', 'social-insurance', '银行未能办理，由经办机构处理', '恢复办理'],
  ['failed', 'bank', '银行未能办理，需要处理账户', '开户'],
  ['correct-list', 'civil-affairs', '名单姓名待更正', '重新报送名单'],
] as const)('%s of %s is told as what that office does', (what, office, name, todo) => {
  const actor = { ...agency, office } as never
  const [task] = caseTasks([tally(turn(what, { office }))], actor, everything, '2020-03-18').mine
  expect([task?.what, task?.notes.join().includes(todo)]).toEqual([name, true])
})
