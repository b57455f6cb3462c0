/** A mail scanner opens every link of every letter, by GET, by HEAD and in a browser: nothing is used up or reported. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { hashOf } from '../../functions/shared/stages/invite.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { present } from '../../schemas/present.ts'
import { acting } from '../acting.ts'
import { CITY, csvOf, listed, registered } from '../faults/lists.ts'
import { openBrowser } from './browser.ts'
import { openContext } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const COUNTY = '440222'
const NEW = 'li.na@example.org'
const CLERK = 'clerk@example.org'
const AUDITOR = 'auditor@example.org'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-scanner-'))
let hub: Hub
let stores: HubStores
let mails: z.infer<typeof Mail>[]

const Mail = z
  .object({
    destination: z.object({ to: z.array(z.string()) }),
    body: z.object({ text: z.string(), html: z.string().optional() }),
  })
  .transform(({ destination, body }) => ({
    to: destination.to.join(),
    text: `${body.text}\n${body.html ?? ''}`,
  }))

/** A person is invited, a row of a file returned, a batch prepared, a duty given in an emergency; days bring what is due. */
async function occasions(): Promise<void> {
  const { as } = acting(hub)
  const post = async (path: string, duty: 'administrator' | 'security', fields: [string, string][]) => {
    const headers = { origin: hub.url, ...(await as({ duty, division: CITY })) }
    const body = new URLSearchParams(fields)
    expect((await fetch(hub.url + path, { method: 'POST', redirect: 'manual', headers, body })).status).toBe(303)
  }
  const place = `${COUNTY}/civil-affairs`
  await post('/people/new', 'administrator', [
    ...[['place', place] as [string, string], ['name', '测试人'] as [string, string]],
    ...[['signInName', NEW] as [string, string], ['duties[]', 'clerk'] as [string, string]],
  ])
  const { account, at } = present((await stores.accountRequests.list(COUNTY))[0], 'a request')
  await post('/people/waiting', 'security', [
    ...[['division', COUNTY] as [string, string], ['shown[]', `${account}/${at}`] as [string, string]],
    ['act', 'confirm'],
  ])
  const file = join(dir, 'a.csv')
  writeFileSync(
    file,
    '县（市、区）,乡镇（街道）,姓名,身份证号码,低保证号\n始兴县,太平镇,试验甲,11010119900307002X,D1\n',
  )
  const client = hubClient(hub, stores, '2018-06-04')
  const request = { division: COUNTY, office: 'civil-affairs', form: 'dibao-full', fileName: 'a.csv' } as const
  await client.put(await client.ask({ ...request, period: '2018-05' }, file), file)
  await hub.idle()
  const send = async (office: 'civil-affairs' | 'social-insurance', form: string, content: Uint8Array) => {
    writeFileSync(file, content)
    await client.put(await client.ask({ ...request, office, form, period: '2018-05' }, file), file)
    await hub.idle()
  }
  const numbers = [1, 2, 3]
  await send(
    'civil-affairs',
    'dibao-full',
    csvOf(
      'dibao',
      numbers.map((n) => listed(n)),
    ),
  )
  await send(
    'social-insurance',
    'register',
    csvOf(
      'register',
      numbers.map((n) => registered(n)),
    ),
  )
  const { id: run } = await client.close(COUNTY, '2018-05')
  await hub.idle()
  await client.prepare(COUNTY, run)
  await hub.idle()
  const inUse = { name: '测试人', invitedAt: '2018-03-01T00:00:00.000Z', activeAt: '2018-03-01T00:00:00.000Z' }
  const [clerk, auditor] = ['00000000000000c1', '00000000000000a1']
  const of = { division: COUNTY, office: 'social-insurance' as const }
  await stores.accounts.create({ ...inUse, ...of, id: clerk, duties: ['clerk'], signInName: CLERK })
  await stores.accounts.create({ ...inUse, id: auditor, division: CITY, duties: ['auditor'], signInName: AUDITOR })
  await post(`/people/${COUNTY}/${clerk}/urgent`, 'security', [
    ...[['duty', 'approver'] as [string, string], ['hours', '3'] as [string, string]],
    ['reason', '停电，审批人员无法登录'],
  ])
  await hub.idle()
}

beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  stores = hubStores(hub)
  await beginCity(stores)
  await occasions()
  for (const day of ['2018-06-04', '2018-06-11']) await hub.runSchedules(`${day}T00:00:00Z`)
  await hub.idle()
  const answer = await fetch(`${hub.endpoints.ses}/store`)
  mails = z.object({ emails: z.array(Mail) }).parse(await answer.json()).emails
})
afterAll(async () => {
  await browser?.close()
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const linksIn = (text: string) => text.match(/https?:\/\/[^\s"<>）]+/g) ?? []
const allLinks = () => [...new Set(mails.flatMap(({ text }) => linksIn(text)))]
/** Links that differ only in whose they are lead to the same page. */
const pageOf = (link: string) => new URL(link).pathname.replace(/\d{6}\.|[\w-]{22,}/g, '')

/** What a link could use up or say. */
async function state() {
  const invited = present(
    allLinks().find((link) => link.includes('/invitations/')),
    'an invitation',
  )
  const nils = allLinks().flatMap((link) => {
    const [, division = '', office = '', form = ''] = /\/nil\/(\d+)\.([a-z-]+)\.([a-z-]+)/.exec(link) ?? []
    return division ? [{ division, office: office as 'civil-affairs', form, period: '2018-05' }] : []
  })
  const accounts = [...(await stores.accounts.inCounty(COUNTY)), ...(await stores.accounts.inCounty(CITY))]
  return {
    accounts,
    invitation: await stores.invitations.get(hashOf(invited.split('/').at(-1) ?? '')),
    batches: await stores.batches.list(COUNTY),
    uploads: await stores.uploads.list(COUNTY),
    nils: (await Promise.all(nils.map((nil) => stores.submissions.get(nil)))).filter(Boolean),
    sessions: (await Promise.all(accounts.map(({ id }) => stores.sessions.list(id)))).flat(),
    audit: await Promise.all([COUNTY, CITY].map((division) => stores.audit.latest(division, 1000))),
  }
}

const WORDS = ['应急授权', '审批']

test('letters of many kinds have come, with links to an invitation, to nil returns, to things, to the audit and to the hub', () => {
  for (const words of [
    '账号已经确认',
    '报送的低保对象',
    '即将',
    '已过截止时间',
    '逾期未报',
    '以下单位的报表',
    ...WORDS,
  ])
    expect(mails.filter(({ text }) => text.includes(words)).length, words).toBeGreaterThan(0)
  const pages = new Set(allLinks().map((link) => new URL(link).pathname.split('/')[1]))
  expect(pages).toEqual(new Set(['', 'audit', 'batches', 'invitations', 'nil', 'uploads']))
})

test('by GET and HEAD, as often as it likes: nothing changes, and nobody is signed in', async () => {
  const before = await state()
  expect(before).toMatchObject({ nils: [], sessions: [], invitation: { tries: 0 } })
  for (const link of allLinks())
    for (const method of ['HEAD', 'GET']) {
      const answer = await fetch(link, { method, redirect: 'manual', headers: hub.playedOn('2018-06-11') })
      // What is not for anybody with the link leads to where one signs in.
      const { pathname } = new URL(answer.headers.get('location') ?? link, link)
      expect([link, answer.headers.get('set-cookie')]).toEqual([link, null])
      expect(pathname).toMatch(/^\/(sign-in$|invitations|nil)/)
    }
  expect(await state()).toEqual(before)
})

describe.skipIf(!browser)('in a browser that runs scripts', () => {
  test('each kind of link: nothing changes, and the invitation opens for its holder afterwards', async () => {
    const before = await state()
    const context = await openContext(browser!)
    await context.setExtraHTTPHeaders(hub.playedOn('2018-06-11'))
    const posts: string[] = []
    context.on('request', (request) => request.method() !== 'GET' && posts.push(request.url()))
    const page = await context.newPage()
    for (const link of new Map(allLinks().map((link) => [pageOf(link), link])).values()) {
      await page.goto(link, { waitUntil: 'networkidle' })
      expect(await page.locator('form[method=post] button[type=submit]').count(), link).toBeGreaterThan(0)
    }
    expect([posts, await context.cookies()]).toEqual([[], []])
    expect(await state()).toEqual(before)

    const letter = present(mails.find(({ to }) => to === NEW)?.text, 'the letter')
    await page.goto(present(linksIn(letter)[0], 'its link'))
    await page.getByLabel('信中的6位数字').fill(/：(\d{6})/.exec(letter)?.[1] ?? '')
    await page.getByLabel('设置密码').fill('Tianqi7-zuoche')
    await page.getByLabel('再填一遍密码').fill('Tianqi7-zuoche')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('.secret').waitFor()
  })
})
