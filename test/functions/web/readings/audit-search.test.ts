/** A day's entries among those of years. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countOfDay, searchAudit } from '../../../../functions/web/readings/audit-search.ts'
import { audit } from '../../../../stores/access/audit.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

test('a day is counted by kind to its end, and what came before it is hardly read', async () => {
  const store = audit(workTable(engine.clients, WORK))
  const write = async (time: string, kind: 'view' | 'export' | 'act', times: number) => {
    for (let i = 0; i < times; i++)
      await store.write({ division: '440222', kind, time, outcome: 'allowed', address: '' })
  }
  await write('2018-06-05T15:50:00.000Z', 'view', 300)
  await write('2018-06-05T16:01:00.000Z', 'view', 61)
  await write('2018-06-06T01:00:00.000Z', 'export', 2)
  await write('2018-06-06T02:00:00.000Z', 'act', 3)
  let read = 0
  const counting: typeof store = {
    ...store,
    async latest(...asked) {
      const found = await store.latest(...asked)
      read += found.length
      return found
    },
  }
  expect(await countOfDay(counting, '440222', '2018-06-06', ['view', 'export'])).toEqual([
    { kind: 'view', count: 61, isMore: false },
    { kind: 'export', count: 2, isMore: false },
  ])
  expect(read).toBe(150)
  expect((await searchAudit(store, '440222', { day: '2018-06-06', kind: 'export' })).entries).toHaveLength(2)
  const first = await searchAudit(store, '440222', { kind: 'view' })
  const second = await searchAudit(store, '440222', { kind: 'view', before: first.before })
  expect([...first.entries, ...second.entries].map(({ seq }) => seq)).toEqual(
    Array.from({ length: 100 }, (_, i) => 361 - i),
  )
})
