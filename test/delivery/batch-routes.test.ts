/** The routes of batches: one prepares, another approves, each for the year that the month was decided for. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { approveBatch } from '../../functions/web/payments/batch-requests.ts'
import { paymentApi } from '../../functions/web/payments/payment-api.ts'
import { lastClose } from '../../functions/web/readings/county-batches.ts'
import type { BatchStep } from '../../schemas/messages/to-batch.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY } from '../faults/lists.ts'
import { signature } from '../signature.ts'
import { signedIn } from '../signed-in.ts'
import { claimsOf, frozenRows } from './delivered.ts'
import { closeAll, DAY, type DeliveryWorld, PERIOD } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let closed: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  closed = await smallCity(engines)
  await closed.settle(await closeAll(closed))
})
afterAll(() => engines.stop())

/** The routes over a copy of the city, on a day; what they send is delivered when `work` is called. */
async function office(first = DAY) {
  const delivery = await closed.copy()
  let day = first
  const sent: BatchStep[] = []
  const { asking, ...access } = signedIn()
  const deps = {
    ...access,
    batches: delivery.batch.batches,
    policies: delivery.batch.policies,
    outbox: delivery.batch.outbox,
    runs: delivery.batch.runs,
    caseBooks: delivery.batch.caseBooks,
    outputs: delivery.report.outputs,
    batchQueue: { send: async (message: BatchStep) => void sent.push(message) },
    now: () => new Date('2018-06-06T03:00:00Z'),
    dayOf: () => day,
  } as unknown as WebDeps
  const web = delivery.world.web(mount(paymentApi, deps))
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const post = async (path: string, person: string, body: object) => {
    const duty = path.endsWith('/approve') || path.endsWith('/return') ? 'approver' : 'preparer'
    const answer = await asking(web, { duty, division: COUNTY, office: 'social-insurance', person })(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    const text = await answer.text()
    return { status: answer.status, text, batch: () => JSON.parse(text) as Batch }
  }
  const [run] = await delivery.batch.runs.closes(COUNTY)
  return {
    delivery,
    deps,
    run: run!.id,
    sent,
    on: (later: string) => {
      day = later
    },
    prepare: (by: string, id = run!.id) => post('/api/batches', by, { county: COUNTY, run: id }),
    giveBack: (batch: string, by: string, reason: string) =>
      post(`/api/batches/${COUNTY}/${batch}/return`, by, { reason }),
    takeBack: (batch: string, by: string, reason: string) =>
      post(`/api/batches/${COUNTY}/${batch}/withdrawal`, by, { reason }),
    approve: (batch: string, by: string) => post(`/api/batches/${COUNTY}/${batch}/approve`, by, {}),
    work: async () => {
      for (const body of sent.splice(0)) await delivery.deliver({ stage: 'batch', body })
    },
    batch: async (id: string) => (await delivery.batch.batches.get(COUNTY, id))!,
  }
}

test('one prepares, another approves; who prepared may not', async () => {
  const { prepare, approve, work, batch } = await office()
  const { status, batch: made } = await prepare('甲')
  expect(status).toBe(202)
  expect(made()).toMatchObject({ id: `${COUNTY}-2018-001`, period: PERIOD, year: 2018, state: 'preparing' })
  const { id } = made()
  expect((await approve(id, '乙')).status).toBe(409)
  await work()
  const own = await approve(id, '甲')
  expect([own.status, own.text]).toEqual([409, expect.stringContaining('另一位同事')])
  expect((await batch(id)).state).toBe('prepared')
  expect((await approve(id, '乙')).status).toBe(202)
  await work()
  expect(await batch(id)).toMatchObject({
    state: 'published',
    preparedBy: { name: '甲' },
    approvedBy: { name: '乙' },
    day: DAY,
  })
})

test('who approved may say so again, nobody else; it is paid once', async () => {
  const { delivery, prepare, approve, work, batch, sent } = await office()
  const { id } = (await prepare('甲')).batch()
  await work()
  await approve(id, '乙')
  sent.length = 0
  expect((await approve(id, '丙')).status).toBe(409)
  expect((await approve(id, '乙')).status).toBe(202)
  expect((await approve(id, '乙')).status).toBe(202)
  await work()
  expect((await batch(id)).state).toBe('published')
  expect(await frozenRows(delivery, COUNTY, id)).toHaveLength(4)
})

test('while a batch of the month is under way there is no second one', async () => {
  const { prepare, approve, work, sent } = await office()
  const { id } = (await prepare('甲')).batch()
  const refused = async () => {
    sent.length = 0
    const again = await prepare('丁')
    expect([again.status, again.text, sent]).toEqual([409, expect.stringContaining(id), []])
  }
  const [message] = sent
  await refused()
  // Who asked for it is led to it again: two clicks are one.
  expect((await prepare('甲')).batch()).toMatchObject({ id, state: 'preparing' })
  sent.push(message!)
  await work()
  await refused()
  await approve(id, '乙')
  await work()
  expect((await prepare('丁')).status).toBe(202)
})

test('whoever prepared a batch takes it back until it is approved; nobody is paid by it, and the next one has everybody', async () => {
  const { delivery, prepare, takeBack, approve, work, batch } = await office()
  const { id } = (await prepare('甲')).batch()
  const early = await takeBack(id, '甲', '金额有误')
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('还在生成，不能撤回')])
  await work()
  expect((await takeBack(id, '甲', '金额有误')).status).toBe(202)
  // A form that is sent twice is one.
  expect((await takeBack(id, '甲', '金额有误')).status).toBe(202)
  expect(await batch(id)).toMatchObject({
    state: 'returned',
    returned: { by: { name: '甲' }, reason: '金额有误', day: DAY, withdrawn: true },
  })
  const late = await approve(id, '乙')
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('已经撤回')])
  const next = (await prepare('甲')).batch()
  await work()
  await approve(next.id, '乙')
  await work()
  expect(await frozenRows(delivery, COUNTY, next.id)).toHaveLength(4)
  const over = await takeBack(next.id, '甲', '金额有误')
  expect([over.status, over.text]).toEqual([409, expect.stringContaining('不能撤回')])
})

