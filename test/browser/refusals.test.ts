/** What is refused says so on a page that keeps nobody from reading it and mending what was wrong: no state is left out. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../functions/web/http/route.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { type Acting, acting } from '../acting.ts'
import { ROUTES } from '../every-route.ts'
import { type AccessCity, accessCity } from '../flow/access-city.ts'
import type { AccessRow } from '../flow/access-row.ts'
import { accessRows } from '../flow/access-rows.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { openContext, wear } from './portal.ts'
import { sendTo, sendWrong, whoMay } from './wrong-forms.ts'

const browser = await openBrowser()
const env = { IDENTITY_ISSUER: 'http://127.0.0.1:9', IDENTITY_CLIENT_ID: 'hub', IDENTITY_SECRET: 'made up' }
const nameOf = ({ method, path }: Route) => `${method} ${path}`
/** Whoever ends their sessions asks nothing afterwards. */
const ENDS: readonly string[] = ['/account/sessions/end', '/sign-out']
const FORMS = ROUTES.filter(
  ({ method, path }) => method === 'POST' && !path.startsWith('/api/') && !ENDS.includes(path),
)
/** In the browser: of the summary of what was wrong. */
const deadLinks = () =>
  [...document.querySelectorAll<HTMLAnchorElement>('#faults a')]
    .map(({ hash }) => hash)
    .filter((hash) => !document.getElementById(decodeURIComponent(hash.slice(1))))

describe.skipIf(!browser)('a form that is refused', () => {
  const dir = mkdtempSync(join(tmpdir(), 'yingbao-refusals-'))
  let hub: Hub
  let act: Acting
  let rows: readonly AccessRow[]
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {}, env })
    act = acting(hub)
    const city: AccessCity = await accessCity(hub, act, dir)
    rows = accessRows(city)
    hub.livesOn('2018-06-06')
    context = await openContext(browser!, { viewport: { width: 360, height: 800 } })
    await anew()
  })
  afterAll(async () => {
    await browser?.close()
    await hub.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const filledIn = new Set<string>()
  const refused = new Set<string>()
  /** What the form before led to may still be coming. */
  const anew = async () => {
    await page?.close()
    page = await context.newPage()
  }
  const beSomebody = async (by: Identity | undefined) => {
    await context.clearCookies()
    if (by) await wear(context, hub.url, await act.as(by))
  }
  /** It says that it is refused, leads to what was wrong, and can be read on a telephone and at a desk. */
  const looksWell = async (said: string) => {
    const isSaid = (await page.title()).startsWith('错误：') || (await page.locator('#message').count()) > 0
    expect.soft(isSaid, said).toBe(true)
    expect.soft(await page.evaluate(deadLinks), said).toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    await look(page, said, 360)
    await page.setViewportSize({ width: 1280, height: 900 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: said }).toBe(1280)
  }

  test.each(FORMS.map(nameOf))('%s', async (route) => {
    const own = rows.filter((row) => row.route === route)
    expect(own.length).toBeGreaterThan(0)
    for (const row of own) {
      const by = whoMay(row)
      const url = hub.url + (await (typeof row.path === 'string' ? row.path : row.path(by)))
      const ways: Record<string, () => Promise<Response | undefined>> = {
        empty: () => sendTo(page, url),
        'made up': () => sendTo(page, url, row.body),
        async 'filled in wrong'() {
          await page.goto(url)
          const answer = await sendWrong(page, new URL(url).pathname)
          if (answer) filledIn.add(route)
          return answer
        },
      }
      for (const [how, send] of Object.entries(ways)) {
        await beSomebody(by)
        await anew()
        const status = (await send())?.status() ?? 0
        // 403 would mean that the form was not taken for the hub's own.
        expect([403, 500, 503], how).not.toContain(status)
        if (status < 400) continue
        refused.add(route)
        await looksWell(`${how} ${status}`)
      }
    }
  })

  test('most were refused, and whole forms were among what was sent', () => {
    expect(refused.size).toBeGreaterThan(FORMS.length / 2)
    expect(filledIn.size).toBeGreaterThan(FORMS.length / 3)
  })

  test('what is not there, is asked for wrongly, comes from elsewhere or is too large', async () => {
    const clerk: Identity = { duty: 'clerk', division: '440222', office: 'civil-affairs' }
    for (const by of [undefined, clerk]) {
      await beSomebody(by)
      expect((await page.goto(`${hub.url}/nowhere`))?.status()).toBe(404)
      await looksWell('nowhere')
    }
    expect((await page.goto(`${hub.url}/timeliness?year=x`))?.status()).toBe(400)
    await looksWell('a year that is none')
    expect((await sendTo(page, `${hub.url}/orders`, { text: 'x'.repeat(1_100_000) })).status()).toBe(413)
    await looksWell('too large')
    expect((await sendTo(page, `${hub.url}/urges`, {}, 'about:blank')).status()).toBe(403)
    await looksWell('from elsewhere')
  })
})
