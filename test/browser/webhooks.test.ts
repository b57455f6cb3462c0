/** An administrator sets a webhook, tries it, and sends again by hand what its system did not take. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deliveries } from '../../stores/webhooks/deliveries.ts'
import { type Receiver, receiver } from '../functions/webhooks/heard.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { ADMINISTRATOR, follow, openPortal, type Portal } from './portal.ts'

const browser = await openBrowser()

describe.skipIf(!browser)('事件推送', () => {
  let portal: Portal
  let system: Receiver
  let page: Page
  beforeAll(async () => {
    system = await receiver()
    portal = await openPortal(browser!)
    page = await portal.open({ ...ADMINISTRATOR, division: '440222' })
  })
  afterAll(async () => {
    await portal.close()
    await system.close()
  })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const count = (of: string) => page.locator(`#${of} h2`)

  test('is set with the keyboard alone, and shows its secret once', async () => {
    await page.goto(`${portal.hub.url}/webhooks`)
    await page.getByLabel('单位', { exact: true }).selectOption('bank')
    await page.getByLabel(/^推送地址/).fill(system.url)
    await page.getByLabel(/^推送地址/).press('Enter')
    await expect.poll(() => page.locator('#secret').textContent()).toMatch(/^\s*whsec_/)
    await button('推送测试事件').focus()
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    // What has come is shown without another click.
    await expect.poll(() => page.locator('#facts').textContent()).toContain('已送达')
    expect(system.heard.map(({ body }) => JSON.parse(body))).toEqual([
      expect.objectContaining({ type: 'webhook.test' }),
    ])
  })

  test('what was given up is on a list, and goes again by one press', async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    const work = workTable(makeClients({ environment: portal.hub.env }), settingsOf(portal.hub).WORK_TABLE ?? '')
    const at = '2018-07-02T00:00:00.000Z'
    for (const n of [1, 2]) {
      const given = { webhook: id, id: `msg_${n}`, type: 'batch.published', body: `{"n":${n}}`, at } as const
      await deliveries(work).begin({ ...given, state: 'waiting', tries: 7, nextAt: at })
      await deliveries(work).note({ ...given, state: 'dead', tries: 8, nextAt: at, last: { at, why: 'timeout' } })
    }
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${portal.hub.url}/webhooks`)
      await expect.poll(() => page.locator('[aria-current]', { hasText: '待办' }).textContent()).toBe('待办 1')
      await look(page, `webhooks ${width}`, width)
      await page.goto(`${portal.hub.url}/webhooks/${id}`)
      await expect.poll(() => count('dead').textContent()).toBe('未送达（2）')
      await look(page, `webhook ${width}`, width)
    }
    await follow(page.getByRole('button', { name: /^重新推送代缴批次/ }).first())
    await expect.poll(() => count('dead').textContent()).toBe('未送达（1）')
    await follow(button('全部重新推送'))
    await expect.poll(() => count('dead').textContent()).toBe('未送达（0）')
    await expect.poll(() => count('waiting').textContent()).toBe('待推送（0）')
    expect(system.heard.map(({ body }) => body).slice(1)).toEqual(['{"n":1}', '{"n":2}'])
  })
})