test('two batches of one month asked for at once: the second finds everybody in flight and pays nobody', async () => {
  const { delivery, run, approve, work, batch } = await office()
  const ids = [`${COUNTY}-2018-001`, `${COUNTY}-2018-002`]
  for (const _ of ids) await delivery.deliver(await delivery.prepare(COUNTY, run, { preparedBy: signature('甲') }))
  for (const id of ids) await approve(id, '乙')
  await work()
  expect((await Promise.all(ids.map(batch))).map(({ state, excluded }) => [state, excluded?.persons])).toEqual([
    ['published', undefined],
    ['empty', 4],
  ])
  expect(await frozenRows(delivery, COUNTY, ids[0]!)).toHaveLength(4)
  await delivery.deliver(await delivery.prepare(COUNTY, run))
  expect((await batch(`${COUNTY}-2018-003`)).state).toBe('empty')
})

test('a month that is not closed has no batch', async () => {
  const { delivery, prepare } = await office()
  const { status, text } = await prepare('甲', 'no such review')
  expect([status, text]).toEqual([409, expect.stringContaining('还没有办结')])
  // Nor does a message make one, whoever sends it.
  const unknown = (batch: string) => ({ stage: 'batch', body: { type: 'prepare', county: COUNTY, batch } }) as const
  await expect(delivery.deliver(unknown('absent'))).rejects.toMatchObject({ code: 'batch-missing' })
  const { batch: made } = await prepare('甲')
  const { id: _, ...others } = made()
  const id = `${COUNTY}-2018-009`
  await delivery.batch.batches.create({ ...others, id, run: 'absent' })
  await expect(delivery.deliver(unknown(id))).rejects.toMatchObject({ code: 'period-open' })
  const run = { stage: 'snapshot', body: { county: COUNTY, run: 'absent' } } as const
  await expect(delivery.deliver(run)).rejects.toMatchObject({ code: 'run-missing' })
})

test('an approval in another year is refused though the batch was read while it was being prepared', async () => {
  const { deps, prepare, work, on, batch } = await office()
  const { id } = (await prepare('甲')).batch()
  const read = await batch(id)
  await expect(approveBatch(deps, read, signature('乙'))).rejects.toThrow('还在生成')
  await work()
  on('2019-01-02')
  await expect(approveBatch(deps, read, signature('乙'))).rejects.toThrow('年度已过')
  on('2017-12-31')
  await expect(approveBatch(deps, read, signature('乙'))).rejects.toThrow('还不能审批')
  expect((await batch(id)).state).toBe('prepared')
  on(DAY)
  await approveBatch(deps, read, signature('乙'))
  expect((await batch(id)).state).toBe('approving')
})

test('a batch whose amounts the policy has changed since is not approved: it is to be sent back', async () => {
  const { delivery, prepare, approve, work, batch } = await office()
  const { id } = (await prepare('甲')).batch()
  await work()
  const { policies } = delivery.batch
  const policy = await policies.inForce()
  const amounts = [...policy.amounts, { fromYear: 2018, category: 'registered-poor', fen: 15_000 }]
  await policies.put({ ...policy, version: policy.version + 1, amounts })
  const { status, text } = await approve(id, '乙')
  expect([status, text]).toEqual([409, expect.stringMatching(/其中1笔的金额已不同，不能审批。请退回这一批/)])
  expect((await batch(id)).state).toBe('prepared')
  await policies.put({ ...policy, version: policy.version + 2 })
  expect((await approve(id, '乙')).status).toBe(202)
})

