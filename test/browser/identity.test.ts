/** Sign-in by a city's identity provider in a browser, as a file in the data folder of `npm start` turns it on. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDataFolder, type StartedHub, startHub } from '../flow/start-hub.ts'
import { CLIENT, startProvider, type TestProvider } from '../identity/provider.ts'
import { barriers } from './barriers.ts'
import { openBrowser } from './browser.ts'
import { faintTexts } from './contrast.ts'
import { follow, openContext } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const PASSWORD = 'Tianqi7-zuoche'

describe.skipIf(!browser)('a city’s identity provider', () => {
  let hub: StartedHub
  let provider: TestProvider
  beforeAll(async () => {
    provider = await startProvider()
    provider.person = { subject: 'li', acr: 'two-factors' }
    const dataDir = await newDataFolder()
    const setting = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, acr: 'two-factors' }
    writeFileSync(join(dataDir, 'identity-provider.json'), JSON.stringify(setting), { mode: 0o600 })
    hub = await startHub(dataDir, '--port', '0', '--empty')
    await provider.knows({ comesBackTo: `${hub.url}/sign-in/identity/callback`, leavesTo: `${hub.url}/sign-in` })
  })
  afterAll(async () => {
    await browser?.close()
    await hub.interrupt()
    await provider.close()
  })

  test('is bound on one’s own account, signs in by one button, and is left after the hub', async () => {
    const line = hub.lines.find((one) => one.includes('系统管理员：http')) ?? ''
    const [, link = '', code = ''] = /(http:\S+)\s+数字 (\d{6})/.exec(line) ?? []
    const context = await openContext(browser!, { viewport: { width: 360, height: 800 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    const looked = async (name: string) => {
      expect(await faintTexts(page), name).toEqual([])
      expect(await barriers(page), name).toEqual([])
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: name }).toBe(360)
    }
    const heading = () => page.getByRole('heading', { level: 1 }).textContent()

    await page.goto(link)
    await page.getByLabel('信中的6位数字').fill(code)
    await page.getByLabel('姓名').fill('李娜')
    await page.getByLabel(/^手机号/).fill('a@example.org')
    await page.getByLabel('设置密码').fill(PASSWORD)
    await page.getByLabel('再填一遍密码').fill(PASSWORD)
    await follow(page.getByRole('button', { name: '下一步' }))
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('验证器上的6位数字').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
    await follow(page.getByRole('button', { name: '完成并登录' }))

    await page.goto(`${hub.url}/account`)
    await looked('account')
    await page.getByRole('button', { name: '绑定统一身份认证' }).click()
    await page.getByRole('button', { name: '解除绑定' }).waitFor()
    await looked('bound')

    await follow(page.getByRole('button', { name: '退出', exact: true }))
    await page.goto(`${hub.url}/account`)
    await looked('sign-in')
    await page.getByRole('button', { name: '统一身份认证登录' }).click()
    await page.getByRole('button', { name: '解除绑定' }).waitFor()
    expect([await heading(), page.url()]).toEqual(['我的账号', `${hub.url}/account`])

    await follow(page.getByRole('button', { name: '退出', exact: true }))
    await looked('left')
    await follow(page.getByRole('link', { name: '一并退出' }))
    expect(page.url()).toMatch(provider.issuer)
    await follow(page.getByRole('button', { name: 'Leave' }))
    expect([await heading(), page.url().split('?')[0]]).toEqual(['登录', `${hub.url}/sign-in`])
    expect(complaints).toEqual([])
    await context.close()
  })
})
