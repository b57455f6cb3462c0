/** Which cases a list looks at: what the close left open, what has come since, and what the day alone changes. */
import { expect, test } from 'vitest'
import { lookedAt } from '../../../../functions/shared/cases/may-be-open.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import type { CaseRow, Standing } from '../../../../schemas/records/case.ts'
import { at, caseRow, DAY, HERE, KEY } from '../../../rules/cases/perfect-case.ts'

type Close = Partial<CaseRow['close']>
const row = (state: Standing['state'], close: Close = {}, changes: Partial<CaseRow> = {}) => {
  const one = caseRow('contribution', changes)
  return { ...one, close: { ...one.close, state, ...close } }
}

async function look(one: CaseRow, noted?: string) {
  const asked: string[] = []
  const deps = {
    batches: { list: async () => [] },
    stirred: {
      since: async (_: string, from: string) => {
        asked.push(from)
        return new Map(noted ? [[KEY, noted]] : [])
      },
    },
  }
  const { mayBeOpen, isStirred, mayBeVisited } = await lookedAt(
    deps as never,
    { county: HERE, day: DAY, policy: defaultPolicy() },
    [one],
  )
  return [mayBeOpen(one), isStirred(one), asked, mayBeVisited().includes(one)] as const
}

test.each<readonly [what: string, one: CaseRow, noted: string | undefined, looked: boolean]>([
  ['what was open', row('ready'), undefined, true],
  ['not what was paid', row('paid'), undefined, false],
  ['what was paid, once something has come', row('paid'), at(11), true],
  ['not by what came before the close', row('paid'), at(9), false],
  [
    'what was noted before the close, and perhaps written after it',
    row('paid'),
    at(10).replace('T10:00', 'T09:50'),
    true,
  ],
  ['what somebody must act on whatever its state', row('registered', { awaited: true }), undefined, true],
  ['whoever was under 16', row('ended', { outcome: 'under-16' }), undefined, true],
  [
    'whoever the last payment day ended, which a policy may move',
    row('ended', { beforeYearEnd: { state: 'ready' } }),
    undefined,
    true,
  ],
  ['not what was open in a year that is over', row('ready', {}, { year: 2017 }), undefined, false],
  ['what was ended in the year before, once something has come', row('ended', {}, { year: 2017 }), at(11), true],
  ['not what is two years old', row('ended', {}, { year: 2016 }), at(11), false],
])('%s', async (_, one, noted, looked) => {
  expect((await look(one, noted))[0]).toBe(looked)
})

test('papers that are too old by now are a township’s to renew', async () => {
  expect((await look(row('ready', { verifiedOn: '2017-11-04' })))[1]).toBe(true)
  expect((await look(row('ready', { verifiedOn: '2017-11-05' })))[1]).toBe(false)
})

test('a batch that goes on without somebody says nothing of it', async () => {
  expect((await look(row('in-batch')))[1]).toBe(true)
})

test('a township reads nobody whom a batch has, unless one has left them out; and whoever waits for another county', async () => {
  expect((await look(row('in-batch')))[3]).toBe(false)
  expect((await look(row('in-batch'), at(11)))[3]).toBe(true)
  expect((await look(row('waiting')))[3]).toBe(true)
})

test('what has come is read from the close of the case on, and from as long before it as a writer may take', async () => {
  expect((await look(row('paid')))[2]).toEqual([at(10).replace('T10:00', 'T09:45')])
})
