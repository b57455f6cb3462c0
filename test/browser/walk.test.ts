/** From an empty hub to a confirmed list: first accounts, offices and people by workbook, first uses, an upload, a second person, sign-out. */
import { Secret, TOTP, URI } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { newDataFolder, type StartedHub, startHub } from '../flow/start-hub.ts'
import { bytesOf } from '../forms/bytes-of.ts'
import { openBrowser } from './browser.ts'
import { dibaoList } from './list-file.ts'
import { look } from './look.ts'
import { follow, openContext, send } from './portal.ts'
import { qrText } from './qr-text.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

const PASSWORD = 'Tianqi7-zuoche'
const WIDTH = 360
/** The county's own name for its bureau, which the city's workbook brings and the people's workbook uses. */
const BUREAU = '始兴县民政和社会工作局'
const PEOPLE = `单位*,姓名*,手机号或者电子邮箱*,经办,复核,组批,审批,负责人
${BUREAU},李娜,13800000001,是,,,,
${BUREAU},张伟,13800000002,,是,,,
始兴县社保经办机构,刘洋,13800000003,,,是,,
某某局,王芳,13800000004,是,,,,`

describe.skipIf(!browser)('a hub is filled with people who work', () => {
  let hub: StartedHub
  const complaints: string[] = []
  beforeAll(async () => {
    hub = await startHub(await newDataFolder(), '--port', '0', '--empty')
  })
  afterAll(async () => {
    await browser?.close()
    await hub.interrupt()
  })

  const known = new Set<string>()
  /** Looks at a kind of page once, whoever comes to it; the pages of sign-in, uploads and audit have tests of their own. */
  async function looked(page: Page, name: string): Promise<void> {
    if (!known.has(name)) await look(page, `walk-${name}`, WIDTH)
    known.add(name)
  }
  const reads = (page: Page, said: string) => expect.poll(() => page.locator('main').textContent()).toContain(said)

  /** Of somebody who has never been here. */
  async function opened(): Promise<Page> {
    const context = await openContext(browser!, { viewport: { width: WIDTH, height: 800 } })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    return page
  }

  /** First use of an account, whose holder scans the picture; a name is given where the account has none. */
  async function begin(link: string, code: string, first?: { name: string; signInName: string }): Promise<Page> {
    const page = await opened()
    await page.goto(link)
    await page.getByLabel('信中的6位数字').fill(code)
    if (first) {
      await page.getByLabel('姓名').fill(first.name)
      await page.getByLabel(/^手机号/).fill(first.signInName)
    }
    await page.getByLabel('设置密码').fill(PASSWORD)
    await page.getByLabel('再填一遍密码').fill(PASSWORD)
    await follow(page.getByRole('button', { name: '下一步' }))
    const read = URI.parse((await qrText(page.locator('.qr'))) ?? '') as TOTP
    const totp = new TOTP({ secret: Secret.fromBase32(read.secret.base32) })
    await page.getByLabel('验证器上的6位数字').fill(totp.generate())
    await follow(page.getByRole('button', { name: '完成并登录' }))
    expect(page.url()).toBe(`${hub.url}/`)
    return page
  }

  /** One of the first accounts, by its link on the terminal. */
  async function first(duty: string, name: string, signInName: string): Promise<Page> {
    const written = () => hub.lines.find((one) => one.includes(`${duty}：http`)) ?? ''
    // The terminal's lines come one after another.
    await expect.poll(written).toContain('数字')
    const [, link = '', code = ''] = /(http:\S+)\s+数字 (\d{6})/.exec(written()) ?? []
    return begin(link, code, { name, signInName })
  }

  async function bringOffices(administrator: Page): Promise<void> {
    const officeNames = [{ division: '440222', office: 'civil-affairs', name: BUREAU }] as const
    const policy = { ...defaultPolicy(), officeNames: [...officeNames] }
    const buffer = Buffer.from(await bytesOf((out) => writePolicyWorkbook(out, { policy, contacts: [], calendar: [] })))
    await follow(administrator.getByRole('navigation', { name: '平台' }).getByRole('link', { name: '参数设置' }))
    await administrator.getByLabel(/^改好的参数设置表/).setInputFiles({ name: '参数.xlsx', mimeType: '', buffer })
    await follow(administrator.getByRole('button', { name: '上传并核对' }))
    await reads(administrator, BUREAU)
    await looked(administrator, 'policy-draft')
    await follow(administrator.getByRole('button', { name: '确认采用' }))
    await expect.poll(() => administrator.url()).toContain('/policy/versions/2')
  }

  async function bringPeople(administrator: Page, security: Page): Promise<void> {
    await follow(administrator.getByRole('link', { name: '首页', exact: true }))
    await looked(administrator, 'home')
    await follow(administrator.getByRole('link', { name: '新建账号' }))
    await follow(administrator.getByRole('link', { name: '始兴县' }))
    await looked(administrator, 'new')
    const file = { name: '人员.csv', mimeType: 'text/csv', buffer: Buffer.from(PEOPLE) }
    await administrator.getByLabel('填好的人员表').setInputFiles(file)
    await follow(administrator.getByRole('button', { name: '上传人员表' }))
    await reads(administrator, '已提交安全管理员确认 3 人')
    await looked(administrator, 'brought')

    await follow(security.locator('main').getByRole('link', { name: '待确认的账号' }))
    await follow(security.getByRole('link', { name: '始兴县' }))
    await follow(security.getByRole('link', { name: '全部勾选' }))
    await looked(security, 'waiting')
    await follow(security.getByRole('button', { name: '确认勾选的账号' }))
    await reads(security, '没有待确认的账号')
  }

  /** Hands somebody the printed letter, with which the account begins. */
  async function invited(administrator: Page, name: string): Promise<Page> {
    await administrator.goto(`${hub.url}/people?division=440222`)
    await looked(administrator, 'people')
    await follow(administrator.getByRole('link', { name }))
    await looked(administrator, 'person')
    await follow(administrator.getByRole('button', { name: '打印邀请信' }))
    await looked(administrator, 'letter')
    const [link = '', code = ''] = await administrator.locator('.secret').allTextContents()
    return begin(link, code)
  }

  async function leave(page: Page): Promise<void> {
    await follow(page.getByRole('button', { name: '退出', exact: true }))
    expect(page.url()).toContain('/sign-in')
    await page.goto(hub.url)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('登录')
  }

  test('from the links on the terminal to a list that a second person has confirmed', async () => {
    const [administrator, security, auditor] = await Promise.all([
      first('系统管理员', '陈静', '13800000011'),
      first('安全管理员', '赵敏', '13800000012'),
      first('审计员', '孙丽', '13800000013'),
    ])
    await bringOffices(administrator)
    await bringPeople(administrator, security)

    const clerk = await invited(administrator, '李娜')
    await send(clerk, '低保对象全部名单', '低保.csv', dibaoList(12), '比对完成')
    await follow(clerk.getByRole('link', { name: '返回报送' }))
    await send(clerk, '低保对象全部名单', '低保二.csv', dibaoList(1), '待第二人确认')
    await follow(clerk.getByRole('link', { name: '核对不再列入的人员' }))
    await looked(clerk, 'endings-sender')
    // Neither the clerk's duty nor the sender's own list is confirmed here.
    expect(await clerk.getByRole('button', { name: '确认名单无误' }).count()).toBe(0)
    expect(await clerk.getByRole('table', { name: '不再列入的人员' }).textContent()).not.toContain('李二甲')

    const confirmer = await invited(administrator, '张伟')
    await follow(confirmer.locator('#todo').getByRole('link', { name: /^确认：/ }))
    const ended = confirmer.getByRole('table', { name: '不再列入的人员' })
    expect(await ended.textContent()).not.toContain('李二甲')
    await confirmer.getByLabel('查阅用途').selectOption('核对退回')
    await follow(confirmer.getByRole('button', { name: '显示完整姓名和号码' }))
    expect(await ended.textContent()).toContain('李二甲')
    await looked(confirmer, 'endings')
    await confirmer.getByRole('button', { name: '确认名单无误' }).click()
    await confirmer.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    const facts = confirmer.locator('#receipt .facts')
    for (const said of ['报送人李娜', '确认人张伟', '本单位对名单的真实性、准确性负责。'])
      await expect.poll(() => facts.textContent()).toContain(said)

    await follow(auditor.locator('nav.rail').getByRole('link', { name: '审计记录', exact: true }))
    await reads(auditor, '陈静')
    for (const page of [clerk, confirmer, administrator]) await leave(page)

    await security.goto(`${hub.url}/people?division=440222`)
    await follow(security.getByRole('link', { name: '李娜' }))
    await follow(security.getByRole('button', { name: '锁定', exact: true }))
    await reads(security, '已锁定')
    await looked(security, 'acts')
    expect(complaints).toEqual([])
  })
})
