/** Who is to be paid, and how much, is decided when a batch is prepared and again when it is approved. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, person, registered, TOWNSHIPS } from '../faults/lists.ts'
import { signature } from '../signature.ts'
import { claimsOf, frozenRows } from './delivered.ts'
import { closeAll, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let closed: DeliveryWorld
const ID = `${COUNTY}-2018-001`
beforeAll(async () => {
  engines = await startEngines()
  closed = await smallCity(engines)
  await closed.settle(await closeAll(closed))
})
afterAll(() => engines.stop())

const batchOf = async ({ batch }: DeliveryWorld, id = ID) => (await batch.batches.get(COUNTY, id))!
const reviewOf = async ({ world }: DeliveryWorld) => (await world.snapshot.runs.closes(COUNTY)).at(-1)!.id

async function prepared(): Promise<DeliveryWorld> {
  const delivery = await closed.copy()
  await delivery.settle([await delivery.prepare(COUNTY, await reviewOf(delivery))])
  return delivery
}

const frozen = async (delivery: DeliveryWorld, what: 'prepared' | 'frozen') =>
  thaw(delivery.batch.outbox, (await batchOf(delivery))[what]!, BatchRow)

/** A new policy with these amounts of the county. */
async function amounts({ batch }: DeliveryWorld, ...rows: Omit<Policy['amounts'][number], 'fromYear'>[]) {
  const policy = await batch.policies.inForce()
  const own = rows.map((row) => ({ fromYear: 2018, county: COUNTY, ...row }))
  await batch.policies.put({ ...policy, version: policy.version + 1, amounts: [...policy.amounts, ...own] })
}

test('an amount that changes after the close is the amount of the batch', async () => {
  const delivery = await closed.copy()
  await amounts(delivery, { fen: 20_000 })
  await delivery.settle([await delivery.prepare(COUNTY, await reviewOf(delivery))])
  expect((await batchOf(delivery)).prepared).toMatchObject({ rows: 4, fen: 80_000 })
})

test('whose amount changes after the preparation is not paid the old one, and is in the next batch with the new', async () => {
  const delivery = await prepared()
  // Of the four, 1 and 8 are 建档立卡; 1 is 低保 first.
  await amounts(delivery, { category: 'dibao', fen: 20_000 })
  await delivery.settle([await delivery.approve(COUNTY, ID)])
  expect(await batchOf(delivery)).toMatchObject({
    state: 'published',
    frozen: { rows: 1, fen: 12_000 },
    excluded: { persons: 3, reason: { 'amount-changed': 3 } },
  })
  expect((await frozenRows(delivery, COUNTY, ID)).map(({ id }) => id)).toEqual([person(8).id])
  expect(Object.keys(await claimsOf(delivery))).toHaveLength(1)
  await delivery.settle([await delivery.prepare(COUNTY, await reviewOf(delivery))])
  expect(await batchOf(delivery, `${COUNTY}-2018-002`)).toMatchObject({ prepared: { rows: 3, fen: 60_000 } })
})

test('who leaves the list between the close and the preparation is not in the batch', async () => {
  const delivery = await closed.copy()
  const { world } = delivery
  const content = csvOf(
    'dibao',
    [1, 2, 4, 5, 6, 7, 43].map((n) => listed(n)),
  )
  await world.deliver(await world.send({ form: 'dibao-full', content }))
  await world.settle()
  await delivery.settle([await delivery.prepare(COUNTY, await reviewOf(delivery))])
  expect((await batchOf(delivery)).prepared).toMatchObject({ rows: 3 })
})

test('what a list or register says between preparation and approval is what bank and finance are told', async () => {
  const delivery = await prepared()
  const { world } = delivery
  const send = async (form: string, content: Buffer, from = {}) =>
    world.deliver(await world.send({ form, content, ...from }))
  // 2 is no more enrolled, and the village has its papers; 8 has moved and bears another name.
  const renamed = { 姓名: '张八' }
  const moved = { ...renamed, '乡镇（街道）': TOWNSHIPS[COUNTY]![1] }
  await send('registered-poor-new', csvOf('registered-poor', [listed(8, COUNTY, moved)]))
  const ended = registered(2, { 参保状态: '终止参保' })
  await send('register', csvOf('register', [registered(1), ended, registered(3), registered(8, renamed)]))
  const before = await frozen(delivery, 'prepared')
  const papers = { 材料情况: '已收齐', 收集人: '乙', 入户复核: '已复核', 复核人: '乙', 复核日期: '2018-06-01' }
  const { case: 案件编号, township } = before.find(({ id }) => id === person(2).id)!
  const content = csvOf('materials', [{ 案件编号, ...listed(2), ...papers }])
  await send('materials', content, { office: 'township', division: township })
  await world.settle()
  await delivery.settle([await delivery.approve(COUNTY, ID)])
  const rows = await frozen(delivery, 'frozen')
  expect(rows.map(({ id }) => id)).toEqual([2, 8, 1, 3].map((n) => person(n).id))
  expect(rows[0]).toMatchObject({ business: 'first-enrolment', name: person(2).name })
  expect(rows[1]).toMatchObject({ business: 'renewal', name: '张八', township: TOWNSHIPS[COUNTY]![1] })
})

test.each([
  ['of another year', '2019-01-02', undefined],
  ["after the year's last payment day", '2018-12-21', '2018-12-20'],
])('an approval on a day %s pays nobody: the batch is sent back and says why', async (_, day, last) => {
  const delivery = await prepared()
  const { batch } = delivery
  const policy = await batch.policies.inForce()
  if (last)
    await batch.policies.put({ ...policy, version: policy.version + 1, lastPaymentDays: [{ year: 2018, day: last }] })
  const to = { state: 'approving', approvedBy: signature('审批人'), day } as const
  await batch.batches.advance({ county: COUNTY, id: ID }, 'prepared', to)
  await delivery.deliver({ stage: 'batch', body: { type: 'approve', county: COUNTY, batch: ID } })
  const { state, returned, frozen } = await batchOf(delivery)
  expect([state, frozen]).toEqual(['returned', undefined])
  expect(returned).toMatchObject({ day, reason: expect.stringContaining('2018年度') })
  expect(await claimsOf(delivery)).toEqual({})
})
