/** From an empty hub to a clerk who works: first accounts, people by workbook, confirmation, a letter on paper, sign-out. */
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDataFolder, type StartedHub, startHub } from '../flow/start-hub.ts'
import { openBrowser } from './browser.ts'
import { look } from './look.ts'
import { follow, openContext } from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const PASSWORD = 'Tianqi7-zuoche'
const WIDTH = 360
const PEOPLE = `单位*,姓名*,手机号或者电子邮箱*,经办,复核,组批,审批,负责人
始兴县民政局,李娜,13800000001,是,,,,
始兴县民政局,张伟,13800000002,,是,,,
某某局,王芳,13800000003,是,,,,`

describe.skipIf(!browser)('a hub is filled with people', () => {
  let hub: StartedHub
  beforeAll(async () => {
    hub = await startHub(await newDataFolder(), '--port', '0', '--empty')
  })
  afterAll(async () => {
    await browser?.close()
    await hub.interrupt()
  })

  const looked = (page: Page, name: string) => look(page, `people-${name}`, WIDTH)

  async function opened(): Promise<Page> {
    const context = await openContext(browser!, { viewport: { width: WIDTH, height: 800 } })
    return context.newPage()
  }

  async function takeUp(page: Page, link: string, code: string, name?: string): Promise<void> {
    await page.goto(link)
    await page.getByLabel('信中的6位数字').fill(code)
    if (name) {
      await page.getByLabel('姓名').fill(name)
      await page.getByLabel(/^手机号/).fill(`${name}@example.org`)
    }
    await page.getByLabel('设置密码').fill(PASSWORD)
    await page.getByLabel('再填一遍密码').fill(PASSWORD)
    await follow(page.getByRole('button', { name: '下一步' }))
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('验证器上的6位数字').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
    await follow(page.getByRole('button', { name: '完成并登录' }))
    expect(page.url()).toBe(`${hub.url}/`)
  }

  async function first(duty: string, name: string): Promise<Page> {
    const line = hub.lines.find((one) => one.includes(`${duty}：http`)) ?? ''
    const [, link = '', code = ''] = /(http:\S+)\s+数字 (\d{6})/.exec(line) ?? []
    const page = await opened()
    await takeUp(page, link, code, name)
    return page
  }

  test('by its administrator and its security, and a clerk begins', async () => {
    const administrator = await first('系统管理员', 'administrator')
    const security = await first('安全管理员', 'security')

    await looked(administrator, 'home')
    await follow(administrator.getByRole('link', { name: '新建账号' }))
    await follow(administrator.getByRole('link', { name: '始兴县' }))
    await looked(administrator, 'new')
    const file = { name: '人员.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) }
    await administrator.getByLabel('填好的人员表').setInputFiles(file)
    await follow(administrator.getByRole('button', { name: '上传人员表' }))
    await expect.poll(() => administrator.locator('main').textContent()).toContain('已提交安全管理员确认 2 人')
    await looked(administrator, 'brought')

    await security.goto(`${hub.url}/people/waiting?division=440222&all=yes`)
    await looked(security, 'waiting')
    await follow(security.getByRole('button', { name: '确认勾选的账号' }))
    await expect.poll(() => security.locator('main').textContent()).toContain('没有待确认的账号')

    await follow(administrator.getByRole('link', { name: '返回人员账号' }))
    await looked(administrator, 'list')
    await follow(administrator.getByRole('link', { name: '李娜' }))
    await looked(administrator, 'person')
    await follow(administrator.getByRole('button', { name: '打印邀请信' }))
    await looked(administrator, 'letter')
    const [link = '', code = ''] = await administrator.locator('.secret').allTextContents()

    const clerk = await opened()
    await takeUp(clerk, link, code)
    await expect.poll(() => clerk.locator('#send').count()).toBe(1)
    await follow(clerk.getByRole('button', { name: '退出', exact: true }))
    expect(clerk.url()).toContain('/sign-in')

    await security.goto(administrator.url().replace(/\/letter$/, ''))
    await looked(security, 'acts')
    await follow(security.getByRole('button', { name: '锁定', exact: true }))
    await expect.poll(() => security.locator('main').textContent()).toContain('已锁定')
  })
})
