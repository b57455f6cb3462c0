/** Events are told to whoever may see them, signed, again where they are not taken, and given up after a day. */
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ToWebhooks } from '../../../schemas/messages/to-webhooks.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { dynalite, type Engine } from '../../stores/engines.ts'
import { type Receiver, receiver, SECRETS, type Stage, stage } from './heard.ts'

let engine: Engine
let system: Receiver
let hub: Stage
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine?.stop())
beforeEach(async () => {
  system = await receiver()
  hub = stage(engine)
})
afterEach(() => system.close())

let counties = 440_300
/** Of its own, so that nobody else's webhook hears of it. */
const county = () => String(++counties)

const FROZEN = { key: 'batches/x', rows: 3, fen: 54_000, sha256: '0'.repeat(64) }
const frozen = (division: string): ToWebhooks =>
  ({
    ...{ type: 'batch.frozen', county: division, period: '2018-05', batch: `${division}-2018-001`, day: '2018-06-06' },
    ...{ at: '2018-06-06T01:00:00.000Z', frozen: FROZEN },
  }) as ToWebhooks
const submitted = (division: string, version = 1): ToWebhooks => ({
  ...{ type: 'return.submitted', division, period: '2018-05', version },
})
const said = () => system.heard.map(({ body }) => JSON.parse(body) as { type: string; data: object })

async function settledUpload(division: string, office: Upload['office'], form: string): Promise<ToWebhooks> {
  const id = `2018-05-0ji5c8xa0${'0'.repeat(10)}-${office}${form === 'bank-return' ? '-answer' : ''}`
  await hub.deps.uploads.create({
    ...{ division, office, form, period: '2018-05', fileName: '张三440222199001011234.xlsx', size: 1, id, policy: 1 },
    ...{ state: 'accepted', day: '2018-06-06', requestedAt: '2018-06-06T01:00:00.000Z' },
    reading: { sha256: '0'.repeat(64), rows: 10, returned: 2, byCode: {}, unreadSheets: [] },
  } as Upload)
  return { type: 'upload.settled', division, upload: id, state: 'accepted' }
}

test('what is sent is signed as Standard Webhooks says, and holds ids and counts alone', async () => {
  const division = county()
  const { id } = await hub.made({ url: system.url, division })
  await hub.tell(await settledUpload(division, 'civil-affairs', 'dibao-full'))
  const [heard] = system.heard
  const { 'webhook-id': msg, 'webhook-timestamp': time, 'webhook-signature': signature } = heard!.headers
  const key = Buffer.from(SECRETS.secretOf(id).replace('whsec_', ''), 'base64')
  expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${msg}.${time}.${heard!.body}`).digest('base64')}`)
  expect(time).toBe(String(Date.parse('2018-06-06T01:00:00Z') / 1000))
  expect(heard!.headers['content-type']).toBe('application/json')
  expect(JSON.parse(heard!.body)).toEqual({
    type: 'upload.settled',
    timestamp: '2018-06-06T01:00:00.000Z',
    data: {
      ...{ division, office: 'civil-affairs', form: 'dibao-full', period: '2018-05', state: 'accepted' },
      ...{ upload: expect.stringMatching(/^2018-05-/), rows: 10, returned: 2 },
    },
  })
  expect((await hub.deps.webhooks.get(id))?.last).toEqual({ at: '2018-06-06T01:00:00.000Z', status: 200 })
})

test('a repeat of an event is not sent again; its next state is', async () => {
  const division = county()
  await hub.made({ url: system.url, division })
  const event = await settledUpload(division, 'civil-affairs', 'dibao-full')
  await hub.tell(event)
  await hub.tell(event)
  expect(system.heard).toHaveLength(1)
  await hub.tell({ ...event, state: 'accepted.2' } as ToWebhooks)
  expect(system.heard).toHaveLength(2)
})

describe('who hears', () => {
  const sees: [office: string, place: 'county' | 'city', events: string[]][] = [
    ['civil-affairs', 'county', ['upload.settled', 'return.submitted']],
    ['disabled-federation', 'county', ['return.submitted']],
    ['social-insurance', 'county', ['upload.settled', 'return.submitted', 'batch.published']],
    ['finance', 'county', ['upload.settled', 'return.submitted', 'batch.published']],
    ['bank', 'county', ['batch.published']],
    ['social-insurance', 'city', ['return.submitted']],
    ['civil-affairs', 'city', []],
  ]
  test.each(sees)('%s of the %s: what it sees', async (office, place, events) => {
    const division = county()
    const own = { url: system.url, division: place === 'county' ? division : '440300' }
    const webhook = await hub.made({ ...own, office: office as 'bank' })
    await hub.tell(await settledUpload(division, 'civil-affairs', 'dibao-full'))
    await hub.tell(submitted(division))
    await hub.tell(frozen(division))
    expect(said().map(({ type }) => type)).toEqual(events)
    await hub.deps.webhooks.revoke(webhook, '2018-06-06T01:00:00.000Z')
  })

  test('not who has not asked for the event, nor another county', async () => {
    const division = county()
    await hub.made({ url: system.url, division, office: 'social-insurance', events: ['batch.published'] })
    await hub.tell(submitted(division))
    await hub.tell(frozen(county()))
    expect(system.heard).toEqual([])
    await hub.tell({ ...frozen(division), type: 'corrections.asked', request: 'x' } as ToWebhooks)
    expect(system.heard).toEqual([])
    await hub.tell(frozen(division))
    expect(said()[0]?.data).toEqual({
      county: division,
      period: '2018-05',
      batch: `${division}-2018-001`,
      rows: 3,
      fen: 54_000,
    })
  })
})

