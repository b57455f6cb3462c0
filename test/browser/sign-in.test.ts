/** Sign-in in a browser, from the links on the terminal of `npm start -- --empty`. */
import { Secret, TOTP, URI } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDataFolder, type StartedHub, startHub } from '../flow/start-hub.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { follow, openContext } from './portal.ts'
import { qrText } from './qr-text.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const PASSWORD = 'Tianqi7-zuoche'

/** @param later 1 for the code after the one that first use took: a code counts once, and half a minute early */
const codeOf = (secret: string, later: -1 | 0 | 1) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + later * 30_000 })

function wrongCode(secret: string): string {
  const near = ([-1, 0, 1] as const).map((later) => codeOf(secret, later))
  return ['000000', '111111', '222222', '333333'].find((code) => !near.includes(code)) ?? ''
}

describe.skipIf(!browser)('sign-in, from the links on the terminal', () => {
  let hub: StartedHub
  beforeAll(async () => {
    hub = await startHub(await newDataFolder(), '--port', '0', '--empty')
  })
  afterAll(async () => {
    await browser?.close()
    await hub.interrupt()
  })

  test.each([
    ['系统管理员', 'desktop', 1280],
    ['安全管理员', 'phone', 360],
  ])('the %s on a %s: first use with an authenticator, sign-out, sign-in', async (duty, device, width) => {
    const line = hub.lines.find((one) => one.includes(`${duty}：http`)) ?? ''
    const [, link = '', letterCode = ''] = /(http:\S+)\s+数字 (\d{6})/.exec(line) ?? []
    const context = await openContext(browser!, { viewport: { width, height: 800 } })
    const page = await context.newPage()
    const looked = (name: string) => look(page, `${name}-${device}`, width)
    const faults = page.locator('#faults')

    await page.goto(hub.url)
    await expect.poll(() => page.title()).toContain('登录')
    await looked('sign-in')

    await page.goto(link)
    await expect.poll(() => page.locator('.facts').textContent()).toContain(duty)
    await looked('first-use')
    const chosen = async (code: string) => {
      await page.getByLabel('信中的6位数字').fill(code)
      await page.getByLabel('姓名').fill('李娜')
      await page.getByLabel(/^手机号/).fill(`${device}@example.org`)
      await page.getByLabel('设置密码').fill(PASSWORD)
      await page.getByLabel('再填一遍密码').fill(PASSWORD)
      await follow(page.getByRole('button', { name: '下一步' }))
    }
    await chosen(letterCode === '000000' ? '000001' : '000000')
    await expect.poll(() => faults.textContent()).toContain('信中的6位数字不对')
    await looked('first-use-wrong')
    await expect.poll(() => page.getByLabel('姓名').inputValue()).toBe('李娜')
    await chosen(letterCode)

    await expect.poll(() => page.title()).toContain('绑定手机验证器')
    await looked('enrol')
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    const read = URI.parse((await qrText(page.locator('.qr'))) ?? '') as TOTP
    expect([read.issuer, read.label, read.secret.base32]).toEqual(['应保', `${device}@example.org`, secret])
    expect(await page.locator('.recovery li').count()).toBe(10)
    await page.getByLabel('验证器上的6位数字').fill(wrongCode(secret))
    await follow(page.getByRole('button', { name: '完成并登录' }))
    await faults.waitFor()
    await looked('enrol-wrong')
    await page.getByLabel('验证器上的6位数字').fill(codeOf(secret, 0))
    await follow(page.getByRole('button', { name: '完成并登录' }))
    expect(page.url()).toBe(`${hub.url}/`)
    await expect.poll(() => page.locator('header .who').textContent()).toContain('李娜')
    await looked('home')

    await follow(page.getByRole('link', { name: '李娜' }))
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('我的账号')
    await looked('account')
    await follow(page.getByRole('button', { name: '退出', exact: true }))
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('登录')
    expect(await page.locator('header .who').count()).toBe(0)

    // Whoever asked for a page is led to it by signing in.
    await page.goto(`${hub.url}/account`)
    const named = async (password: string) => {
      await page.getByLabel(/^手机号/).fill(`${device}@example.org`)
      await page.getByLabel('密码').fill(password)
      await follow(page.getByRole('button', { name: '下一步' }))
    }
    await named('Tianqi7-zoulu')
    await faults.waitFor()
    await looked('sign-in-wrong')
    await named(PASSWORD)
    await looked('code')
    await page.getByLabel(/^手机验证器/).fill(wrongCode(secret))
    await follow(page.getByRole('button', { name: '登录', exact: true }))
    await faults.waitFor()
    await page.getByLabel(/^手机验证器/).fill(codeOf(secret, 1))
    await follow(page.getByRole('button', { name: '登录', exact: true }))
    expect(page.url()).toBe(`${hub.url}/account`)
    await context.close()
  })
})
