/** Months that are read again, and those that are not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownByVersion } from '../../../../functions/web/readings/known-by-version.ts'
import { submittedIn } from '../../../../functions/web/readings/submitted-in.ts'
import type { Submission } from '../../../../schemas/records/obligation.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { submissions } from '../../../../stores/uploads/submissions.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

test('a month is read again after each change of what it has, by whichever process, and no other month is', async () => {
  const store = submissions(workTable(engine.clients, WORK))
  const elsewhere = submissions(workTable(engine.clients, WORK))
  const read: string[] = []
  const everyOf = (period: string) => {
    read.push(period)
    return store.everyOf(period)
  }
  const deps = {
    submissions: { ...store, everyOf },
    submitted: knownByVersion<ReadonlyMap<string, Submission>>(10),
  }
  const months = ['2018-04', '2018-05'] as const
  const states = async () => {
    read.length = 0
    const found = await submittedIn(deps, months)
    return { states: found.map((month) => [...month.values()].map(({ state }) => state)), read: [...read] }
  }
  const owed = { division: '440222', office: 'civil-affairs', form: 'dibao-new' } as const
  const [nil, list] = months.map((period) => ({ ...owed, period }))
  const at = (day: string) => `2018-06-${day}T01:00:00.000Z`
  await store.record({ ...nil!, state: 'nil', time: at('04') })
  expect(await states()).toEqual({ states: [['nil'], []], read: [...months] })
  expect(await states()).toEqual({ states: [['nil'], []], read: [] })
  // The first one of a month is seen as any other change is.
  await elsewhere.record({ ...list!, state: 'held', time: at('05'), upload: 'a' })
  expect(await states()).toEqual({ states: [['nil'], ['held']], read: ['2018-05'] })
  expect(await states()).toEqual({ states: [['nil'], ['held']], read: [] })
  await elsewhere.record({ ...list!, state: 'accepted', time: at('06'), upload: 'a' })
  expect(await states()).toEqual({ states: [['nil'], ['accepted']], read: ['2018-05'] })
  await elsewhere.record({ ...list!, state: 'withdrawn', time: at('06'), upload: 'a', takenBackOn: '2018-06-07' })
  expect(await states()).toEqual({ states: [['nil'], ['withdrawn']], read: ['2018-05'] })
  await elsewhere.takeBackNil(nil!, '2018-06-07')
  expect(await states()).toEqual({ states: [['withdrawn'], ['withdrawn']], read: ['2018-04'] })
})
