/** What a township's telephone keeps, and how it is reported, whatever becomes of cases, answers and the store. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ticks } from '../../pages/assets/ticks.ts'
import { openBrowser } from './browser.ts'

const PATH = '/materials/440222101'
const PLACE = 'yingbao.ticks.me'
const numbered = (n: number) => `440222-2018-${String(n).padStart(5, '0')}`

/** A page with these cases, without a hub. */
const pageOf = (cases: readonly string[]) => `<!doctype html><main id="main"></main>
<form class="who" data-account="me"><button>退出</button></form>
<output><div id="unsent" hidden><p></p></div></output>
${
  cases.length === 0
    ? ''
    : `<form id="materials" method="post" action="${PATH}"><input type="hidden" name="key" value="page">
<input name="all.收集人" value="甲">
${cases.map((one) => `<label>${one}<input type="checkbox" name="${one}.tick" value="yes"></label>`).join('')}
<button id="report" type="submit">报送已填写的各件</button></form>`
}
<script>(${ticks})()</script>`

const browser = await openBrowser()
let page: Page
/** Numbers of each report that the hub took, and its key. */
let taken: { readonly key: string; readonly cases: string[] }[] = []
let cases: readonly string[] = []
/** By case: what the hub answers where it does not take one. */
let refused = new Map<string, number>()
let server: Server
let host = ''
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { status, body, location } = answer(request, await text(request))
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...(location && { location }) }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser?.close()
  server.close()
  server.closeAllConnections()
})
beforeEach(async () => {
  ;[taken, cases, refused] = [[], [1, 2, 3].map(numbered), new Map()]
  if (!browser) return
  page = await (await browser.newContext()).newPage()
  await page.goto(host + PATH)
})

function answer({ method }: IncomingMessage, form: string) {
  if (method === 'GET') return { status: 200, body: pageOf(cases) }
  const said = new URLSearchParams(form)
  const named = [...new Set([...said.keys()].flatMap((name) => (/^4/.test(name) ? [name.slice(0, 17)] : [])))]
  const status = named.map((one) => refused.get(one)).find(Boolean)
  if (status) return { status, body: `<div id="faults">${named.join('')}</div>` }
  taken.push({ key: said.get('key') ?? '', cases: named })
  return { status: 303, location: `/uploads/440222101/${taken.length}` }
}

const run = test.skipIf(!browser)
const tick = (n: number) => page.getByRole('checkbox', { name: numbered(n) })
const report = () => page.getByRole('button', { name: '报送已填写的各件' }).click()
const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
const told = () => page.locator('#unsent').textContent()
const reported = () => taken.map((one) => one.cases.join(' '))

run('what is said again, after something else was said, is reported again', async () => {
  for (const n of [1, 2, 1]) {
    await page.evaluate(
      ([name, path]) => {
        const place = 'yingbao.ticks.me'
        localStorage.setItem(place, JSON.stringify({ filled: { [path!]: { [`${name}.tick`]: 'yes' } }, sending: [] }))
      },
      [numbered(n), PATH],
    )
    await page.goto(host + PATH)
    await report()
    await expect.poll(() => page.url()).toContain('/uploads/')
  }
  expect(reported()).toEqual([1, 2, 1].map(numbered))
  expect(new Set(taken.map(({ key }) => key)).size).toBe(3)
})

run('a case that left the page and is refused holds up no other, is named, and let go', async () => {
  await tick(1).check()
  await tick(2).check()
  cases = [2, 3].map(numbered)
  refused = new Map([[numbered(1), 400]])
  await page.reload()
  expect(await told()).toContain(`有1件本页已经没有：${numbered(1)}`)
  await report()
  await expect.poll(reported).toEqual([numbered(2)])
  await expect.poll(stored).toBe('{}')
})

run('where no case is left, what was kept of one can be let go', async () => {
  await tick(1).check()
  cases = []
  await page.reload()
  await page.getByRole('button', { name: '不再保留' }).click()
  expect(await stored()).toBe('{}')
})

run('a report that the hub does not take holds up only its own cases, whose order stays', async () => {
  const sending = [1, 2, 1].map((n) => ({ key: `k${n}`, path: PATH, fields: { [`${numbered(n)}.tick`]: 'yes' } }))
  refused = new Map([[numbered(1), 500]])
  const put = (value: unknown) =>
    page.evaluate(([place, text]) => localStorage.setItem(place!, text!), [PLACE, JSON.stringify(value)])
  await put({ filled: {}, sending })
  await page.reload()
  await expect.poll(reported).toEqual([numbered(2)])
  refused.clear()
  await page.reload()
  await expect.poll(reported).toEqual([2, 1, 1].map(numbered))
})

run('a store that somebody has tampered with is none, and leads to no other address', async () => {
  const odd = [
    'null',
    '7',
    '{}',
    '{"filled":null,"sending":[]}',
    `{"filled":{"${PATH}":{"__proto__":{"a":1}}},"sending":[{"path":"/access/sign-out","key":"k","fields":{}}]}`,
    `{"filled":{"${PATH}":7},"sending":[null,7,{"path":"${PATH}"}]}`,
  ]
  for (const kept of odd) {
    await page.evaluate(([place, odd]) => localStorage.setItem(place!, odd!), [PLACE, kept])
    await page.reload()
    await tick(3).check()
    expect(await stored(), kept).toContain(numbered(3))
    expect(taken, kept).toEqual([])
  }
})
