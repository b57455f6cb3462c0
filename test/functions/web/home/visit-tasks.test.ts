/** A township has one task of whom it visits, however many notices have named them. */
import { expect, test } from 'vitest'
import { visitTasks } from '../../../../functions/web/home/visit-tasks.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { may } from '../../../../rules/access/may.ts'
import type { CaseTally } from '../../../../schemas/records/case-tally.ts'
import type { OpenRequest } from '../../../../schemas/records/obligation.ts'

const TOWNSHIP = '440222100'
const notice = (period: string, due: string, answered: number, whole: number) =>
  ({
    ...{ division: TOWNSHIP, office: 'township', form: 'materials', period, ref: period, requestedOn: `${period}-30` },
    ...{ due, whole, answered, overdue: false, provisional: false },
  }) as unknown as OpenRequest
const tally = (changes: Partial<CaseTally> = {}): CaseTally => ({
  ...{ county: '440222', day: '2018-06-20', at: '2018-06-20T01:00:00.000Z', turns: [] },
  visits: [
    { township: '440222101', persons: 9, overdue: 0, until: '2018-06-01' },
    { township: TOWNSHIP, persons: 3, overdue: 1, until: '2018-06-15' },
  ],
  ...changes,
})
type Office = 'township' | 'township-government' | 'bank'

function seenBy(office: Office, tallies: readonly CaseTally[], requests: readonly OpenRequest[]) {
  const actor = { division: TOWNSHIP, duties: ['clerk' as const], office, id: '0'.repeat(16), name: '甲' }
  const permits = (action: 'send', resource: 'answer', owner: { division: string; office?: Office }, persons = false) =>
    may(actor, { action, resource, persons }, owner)
  return visitTasks({ policy: defaultPolicy(), tallies, requests }, actor, permits as never, '2018-06-20')
}

const THREE = [
  notice('2018-05', '2018-06-25', 2, 5),
  notice('2018-03', '2018-04-25', 4, 7),
  notice('2018-04', 'x', 4, 7),
]

test('three notices for the same persons are one task, of persons, with the earliest day and the last notice’s part', () => {
  const { mine, others } = seenBy('township', [tally()], THREE)
  expect(others).toEqual([])
  expect(mine).toMatchObject([
    {
      what: '申报材料收集情况',
      of: '需入户3人，其中逾期1人',
      href: `/materials/${TOWNSHIP}`,
      due: '2018-06-15',
      state: { words: '逾期' },
    },
  ])
  expect(mine[0]?.notes.filter((note) => note.includes('已办'))).toEqual(['2018年5月的通知单：已办2件，共5件'])
})

test('a failure that the township mends is part of it, and says what to do', () => {
  const failed = { what: 'failed', division: TOWNSHIP, office: 'township', cases: 1, overdue: 0, until: '2018-06-22' }
  const [task, ...more] = seenBy('township', [tally({ turns: [failed as CaseTally['turns'][number]] })], []).mine
  expect(more).toEqual([])
  expect(task?.notes.join()).toMatch(/收齐材料.*与本人核对/)
})

test('until cases are counted, what a notice asks for is shown, once', () => {
  const { mine } = seenBy('township', [], THREE.slice(0, 2))
  expect(mine.map(({ of, due }) => [of, due])).toEqual([[undefined, '2018-04-25']])
  expect(seenBy('township', [tally({ visits: [] })], []).mine).toEqual([])
})

test('a township’s government finds it as its service office’s; nobody else does', () => {
  const { mine, others } = seenBy('township-government', [tally()], THREE)
  expect([mine.length, others.length]).toEqual([0, 1])
  expect(seenBy('bank', [tally()], THREE)).toEqual({ mine: [], others: [] })
})
