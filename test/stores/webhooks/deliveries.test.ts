/** The lists of a webhook's deliveries follow its records: who reads in between, or after a crash, is told what the record says. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Delivery } from '../../../schemas/records/webhook.ts'
import { type WorkTable, workTable } from '../../../stores/aws/work.ts'
import { deliveries } from '../../../stores/webhooks/deliveries.ts'
import { dynalite, type Engine, WORK } from '../engines.ts'

let engine: Engine
let work: WorkTable
beforeAll(async () => {
  engine = await dynalite()
  work = workTable(engine.clients, WORK)
})
afterAll(() => engine.stop())

const WEBHOOK = '0123456789abcdef'
const AT = '2018-07-02T00:00:00.000Z'
const delivery = (id: string, state: Delivery['state'] = 'waiting'): Delivery => ({
  ...{ webhook: WEBHOOK, id, type: 'batch.published', body: '{}', at: AT, state, tries: 0, nextAt: AT },
})
/** The record is written, and its lists are not yet. */
const recorded = (id: string, state: Delivery['state']) =>
  work.update({ pk: `WEBHOOK-SENT#${WEBHOOK}`, sk: id }, { set: { state, tries: 1 } })
const shown = async () => {
  const { waiting, dead } = deliveries(work)
  return [await waiting(WEBHOOK), await dead(WEBHOOK)].map((list) => list.map(({ id }) => id))
}

test('what was delivered waits no more, and what goes again is given up no more', async () => {
  const store = deliveries(work)
  await store.begin(delivery('msg_1'))
  await store.begin(delivery('msg_2'))
  await store.note(delivery('msg_2', 'dead'))
  expect(await shown()).toEqual([['msg_1'], ['msg_2']])
  await recorded('msg_1', 'delivered')
  await recorded('msg_2', 'waiting')
  expect(await shown()).toEqual([[], []])
})
