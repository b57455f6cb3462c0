/** 通知: what an office was told stands on a page of its own, whether or not a mail could be sent. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import type { LetterEvent } from '../../schemas/messages/to-deadlines.ts'
import { acting } from '../acting.ts'
import { everyItem } from '../every-item.ts'
import { COUNTY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-told-'))
let hub: Hub
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await beginCity(hubStores(hub))
  hub.livesOn('2018-07-31')
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'social-insurance' }
const LEADER: Identity = { ...CLERK, duty: 'leader' }
const ask = (by: Identity, path: string) => acting(hub).ask(path, { by })
const page = async (by: Identity, path = '/notices') => (await ask(by, path)).text()

const BATCH = `${COUNTY}-2018-001`
const batch: LetterEvent = { type: 'batch.prepared', county: COUNTY, batch: BATCH }
const urged: LetterEvent = {
  ...{ type: 'thing.urged', division: COUNTY, office: 'social-insurance', matter: 'statistics', ref: '2018-06' },
  ...{ by: { division: COUNTY, office: 'human-resources' }, on: '2018-07-30' },
}

async function tell(day: string, subject: string, to: string, about: LetterEvent) {
  const { notices } = hubStores(hub)
  const office = { division: COUNTY, office: 'social-insurance' } as const
  const mailing = { id: `${subject} ${day}`, day, to: office, about }
  return notices.claim(mailing, `${day}T02:00:00.000Z`, { to: office, subject, page: to })
}

test('nothing yet: it is said what would stand there, and to whom notices go', async () => {
  expect(await page(CLERK)).toContain('还没有通知。报送有结果')
  expect(await page({ duty: 'administrator', division: COUNTY })).toContain('管理账号不属于某个单位，没有通知')
})

test('the frame leads each office there, and nobody without one', async () => {
  expect(await page(CLERK, '/')).toContain('href="/notices"')
  expect(await page({ duty: 'auditor', division: COUNTY }, '/')).not.toContain('href="/notices"')
})

test('what was told, when, of what: the latest first, once for a mail that is tried again', async () => {
  for (let n = 0; n < 2; n++) await tell('2018-07-29', '批次待审批：3笔', `batches/${COUNTY}/${BATCH}`, batch)
  await tell('2018-07-30', '催办：2018年6月统计表的报送', `returns/${COUNTY}/2018-06`, urged)
  const own = await page(CLERK)
  expect(own).toContain('共2件。')
  expect(own).toMatch(/催办：2018年6月统计表的报送[\s\S]*2018年7月30日 10:00[\s\S]*批次待审批：3笔/)
  expect(own).toContain(`href="/batches/${COUNTY}/${BATCH}"`)
  expect(await page(CLERK, '/notices?find=催办')).toContain('含“催办”的共1件。')
  const [sheet] = (await textsOf(new Uint8Array(await (await ask(CLERK, '/notices/list.xlsx')).arrayBuffer()))).values()
  expect(JSON.stringify(sheet)).toContain('批次待审批：3笔')
})

test('a leader, who sees no persons, reads of the batch and is not led to its persons', async () => {
  const own = await page(LEADER)
  expect(own).toContain('批次待审批：3笔')
  expect(own).not.toContain(`href="/batches/${COUNTY}/${BATCH}"`)
  expect(own).toContain(`href="/returns/${COUNTY}/2018-06"`)
})

test('another office is told nothing of it', async () => {
  expect(await page({ ...CLERK, office: 'finance' })).toContain('还没有通知。')
  expect(await page({ ...CLERK, division: '440281' })).toContain('还没有通知。')
})

test('as data, a page at a time', async () => {
  const first = await ask(CLERK, '/api/notices?limit=1')
  expect(await first.json()).toMatchObject({
    items: [{ kind: 'thing.urged', day: '2018-07-30', page: `returns/${COUNTY}/2018-06` }],
    next: expect.any(String),
  })
  const all = await everyItem<{ subject: string }>((path) => ask(CLERK, path), '/api/notices')
  expect(all.map(({ subject }) => subject)).toEqual(['催办：2018年6月统计表的报送', '批次待审批：3笔'])
})
