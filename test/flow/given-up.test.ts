/** A file that the hub cannot work off is a dead letter for whoever runs the hub, and an answer for who sent it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRIES } from '../../functions/shared/stages/tries.ts'
import { sweepDeps } from '../../functions/sweep/deps.ts'
import { env } from '../../functions/sweep/env.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { lookAtDeadLetters, replay } from '../../local/hub/replay.ts'
import { sweep } from '../../local/hub/sweep.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { inboxKey } from '../../schemas/records/upload.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { type Acting, acting } from '../acting.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-given-up-'))
let hub: Hub
const ask: Acting['ask'] = (path, init) => acting(hub).ask(path, init)
let stores: HubStores
beforeAll(async () => {
  hub = await startHub({ dataDir: dir, port: 0, letters: true, retrySeconds: 0.05, log: () => {} })
  stores = hubStores(hub)
  await beginCity(stores)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const UPLOAD = {
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-full',
  period: '2018-05',
  fileName: 'a.xlsx',
  size: 9,
  state: 'requested',
  day: '2018-06-06',
  requestedAt: '2018-06-06T03:00:00.000Z',
  sequence: 1,
} as const
const BROKEN = '2018-05-broken-civil-affairs'
const page = async (id: string) => (await ask(`/uploads/440222/${id}`)).text()

test('its sender is told on the receipt and by a letter; it is taken up again only by who replays it', async () => {
  // Of a policy that the hub does not have, nothing can be read: a fault, every time.
  const upload = { ...UPLOAD, id: BROKEN, policy: 99 }
  await stores.uploads.create(upload)
  await stores.inbox.put(inboxKey(upload), Buffer.from('whatever'))
  await hub.idle()

  const [queue, counts] = Object.entries(hub.queues()).find(([name]) => /^intakequeue/.test(name))!
  expect(counts).toMatchObject({ received: TRIES + 1, deadLettered: 1 })
  expect(await hubClient(hub, stores).upload('440222', BROKEN)).toMatchObject({
    state: 'requested',
    failedAt: expect.any(String),
  })
  const text = await page(BROKEN)
  expect(text).toContain('未能处理')
  expect(text).toContain('请重新报送')
  expect(text).not.toContain('正在检查')
  expect(text).not.toContain('data-moving')
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: { subject: string }[] }
  expect(emails.map(({ subject }) => subject)).toEqual([expect.stringContaining('未能处理')])
  // Every hour the sweep sends what was left: this was not left.
  await sweep(hub)
  await hub.idle()
  expect(hub.queues()[queue]!.deadLettered).toBe(1)
})

test('the administrator of the city sees on the home page, and queue by queue, what was not worked off', async () => {
  const administrator = { duty: 'administrator', division: '440200' } as const
  const home = await (await ask('/', { by: administrator })).text()
  expect(home).toContain('有1条消息多次未能办完，已经搁置。请打开看是哪个环节。')
  expect(home).toContain('href="/dead-letters"')
  const text = await (await ask('/dead-letters')).text()
  expect(text).toMatch(/检查报送的文件（intake）<\/th><td class="number">1<\/td><td class="brief">20\d\d年/)
  expect(text).toContain('npm run replay -- --data .yingbao --queue intake')
  const { at, queues } = await (await ask('/api/dead-letters')).json()
  expect(queues).toEqual([{ queue: 'intake', messages: 1, since: at }])
  // Since when it stands there stays, however often it is counted.
  await sweep(hub)
  const later = await (await ask('/api/dead-letters')).json()
  expect(later.at > at).toBe(true)
  expect(later.queues).toEqual(queues)
  const county = await ask('/dead-letters', { by: { duty: 'administrator', division: '440222' } })
  expect(county.status).toBe(404)
})

test('a count that is hours old is said to be so, on the home page and on its own', async () => {
  const { deadLetterCounts } = sweepDeps(env.parse(settingsOf(hub)), makeClients({ environment: hub.env }))
  const counted = (await deadLetterCounts.get())!
  await deadLetterCounts.put({ at: new Date(Date.now() - 4 * 3_600_000).toISOString(), queues: [] })
  for (const path of ['/', '/dead-letters'])
    expect(await (await ask(path, { by: { duty: 'administrator', division: '440200' } })).text()).toContain(
      '每小时的核对没有按时进行',
    )
  await deadLetterCounts.put(counted)
})

test('whoever mended the cause sees what is dead, and sends it once more', async () => {
  const looked = await lookAtDeadLetters(hub)
  const about = expect.stringContaining(`object ${inboxKey({ ...UPLOAD, id: BROKEN })}`)
  expect(looked).toEqual([{ queue: 'intake', count: 1, about: [about], isReplayed: true }])
  // Looking changes nothing.
  expect(await lookAtDeadLetters(hub)).toEqual(looked)
  await expect(replay(hub, 'daily')).rejects.toThrow('没有可以重发的队列：daily')

  const [queue] = Object.entries(hub.queues()).find(([name]) => /^intakequeue/.test(name))!
  const before = hub.queues()[queue]!
  expect(await replay(hub, 'intake')).toBe(1)
  await hub.idle()
  // The cause is not mended here, so that it was tried as often as the first time.
  expect(hub.queues()[queue]).toMatchObject({ sent: before.sent + 1, deadLettered: before.deadLettered + 1 })
  expect(await lookAtDeadLetters(hub)).toMatchObject([{ queue: 'intake', count: 1 }])
})
