/** What a crash leaves between a stored file and its announcement is sent again. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { depositHeads, verifyBeside } from '../../local/hub/audit-heads.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { sweep } from '../../local/hub/sweep.ts'
import { inboxKey, type Upload } from '../../schemas/records/upload.ts'
import { acting } from '../acting.ts'
import { signature } from '../signature.ts'

const CSV = '县（市、区）,乡镇（街道）,姓名,身份证号码,低保证号\n始兴县,太平镇,李梅,11010519491231002X,D1\n'

let dir: string
let hub: Hub
let stores: HubStores

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sweep-'))
  hub = await startHub({ dataDir: dir, port: 0, log: () => {} })
  stores = hubStores(hub)
  await stores.policies.put(defaultPolicy())
})
afterAll(async () => {
  await hub?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('a file that arrived and a file that never did: the first is read, the second still waited for', async () => {
  const upload = (id: string, sequence: number): Upload => ({
    division: '440222',
    office: 'civil-affairs',
    form: 'dibao-new',
    period: '2018-05',
    fileName: '低保.csv',
    size: Buffer.byteLength(CSV),
    id,
    state: 'requested',
    day: '2018-06-06',
    requestedAt: '2018-06-06T01:00:00.000Z',
    policy: 1,
    sequence,
  })
  const arrived = upload('0arrived', 1)
  await stores.inbox.put(inboxKey(arrived), Buffer.from(CSV))
  await hub.idle()
  // The record comes after the announcement, which found no upload: as lost as if it had never been sent.
  await stores.uploads.create(arrived)
  await stores.uploads.create(upload('1never', 2))
  expect(await sweep(hub)).toBe(1)
  await hub.idle()
  expect((await stores.uploads.get('440222', '0arrived'))?.state).toBe('accepted')
  expect((await stores.uploads.get('440222', '1never'))?.state).toBe('requested')
  expect(await sweep(hub)).toBe(0)
})

test('a period that nobody closes and a batch that nobody prepares, or goes on with, are taken up again', async () => {
  const county = '440222'
  const at = '2018-06-06T02:00:00.000Z'
  const run = {
    id: '2018-05-lost',
    county,
    day: '2018-06-06',
    at,
    period: '2018-05',
    kind: 'month-close' as const,
    rounds: 0,
    state: 'open' as const,
  }
  await stores.runs.create(run)
  expect(await sweep(hub)).toBe(1)
  await hub.idle()
  expect((await stores.runs.get(county, run.id))?.state).toBe('done')

  await stores.batches.create({
    id: '440222-2018-001',
    county,
    period: '2018-05',
    run: run.id,
    year: 2018,
    day: '2018-06-06',
    at,
    state: 'preparing',
    preparedBy: signature('组批人'),
  })
  expect(await sweep(hub)).toBe(1)
  await hub.idle()
  // Nobody of this county has a register, so that nobody is to be paid.
  expect((await stores.batches.list(county)).map(({ state }) => state)).toEqual(['empty'])
  expect(await sweep(hub)).toBe(0)
})

test('the nightly run deletes what has ended, says so in the audit, and leaves the rest', async () => {
  const city = '440200'
  const time = '2018-06-01T01:00:00.000Z'
  await stores.audit.write({ division: city, kind: 'sign-in', time, outcome: 'allowed', address: '127.0.0.1' })
  const arrived = await stores.uploads.get('440222', '0arrived')
  await hub.runSchedules('2026-06-01T19:30:00.000Z', 'retention')
  await hub.idle()
  const entries = await stores.audit.latest(city, 100)
  expect(entries.map(({ kind }) => kind)).toContain('shortened')
  expect(entries.map(({ time }) => time)).not.toContain(time)
  const beside = join(dir, 'heads')
  await depositHeads(stores, beside, new Date())
  const { chains } = await verifyBeside(stores, beside, { told: [] })
  const first = entries.at(-1)?.seq
  expect(first).toBeGreaterThan(1)
  expect(chains.filter(({ division }) => division === city)).toMatchObject([{ first, broken: undefined }])
  const page = await acting(hub).ask('/policy')
  expect(await page.text()).toMatch(/最近一次按保存期限清理（2026年6月2日 03:30）：删除审计记录1条/)
  // The list is of the roster as it is.
  expect(await stores.uploads.get('440222', '0arrived')).toEqual(arrived)
})