describe('what is not taken', () => {
  const one = async (url = system.url) => {
    const division = county()
    const webhook = await hub.made({ url, division })
    await hub.tell(submitted(division))
    return webhook
  }
  const refuses = (status: number, headers = {}) => {
    system.answer = (_, response) => response.writeHead(status, headers).end('no')
  }

  test('is sent again with growing gaps, the same under the same id, and given up after eight tries in a day', async () => {
    refuses(503)
    const { id } = await one()
    const gaps: number[] = []
    for (let [next] = await hub.deps.deliveries.waiting(id); next; [next] = await hub.deps.deliveries.waiting(id)) {
      const gap = (Date.parse(next.nextAt) - hub.deps.now().getTime()) / 60_000
      await hub.later(gap - 1)
      expect(system.heard).toHaveLength(gaps.length + 1)
      await hub.later(1)
      gaps.push(gap)
    }
    expect(system.heard).toHaveLength(8)
    expect(gaps).toEqual([10, 20, 45, 90, 180, 360, 720])
    expect(new Set(system.heard.map(({ body, headers }) => `${headers['webhook-id']} ${body}`)).size).toBe(1)
    const [dead, ...others] = await hub.deps.deliveries.dead(id)
    expect([dead?.tries, dead?.last, others]).toEqual([8, expect.objectContaining({ status: 503, why: 'status' }), []])
    expect(await hub.deps.deliveries.waiting(id)).toEqual([])

    // By hand it begins anew.
    system.answer = (_, response) => response.end()
    expect(await hub.deps.deliveries.replay(dead!, hub.deps.now().toISOString())).toBe(true)
    await hub.later(0)
    expect(await hub.deps.deliveries.dead(id)).toEqual([])
    expect(await hub.deps.deliveries.get(dead!)).toMatchObject({ state: 'delivered', tries: 1 })
    expect(await hub.deps.deliveries.replay(dead!, hub.deps.now().toISOString())).toBe(false)
  })

  test('is taken at the second try, and then no more', async () => {
    refuses(500)
    const { id } = await one()
    expect(await hub.deps.deliveries.waiting(id)).toHaveLength(1)
    system.answer = (_, response) => response.end()
    await hub.later(10)
    for (let hour = 0; hour < 30; hour++) await hub.later(60)
    expect(system.heard).toHaveLength(2)
    expect(await hub.deps.deliveries.waiting(id)).toEqual([])
  })

  test('leads nobody on, and waits for nobody', async () => {
    const other = await receiver()
    refuses(307, { location: other.url })
    const { id } = await one()
    expect((await hub.deps.webhooks.get(id))?.last?.why).toBe('redirect')
    expect(other.heard).toEqual([])
    await other.close()
    system.answer = () => {}
    expect((await hub.deps.webhooks.get((await one()).id))?.last?.why).toBe('timeout')
    expect((await hub.deps.webhooks.get((await one('http://127.0.0.1:1/')).id))?.last?.why).toBe('unreachable')
  })

  test('of two who try at once one does, and who died with a try is followed', async () => {
    refuses(500)
    const { id: webhook } = await one()
    const [delivery] = await hub.deps.deliveries.waiting(webhook)
    const later = new Date(Date.parse(delivery!.nextAt) + 120_000).toISOString()
    const tries = await Promise.all([1, 2, 3].map(() => hub.deps.deliveries.claim(delivery!, later)))
    expect(tries.filter(Boolean)).toHaveLength(1)
    await hub.later(10)
    expect(system.heard).toHaveLength(1)
    await hub.later(10)
    expect(system.heard).toHaveLength(2)
  })

  test('ends with its webhook', async () => {
    refuses(500)
    const webhook = await one()
    await hub.deps.webhooks.revoke(webhook, hub.deps.now().toISOString())
    await hub.later(60)
    expect(system.heard).toHaveLength(1)
    expect(await hub.deps.deliveries.waiting(webhook.id)).toEqual([])
  })
})

test('a test goes to the one that was asked for', async () => {
  const division = county()
  const { id } = await hub.made({ url: system.url, division, events: ['batch.published'] })
  await hub.made({ url: system.url, division, office: 'bank' })
  await hub.tell({ type: 'test', webhook: id, at: '2018-06-06T01:00:00.000Z' })
  expect(said()).toEqual([expect.objectContaining({ type: 'webhook.test', data: { webhook: id } })])
})
