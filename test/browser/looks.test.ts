import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from './barriers.ts'
import { openBrowser } from './browser.ts'
import { faintTexts } from './contrast.ts'
import { dibaoList } from './list-file.ts'
import { ADMINISTRATOR, CLERK, openPortal, type Portal, PREPARER, sent } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

describe.skipIf(!browser)('the pages, whoever looks at them and on whatever', () => {
  let portal: Portal
  let page: Page
  beforeAll(async () => {
    portal = await openPortal(browser!)
    const home = await portal.open()
    // The month that the hub itself offers.
    await home.goto(`${portal.hub.url}/lists`)
    const period = await home.locator('#send [name=period]').inputValue()
    await home.close()
    const full = { form: 'dibao-full', period }
    await sent(portal, '440222', full, dibaoList(12))
    await sent(portal, '440222', full, dibaoList(1))
    await sent(portal, '440222', { period }, Buffer.from('a,b'))
    await sent(portal, '440229', { period: '2020-01' }, Buffer.from('a,b'))
  })
  afterAll(() => portal.close())
  beforeEach(async () => {
    page = await portal.open()
    return () => page.close()
  })

  test('Chinese letters are drawn, not boxes', async () => {
    const drawn = await page.evaluate(() =>
      ['低', '保'].map((letter) => {
        const canvas = document.createElement('canvas')
        const context = canvas.getContext('2d')!
        context.font = '40px sans-serif'
        context.fillText(letter, 10, 50)
        return canvas.toDataURL()
      }),
    )
    expect(drawn[0]).not.toBe(drawn[1])
  })

  test('by keyboard: the first stop leads past the header, and every control has a name', async () => {
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('input:not([type=hidden]), select, button, a, progress')]
        .filter((element) => {
          const labels = (element as HTMLInputElement).labels?.length ?? 0
          const named = element.getAttribute('aria-label') ?? element.getAttribute('aria-labelledby')
          return labels === 0 && !named && element.textContent?.trim() === ''
        })
        .map((element) => element.outerHTML),
    )
    expect(nameless).toEqual([])
  })

  test.each([
    ['desktop', 1280],
    ['phone', 360],
  ])('on a %s texts stand out, nothing is cut, headings and ids are in order', async (device, width) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${portal.hub.url}/lists`)
    const receipt = await page.locator('#uploads a').first().getAttribute('href')
    for (const [path, identity] of [
      ['/', CLERK],
      ['/lists', CLERK],
      ['/month', PREPARER],
      ['/batches', PREPARER],
      ['/outputs', PREPARER],
      [receipt!, CLERK],
      ['/timeliness', CLERK],
      ['/account', CLERK],
      ['/policy', ADMINISTRATOR],
      ['/notices', CLERK],
      ['/mails', ADMINISTRATOR],
      ['/people', ADMINISTRATOR],
      ['/keys', ADMINISTRATOR],
      ['/webhooks', ADMINISTRATOR],
      [
        '/nil-returns/440281/disabled-federation/disabled-new/2020-01',
        { duty: 'clerk', division: '440281', office: 'disabled-federation' },
      ],
      ['/closing?county=440222&period=2020-01', PREPARER],
      ['/nil-returns?division=440222&list=&period=2020-01', CLERK],
      ['/nowhere', CLERK],
    ] as const) {
      await portal.signIn(identity)
      await page.goto(portal.hub.url + path)
      if (path === '/nowhere') await portal.complained('404')
      if (path.includes('list=&')) await portal.complained('400')
      expect(await faintTexts(page)).toEqual([])
      if (device === 'phone') expect(await barriers(page)).toEqual([])
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      const levels = await page.evaluate(() =>
        [...document.querySelectorAll('h1, h2, h3')].map((heading) => Number(heading.tagName[1])),
      )
      expect(levels[0]).toBe(1)
      levels.forEach((level, i) => {
        if (i > 0) expect(level - levels[i - 1]!).toBeLessThanOrEqual(1)
      })
      const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id))
      expect(ids.length).toBe(new Set(ids).size)
      if (process.env.SCREENSHOTS) {
        mkdirSync(process.env.SCREENSHOTS, { recursive: true })
        const name = path === '/' ? 'home' : path === receipt ? 'receipt' : path.split('/')[1]
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}-${device}.png`, fullPage: true })
      }
    }
  })

  test('on paper: no forms, nothing cut, states that are seen without colours', async () => {
    await page.goto(`${portal.hub.url}/lists`)
    await page.emulateMedia({ media: 'print' })
    // A4 landscape within its margins, in CSS pixels.
    await page.setViewportSize({ width: 1032, height: 700 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(1032)
    await expect.poll(() => page.locator('form:visible, button:visible, input:visible').count()).toBe(0)
    const looks = await page.evaluate(() =>
      [...document.querySelectorAll('.state')].map((state) => {
        const { borderTopWidth, color, backgroundColor } = getComputedStyle(state)
        return `${Number.parseFloat(borderTopWidth) > 0} ${color} ${backgroundColor}`
      }),
    )
    expect(new Set(looks)).toEqual(new Set(['true rgb(0, 0, 0) rgba(0, 0, 0, 0)']))
    for (const path of ['', 'lists', 'timeliness', 'policy']) {
      await portal.signIn(path === 'policy' ? ADMINISTRATOR : CLERK)
      await page.goto(new URL(path, portal.hub.url).href)
      await expect.poll(() => faintOnPaper(page), { message: path }).toEqual([])
    }
  })

  /** Elements whose letters are below 8 points or not black. */
  const faintOnPaper = (printed: Page) =>
    printed.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => element.checkVisibility() && element.textContent?.trim())
        .filter((element) => {
          const { fontSize, color } = getComputedStyle(element)
          return Number.parseFloat(fontSize) < (8 / 72) * 96 - 0.1 || color !== 'rgb(0, 0, 0)'
        })
        .map((element) => element.outerHTML.slice(0, 80)),
    )

  test('nothing comes from another host, and the policy lets only the inbox take files', async () => {
    const response = await fetch(`${portal.hub.url}/lists`, { headers: await portal.as(CLERK) })
    const policy = response.headers.get('content-security-policy')!
    expect(policy).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' http://127.0.0.1:",
    )
    expect(policy).not.toContain('unsafe')
    const html = await response.text()
    expect(html).not.toMatch(/ (?:src|href|action)="(?!\/|#)/)
    expect(html).not.toMatch(/ style=| on[a-z]+=|<script>/)
  })

  test('without script the page still tells the states, and looks again by itself', async () => {
    const plain = await browser!.newContext({ javaScriptEnabled: false })
    await portal.signIn({ ...CLERK, division: '440229' }, plain)
    const plainPage = await plain.newPage()
    await plainPage.goto(`${portal.hub.url}/lists?period=2020-01`)
    await expect.poll(() => plainPage.locator('#uploads tbody tr').textContent()).toContain('整份退回')
    await expect.poll(() => plainPage.locator('#main noscript p').isVisible()).toBe(true)
    await expect.poll(() => plainPage.getByRole('button', { name: '上传', exact: true }).isDisabled()).toBe(true)
    await plain.close()
  })
})