test("after the year's last payment day no contribution is approved, and a batch has none", async () => {
  const { delivery, prepare, approve, work, on, batch } = await office()
  const { id } = (await prepare('甲')).batch()
  await work()
  const { policies } = delivery.batch
  const policy = await policies.inForce()
  await policies.put({ ...policy, version: policy.version + 1, lastPaymentDays: [{ year: 2018, day: '2018-12-20' }] })
  on('2018-12-21')
  const late = await approve(id, '乙')
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('2018-12-20截止')])
  on('2018-12-20')
  expect((await approve(id, '乙')).status).toBe(202)
  // The last day is moved before the stage has the approval.
  await policies.put({ ...policy, version: policy.version + 2, lastPaymentDays: [{ year: 2018, day: '2018-12-19' }] })
  await work()
  expect((await batch(id)).state).toBe('returned')
  expect(await claimsOf(delivery)).toEqual({})
  const next = (await prepare('甲')).batch()
  await work()
  expect((await batch(next.id)).state).toBe('empty')
})

test('no batch in another year than the month was decided for, and none approved in one', async () => {
  const { delivery, prepare, approve, work, on, batch } = await office()
  const { id } = (await prepare('甲')).batch()
  await work()
  on('2019-01-02')
  const late = await approve(id, '乙')
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('年度已过')])
  expect((await batch(id)).state).toBe('prepared')
  const other = await prepare('甲')
  expect([other.status, other.text]).toEqual([409, expect.stringContaining('2018年度')])
  // The stage pays nobody of another year, whoever asks it.
  await delivery.batch.batches.advance(await batch(id), 'prepared', {
    state: 'approving',
    approvedBy: signature('乙'),
    day: '2017-12-31',
  })
  await delivery.deliver({ stage: 'batch', body: { type: 'approve', county: COUNTY, batch: id } })
  expect((await batch(id)).state).toBe('returned')
  expect(await claimsOf(delivery)).toEqual({})
})

test('sent back with a reason, nobody is paid, it keeps its number and another may be prepared', async () => {
  const { delivery, prepare, approve, giveBack, work, batch } = await office()
  const { id } = (await prepare('甲')).batch()
  const early = await giveBack(id, '乙', '金额不对，请重新核对')
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('还在生成')])
  await work()
  expect((await giveBack(id, '乙', '不')).status).toBe(400)
  for (const again of [1, 2])
    expect([again, (await giveBack(id, '乙', '金额不对，请重新核对')).status]).toEqual([again, 202])
  expect(await batch(id)).toMatchObject({
    state: 'returned',
    returned: { by: { name: '乙' }, reason: '金额不对，请重新核对', day: DAY },
    prepared: { rows: 4 },
  })
  expect((await giveBack(id, '丙', '另一个原因在此')).status).toBe(409)
  const late = await approve(id, '乙')
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('已经退回')])
  await delivery.deliver({ stage: 'batch', body: { type: 'approve', county: COUNTY, batch: id } })
  expect(await claimsOf(delivery)).toEqual({})
  const next = (await prepare('甲')).batch()
  expect(next.id).toBe(`${COUNTY}-2018-002`)
  await work()
  await approve(next.id, '乙')
  await work()
  expect(await frozenRows(delivery, COUNTY, next.id)).toHaveLength(4)
  expect((await giveBack(next.id, '乙', '金额不对，请重新核对')).status).toBe(409)
})

test('a batch is of the period that was last closed: an earlier one’s is refused, and the page offers none', async () => {
  const { delivery, prepare, run } = await office()
  await delivery.settle([await delivery.close(COUNTY, { period: '2018-06', at: `${DAY}T05:00:00.000Z` })])
  const early = await prepare('甲')
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('最近一次办结的是2018年6月')])
  expect(await lastClose(delivery.batch, COUNTY)).toMatchObject([{ period: '2018-06' }])
  const later = (await delivery.batch.runs.closes(COUNTY)).find(({ id }) => id !== run)
  expect((await prepare('甲', later!.id)).batch()).toMatchObject({ period: '2018-06', state: 'preparing' })
})

test('a batch that turns out empty takes no number, and nothing is said of it', async () => {
  const { delivery, prepare, approve, work, batch } = await office()
  const told: object[] = []
  Object.assign(delivery.batch, { deadlinesQueue: { send: async (message: object) => void told.push(message) } })
  const paying = (await prepare('甲')).batch()
  await work()
  await approve(paying.id, '乙')
  await work()
  told.length = 0
  for (const attempt of [1, 2]) {
    const { id } = (await prepare('甲')).batch()
    expect([attempt, id]).toEqual([attempt, `${COUNTY}-2018-002`])
    await work()
    expect((await batch(id)).state).toBe('empty')
  }
  expect(told).toEqual([])
  expect(await delivery.batch.batches.list(COUNTY)).toHaveLength(2)
})

test('two who prepare at once: one batch, one number', async () => {
  const { delivery, prepare } = await office()
  const answers = await Promise.all(['甲', '乙', '丙'].map((by) => prepare(by)))
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  expect((await delivery.batch.batches.list(COUNTY)).map(({ id }) => id)).toEqual([`${COUNTY}-2018-001`])
})
