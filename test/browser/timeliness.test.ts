import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import { acting } from '../acting.ts'
import { openBrowser } from './browser.ts'
import { faintTexts } from './contrast.ts'
import { openContext, wear } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')
const dir = mkdtempSync(join(tmpdir(), 'yingbao-board-'))

describe.skipIf(!browser)('the board of timeliness, at a glance', () => {
  let hub: Hub
  let page: Page
  beforeAll(async () => {
    hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
    const stores = hubStores(hub)
    await beginCity(stores)
    // The clock stands at the end of July.
    hub.livesOn('2018-07-31')
    const of = (office: Submission['office'], form: string, time: string, state: Submission['state'] = 'accepted') =>
      stores.submissions.record({ division: '440222', office, form, period: '2018-06', time, state })
    await of('civil-affairs', 'dibao-new', '2018-07-04T00:00:00Z')
    await of('civil-affairs', 'tekun-new', '2018-07-04T00:00:00Z', 'nil')
    await of('poverty-alleviation', 'registered-poor-new', '2018-07-07T00:00:00Z')
    await of('disabled-federation', 'disabled-new', '2018-07-04T00:00:00Z', 'held')
    const agency = { duty: 'clerk', division: '440200', office: 'social-insurance' } as const
    const context = await openContext(browser!)
    await wear(context, hub.url, await acting(hub).as(agency))
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const row = (place: string, form: string) =>
    page.locator(`#place-${place} tr`, { has: page.getByRole('rowheader', { name: form }) })

  test.each([
    ['desktop', 1280],
    ['phone', 390],
  ])('on a %s each state has its sign, its words and its colour, all of them legible', async (device, width) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${hub.url}/timeliness?year=2018`)
    const overview = page.getByRole('row', { name: '始兴县' })
    expect((await overview.locator('.mark').allTextContents()).slice(0, 4)).toEqual(['缺4', '缺5', '缺1', '·'])
    // What is missing hides what is not: the words tell of everything.
    await expect.poll(() => overview.getByRole('cell').nth(5).textContent()).toContain('逾期未报2项，迟报1项，按时2项')

    await page.getByRole('link', { name: '始兴县' }).click()
    const seen: string[] = []
    for (const [form, month, mark, words] of [
      ['低保对象新增名单', 6, '√', '按时'],
      ['特困人员新增名单', 6, '零', '按时零报告'],
      ['建档立卡未标注脱贫新增名单', 6, '迟2天', '迟报2天'],
      ['重度、精神、智力残疾人新增名单', 6, '待', '已收到，待确认'],
      ['重度、精神、智力残疾人新增名单', 5, '缺', '逾期未报'],
      ['低保对象新增名单', 7, '8/5', '未到期，2018年8月5日截止'],
    ] as const) {
      const cell = row('440222', form)
        .getByRole('cell')
        .nth(month - 1)
      await cell.locator('.mark').waitFor()
      expect([await cell.locator('.mark').textContent(), await cell.locator('.hidden').textContent()]).toEqual([
        mark,
        words,
      ])
      seen.push(await cell.locator('.mark').evaluate((el) => getComputedStyle(el).backgroundColor))
    }
    // On time is one colour, whether by a list or by 零报告; the others differ from it and from each other.
    expect(seen[0]).toBe(seen[1])
    expect(new Set(seen).size).toBe(4)
    const legend = await page.locator('.legend').textContent()
    for (const words of ['按时', '按时零报告', '迟报', '逾期未报', '未到期']) expect(legend).toContain(words)

    expect(await faintTexts(page)).toEqual([])
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    if (process.env.SCREENSHOTS) {
      mkdirSync(process.env.SCREENSHOTS, { recursive: true })
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/timeliness-${device}.png`, fullPage: true })
    }
  })
  test('on paper every place is unfolded, and its marks have lines in place of grounds', async () => {
    await page.goto(`${hub.url}/timeliness?year=2018`)
    await page.emulateMedia({ media: 'print' })
    const place = page.locator('#place-440222')
    await expect.poll(() => place.getAttribute('open')).toBeNull()
    const mark = row('440222', '低保对象新增名单').getByRole('cell').nth(5).locator('.mark')
    await expect
      .poll(() => mark.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true })))
      .toBe(true)
    await expect.poll(() => mark.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(5)
    await expect.poll(() => mark.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid')
    await page.emulateMedia({ media: 'screen' })
  })
})
