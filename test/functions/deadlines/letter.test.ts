import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../local/host/engines/engine-process.ts'
import { signature } from '../../signature.ts'
import { ClockHub, startTables } from './clock-hub.ts'

let tables: Engine
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.stop())

const SMALL = { counties: 1, categories: 1, deadlines: { from: '2018-06-01' } }

test('shortfall: finance, the agency and the lead office are told what is missing, each once', async () => {
  const hub = await ClockHub.begin(tables, SMALL)
  const frozen = { key: 'k', sha256: 's', rows: 4, fen: 48_000 }
  const [county] = hub.policy.counties
  const id = `${county!.code}-2018-001`
  const { batches } = hub.deps()
  const batch = { id, county: county!.code, period: '2018-05', run: 'r', year: 2018, day: '2018-06-06' }
  await batches.create({ ...batch, at: '2018-06-06T00:00:00Z', state: 'published', preparedBy: signature('a'), frozen })
  const asked = { id, county: county!.code, sequence: 1, year: 2018, day: '2018-06-06', at: '2018-06-06T00:00:00Z' }
  await hub
    .deps()
    .funding.add({ ...asked, total: 60_000, netted: 12_000, requested: 48_000, allocations: {}, version: 0 })
  const say = (fen: number) =>
    hub.run({ type: 'allocation.short', county: county!.code, batch: id, fen, on: '2018-06-20' })
  for (const fen of [36_000, 36_000, 48_000]) await say(fen)
  expect(hub.sent).toEqual(
    ['finance', 'social-insurance', 'human-resources'].map((office) => `${id}.allocation.short-36000.${office}`),
  )
  await say(40_000)
  expect(hub.sent).toHaveLength(6)
  hub.mail.full = `finance@${county!.code}.invalid`
  await say(44_000)
  await hub.day('2018-06-21')
  expect(await hub.open()).toContain(`${id}.allocation.short-44000.finance waiting`)
  hub.mail.full = undefined
  await hub.day('2018-06-22')
  expect(hub.sent).toContain(`${id}.allocation.short-44000.finance`)
})

test('who dropped out of a batch: told once, a batch without any is not told of', async () => {
  const hub = await ClockHub.begin(tables)
  const [county] = hub.policy.counties
  const { batches } = hub.deps()
  const say = (id: string) => hub.run({ type: 'batch.excluded', county: county!.code, batch: id })
  const reason = { unlisted: 2 }
  for (const [id, more] of [
    ['n-001', { excluded: { key: 'k', sha256: 's', persons: 2, reason } }],
    ['n-002', {}],
  ] as const) {
    const batch = { id, county: county!.code, period: '2018-05', run: 'r', year: 2018, day: '2018-06-06' }
    await batches.create({
      ...batch,
      at: '2018-06-06T00:00:00Z',
      state: 'published',
      preparedBy: signature('a'),
      ...more,
    })
    await say(id)
    await say(id)
  }
  expect(hub.sent).toEqual([`n-001.batch.excluded.social-insurance`])
})
