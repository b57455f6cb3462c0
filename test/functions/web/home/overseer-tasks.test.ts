/** Tasks of those who look after what others have let lie. */
import { expect, test } from 'vitest'
import { auditTasks, problemTasks, silentTasks } from '../../../../functions/web/home/overseer-tasks.ts'
import type { ProblemShown } from '../../../../schemas/api/problems.ts'
import type { OpenRequest } from '../../../../schemas/records/obligation.ts'

const all = () => true
const hr = { id: 'x', name: '甲', division: '440222', office: 'human-resources', duties: ['clerk'] } as const
const problem = (overdueDays: number, changes: Partial<ProblemShown> = {}): ProblemShown => ({
  ...{
    problem: 'x',
    kind: 'report',
    division: '440222',
    office: 'bank',
    what: '名单',
    count: 1,
    overdueDays,
    ...changes,
  },
})

test('human resources finds the matters that no order asks for as one task', () => {
  const to = { division: '440222', office: 'bank' } as const
  const order = { division: '440222', id: '440222-2018-001', to, state: 'open' } as const
  const [task, ...more] = problemTasks([problem(3), problem(0), problem(9, { order })], hr, all)
  expect([task?.of, task?.href, task?.state.words, more]).toEqual([
    '2项，其中逾期1项，都还没有发督办单',
    '/problems',
    '逾期',
    [],
  ])
  expect(problemTasks([problem(9, { order })], hr, all)).toEqual([])
  expect(problemTasks([problem(3)], { ...hr, office: 'finance' }, all)).toEqual([])
})

test('a batch whose return is overdue is the agency’s task; whoever may not act sees it as another’s', () => {
  const request = { division: '440222', office: 'bank', form: 'bank-return', ref: '440222-2018-001', due: '2018-06-08' }
  const asked = [
    { ...request, overdue: true, whole: 4, answered: 1 },
    { ...request, overdue: false },
  ]
  const requests = asked as unknown as OpenRequest[]
  const none = new Map()
  const [task, ...more] = silentTasks(requests, none, 'x', all).mine
  expect([task?.href, task?.due, task?.notes[0], more]).toEqual([
    '/batches/440222/440222-2018-001/unanswered',
    '2018-06-08',
    '已有结果1笔，共4笔',
    [],
  ])
  const sees = silentTasks(requests, none, 'x', (action) => action === 'see')
  expect([sees.mine, sees.others.length]).toEqual([[], 1])
  expect(silentTasks(requests, none, 'x', () => false)).toEqual({ mine: [], others: [] })
})

test('who approves has nothing to do with silent rows before another has asked to close them, and who prepares nothing once all are asked', () => {
  const request = { division: '440222', office: 'bank', form: 'bank-return', ref: '440222-2018-001', due: '2018-06-08' }
  const requests = [{ ...request, overdue: true, whole: 4, answered: 1 }] as unknown as OpenRequest[]
  const asked = (rows: number) =>
    new Map([[request.ref, Array.from({ length: rows }, (_, row) => ({ row, askedBy: { account: 'preparer' } }))]])
  const tasks = (rows: number, account: string, act: 'prepare' | 'approve') => {
    const closings = asked(rows) as unknown as Parameters<typeof silentTasks>[1]
    const { mine, others } = silentTasks(requests, closings, account, (action) => action === 'see' || action === act)
    return [mine.map(({ button }) => button), others.length]
  }
  expect([tasks(0, 'preparer', 'prepare'), tasks(0, 'approver', 'approve')]).toEqual([
    [['办理'], 0],
    [[], 1],
  ])
  expect([tasks(2, 'preparer', 'prepare'), tasks(2, 'approver', 'approve'), tasks(2, 'preparer', 'approve')]).toEqual([
    [['办理'], 0],
    [['确认'], 0],
    [[], 1],
  ])
  expect(tasks(3, 'preparer', 'prepare')).toEqual([[], 1])
})

test('an auditor is asked to check the chain each day, and about what is unusual or broken', () => {
  const now = new Date('2018-06-05T01:00:00.000Z')
  const check = { at: '2018-06-05T00:00:00.000Z', first: 1, entries: 9 }
  const words = (...of: Parameters<typeof auditTasks>) => auditTasks(...of).map(({ notes }) => notes[0])
  expect(words({ check }, [], now)).toEqual([])
  expect(words({}, [], now)).toEqual(['今天还没有核对过审计记录是否完整。'])
  expect(words({ check: { ...check, at: '2018-06-04T15:00:00.000Z' } }, [], now)).toHaveLength(1)
  const found = [{ account: '0'.repeat(16), what: 'at-night', count: 3, from: check.at, seq: 4 } as const]
  expect(
    words(
      { check },
      [
        { day: '2018-06-04', looks: 3, found },
        { day: '2018-06-03', looks: 3, found },
      ],
      now,
    ),
  ).toEqual(['昨天和今天有1项查看个人信息的情况需要了解。'])
  const broken = { ...check, broken: { seq: 4, why: 'changed' } as const }
  expect(words({ check: broken }, [], now)).toEqual(['第4条内容被修改。请立即核实，并报告本单位负责人。'])
})
