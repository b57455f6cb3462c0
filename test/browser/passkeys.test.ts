/** Passkeys in a browser, with an authenticator that Chromium itself plays. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { firstAccounts } from '../../local/hub/first-accounts.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { follow, openContext } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const WIDTH = 1280

/** A device that keeps passkeys, and a person who puts a finger on it. */
const DEVICE = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

async function otherDevice(session: CDPSession, before?: string): Promise<string> {
  if (before) await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: before })
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: DEVICE })
  return authenticatorId
}

describe.skipIf(!browser)('passkeys', () => {
  const dir = mkdtempSync(join(tmpdir(), 'yingbao-browser-passkeys-'))
  let hub: Hub
  let link: { token: string; code: string }
  beforeAll(async () => {
    hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
    const stores = hubStores(hub)
    await beginCity(stores)
    link = (await firstAccounts(stores, new Date()))[0]!
  })
  afterAll(async () => {
    await browser?.close()
    await hub.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const heading = (page: Page) => page.getByRole('heading', { level: 1 })
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('first use, a second device, sign-out, sign-in, removal: without a password', async () => {
    const context = await openContext(browser!, { viewport: { width: WIDTH, height: 800 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    const session = await context.newCDPSession(page)
    await session.send('WebAuthn.enable')
    const first = await otherDevice(session)

    await page.goto(`${hub.url}/invitations/${link.token}`)
    await look(page, 'passkey-first-use', WIDTH)
    await page.getByLabel('信中的6位数字').fill(link.code)
    await page.getByLabel('姓名').fill('李娜')
    await page.getByLabel(/^手机号/).fill('lina@example.org')
    await press(page, '用通行密钥启用')
    await page.waitForURL(`${hub.url}/`)
    expect(await page.locator('header .who').textContent()).toContain('李娜')

    await follow(page.getByRole('link', { name: '李娜' }))
    const list = page.locator('#passkeys')
    expect(await list.textContent()).toContain('这是登录的唯一方式')
    await look(page, 'passkey-account', WIDTH)
    // The device has one already: the browser says so, and nothing is sent.
    await page.getByLabel(/^名称/).fill('同一台电脑')
    await press(page, '添加通行密钥')
    await expect.poll(() => page.locator('#passkey-said').textContent()).toContain('已有这个账号的通行密钥')
    await look(page, 'passkey-step', WIDTH)
    const second = await otherDevice(session, first)
    await press(page, '继续')
    await page.waitForURL(`${hub.url}/account`)
    expect(await list.locator('tbody tr').count()).toBe(2)

    await follow(page.getByRole('button', { name: '退出', exact: true }))
    await page.goto(`${hub.url}/account`)
    await look(page, 'passkey-sign-in', WIDTH)
    await press(page, '用通行密钥登录')
    await page.waitForURL(`${hub.url}/account`)
    expect(await list.locator('tbody tr').last().textContent()).not.toContain('没有用过')

    await follow(page.getByRole('button', { name: '移除首次使用' }))
    expect(await list.locator('tbody tr').count()).toBe(1)
    await follow(page.getByRole('button', { name: '退出', exact: true }))

    // Somebody else's finger: the browser refuses, and the page says how to go on.
    await session.send('WebAuthn.setUserVerified', { authenticatorId: second, isUserVerified: false })
    await press(page, '用通行密钥登录')
    await expect.poll(() => page.locator('#passkey-said').textContent()).toContain('没有完成')
    await follow(page.getByRole('link', { name: /^返回/ }))
    expect(await heading(page).textContent()).toBe('登录')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('are not offered by the address’s number, nor without script, where the password is', async () => {
    const byNumber = await openContext(browser!)
    const page = await byNumber.newPage()
    await page.goto(`${hub.url.replace('localhost', '127.0.0.1')}/sign-in`)
    await follow(page.getByRole('link', { name: hub.url }))
    expect(page.url()).toBe(`${hub.url}/sign-in`)
    expect(await page.getByRole('button', { name: '用通行密钥登录' }).isVisible()).toBe(true)
    await byNumber.close()

    const plain = await openContext(browser!, { javaScriptEnabled: false })
    const other = await plain.newPage()
    await other.goto(`${hub.url}/sign-in`)
    expect(await heading(other).textContent()).toBe('登录')
    expect(await other.getByRole('button', { name: '用通行密钥登录' }).isVisible()).toBe(false)
    expect(await other.getByLabel('密码').isVisible()).toBe(true)
    await plain.close()
  })
})
