/** A form that is refused keeps what was typed and ticked, and its summary leads to the field that is wrong. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { acting } from '../acting.ts'
import { COUNTY } from '../faults/lists.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-forms-kept-'))
const AT = '2018-06-06T01:00:00.000Z'
let hub: Hub
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await beginCity(hubStores(hub))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const post = async (by: Identity, path: string, fields: readonly (readonly [string, string])[]) => {
  const headers = { origin: hub.url }
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
  const answer = await acting(hub).ask(path, { by, method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}
/** The elements that the summary’s link leads to. */
const ledTo = (text: string) => {
  const [, id] = /id="faults"[\s\S]*?<a href="#([^"]+)"/.exec(text) ?? []
  return [...text.matchAll(/<(?:input|select|textarea|fieldset)[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(` id="${id}"`))
}
const isTicked = (text: string, value: string) => new RegExp(`value="${value}"[^>]* checked`).test(text)

test('接口密钥: the boxes stay as they were ticked', async () => {
  const { status, text } = await post({ duty: 'administrator', division: COUNTY }, '/keys', [
    ...([
      ['office', 'civil-affairs'],
      ['name', ''],
      ['until', '2027-01-01'],
    ] as const),
    ['scopes[]', 'read-states'],
  ])
  expect(status).toBe(400)
  expect(ledTo(text)).toHaveLength(1)
  expect([isTicked(text, 'read-states'), isTicked(text, 'send-files')]).toEqual([true, false])
  expect(text).toContain('value="2027-01-01"')
})

test('待确认的账号: who refuses without a reason finds the same accounts ticked, and is led to the reason', async () => {
  const requests = hubStores(hub).accountRequests
  const accounts = ['00000000000000b1', '00000000000000b2']
  for (const account of accounts)
    await requests.put({
      ...{ account, division: COUNTY, office: 'finance', name: '测试人', isNew: true, duties: ['clerk'] },
      ...{ signInName: `${account}@example.org`, by: '0'.repeat(16), at: AT },
    })
  const { status, text } = await post({ duty: 'security', division: COUNTY }, '/people/waiting', [
    ['division', COUNTY],
    ['shown[]', `${accounts[1]}/${AT}`],
    ['act', 'refuse'],
    ['reason', ''],
  ])
  expect(status).toBe(400)
  expect(accounts.map((account) => isTicked(text, `${account}/${AT}`))).toEqual([false, true])
  expect(ledTo(text)).toEqual([expect.stringContaining('name="reason"')])
})

test('审计记录: a day that is none leaves the rest of the search as it was', async () => {
  const { status, text } = await post({ duty: 'auditor', division: COUNTY }, '/audit/search', [
    ['kind', 'sign-in'],
    ['day', '六月六日'],
    ['object', 'person/00'],
  ])
  expect(status).toBe(400)
  expect(ledTo(text)).toEqual([expect.stringContaining('name="day"')])
  expect(text).toContain('value="person/00"')
})
