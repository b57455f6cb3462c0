/** What batches and corrections ask of finance, in a county whose results change (docs/cases.md#money). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run as handle } from '../../functions/batch/run.ts'
import { keepResults } from '../../functions/shared/cases/batch-results.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import type { BankResult } from '../../schemas/codes.ts'
import { ToBatch } from '../../schemas/messages/to-batch.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { HERE } from '../rules/determination/perfect-person.ts'
import { dynalite, type Engine } from '../stores/engines.ts'
import { PayingCity } from './paying-city.ts'

let engine: Engine
let city: PayingCity
beforeAll(async () => {
  engine = await dynalite()
  city = new PayingCity(engine)
  await city.begin()
})
afterAll(() => engine.stop())

async function paid(serial: number, persons: number): Promise<string> {
  const { batch } = await city.closed(serial, persons)
  await handle(city.deps, { type: 'prepare', county: HERE, batch })
  if (persons > 0) {
    await city.approve(batch)
    await handle(city.deps, { type: 'approve', county: HERE, batch })
  }
  return batch
}

async function answered(id: string, results: readonly BankResult[]): Promise<void> {
  const batch = (await city.deps.batches.get(HERE, id))!
  const rows = await thaw(city.deps.outbox, batch.frozen!, BatchRow)
  const table = results.map((result, i) => ({ row: i + 1, result, day: batch.day, order: 'u' }))
  expect(await keepResults(city.deps, batch, rows, table)).toBe(true)
}

const requests = async () =>
  (await city.deps.funding.list(HERE)).map(({ id, batch, total, netted, requested }) => [
    id,
    batch ?? '',
    ...[total, netted, requested].map((fen) => fen / 12_000),
  ])

test('failures are netted, corrections asked for by a batch or without one, once each, whoever dies', async () => {
  const first = await paid(1, 4)
  await answered(first, ['00', '01', '02', '90'])
  const second = await paid(2, 3)
  await answered(first, ['00', '00', '00', '00'])
  // Nobody is to be paid: the correction is asked for by itself, and by no later batch again.
  const { batch: empty } = await city.closed(3, 0)
  const message = { type: 'prepare', county: HERE, batch: empty } as const
  expect(await city.mortal.live(() => handle(city.deps, message), { nth: 2, when: 'before' })).toBe(2)
  expect((await city.deps.batches.get(HERE, empty))?.state).toBe('empty')
  await handle(city.deps, message)
  await paid(4, 0)
  const last = await paid(5, 1)
  expect(await requests()).toEqual([
    [first, first, 4, 0, 4],
    [second, second, 3, 2, 1],
    [`${HERE}-2018-S01`, '', 0, -2, 2],
    [last, last, 1, 0, 1],
  ])
  const told = city.messages.filter((text) => text.includes('corrections.asked'))
  expect(new Set(told).size).toBe(1)
  expect(JSON.parse(told[0]!)).toMatchObject({ county: HERE, request: `${HERE}-2018-S01` })
})

test('what finance gave beyond a request is asked for no more', async () => {
  const [request] = await city.deps.funding.list(HERE)
  await city.deps.funding.allocate(request!, { 凭1: { fen: 54_000, day: '2018-06-07' } })
  const id = await paid(6, 2)
  expect((await requests()).at(-1)).toEqual([id, id, 2, 0.5, 1.5])
})

test('a correction is asked for after a close by itself where no batch follows, once however often it is told', async () => {
  const first = await paid(7, 2)
  await answered(first, ['01', '01'])
  await paid(8, 1)
  await answered(first, ['00', '00'])
  const closed = (serial: number) => ({
    ...{ type: 'snapshot.ready', county: HERE, period: '2018-06', run: `review-${serial}`, day: '2018-06-06' },
    ...{ at: `2018-06-06T0${serial}:00:00.000Z`, snapshot: { key: 'k', sha256: 's', rows: 0 } },
  })
  const told = (serial: number) => handle(city.deps, ToBatch.parse(closed(serial)))
  const before = await requests()
  // A batch is under way: it asks for the difference, or the next close does.
  const { batch } = await city.closed(9, 1)
  await told(1)
  await city.deps.batches.advance({ county: HERE, id: batch }, 'preparing', { state: 'empty' })
  // Somebody is ready at the close.
  await told(2)
  expect(await requests()).toEqual(before)
  await city.closed(10, 0)
  await city.deps.batches.advance({ county: HERE, id: `${HERE}-2018-010` }, 'preparing', { state: 'empty' })
  expect(await city.mortal.live(() => told(3), { nth: 2, when: 'before' })).toBe(2)
  await told(3)
  await told(4)
  expect((await requests()).slice(before.length)).toEqual([[`${HERE}-2018-S02`, '', 0, -1, 1]])
  const asked = city.messages.filter((text) => text.includes('-S02'))
  expect(asked.length).toBeGreaterThan(0)
})
