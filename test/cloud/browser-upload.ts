/** `browser-upload.ts HUB`: a clerk in a real browser takes up an account, leaves, signs in, sends a file to S3 and reads its receipt. */
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Locator, Page } from 'playwright-core'
import { invite } from '../../functions/shared/stages/invite.ts'
import { deployedHub } from '../../local/cloud/deployed-hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { openBrowser } from '../browser/browser.ts'
import { dibaoList } from '../browser/list-file.ts'

const [file = ''] = process.argv.slice(2)
const hub = deployedHub(file)
const stores = hubStores(hub)
/** API Gateway has the usual port, which is what functions take a form's origin for; the emulator has its own. */
const { hostname, host } = new URL(hub.url)
const URL_OF_HUB = `https://${hostname}`
const AT_ITS_PORT = `--host-resolver-rules=MAP ${hostname}:443 ${host.replace(hostname, '127.0.0.1')}`
const PASSWORD = 'Tianqi7-zuoche'
const NAME = '13800000001'
/** Functions start anew for each page that nobody has asked for yet. */
const PATIENCE_MS = 120_000
const PERSONS = 40

function hold(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what)
}

/** Presses what leads to another page, and waits until that page stands whole. */
async function follow(pressed: Locator): Promise<void> {
  await Promise.all([pressed.page().waitForEvent('load'), pressed.click()])
}

async function invited(): Promise<{ link: string; code: string }> {
  const id = randomBytes(8).toString('hex')
  const invitedAt = new Date().toISOString()
  await stores.accounts.create({ id, division: '440222', office: 'civil-affairs', duties: ['clerk'], invitedAt })
  const { token, code } = await invite({ ...stores, now: () => new Date() }, id)
  return { link: `${URL_OF_HUB}/invitations/${token}`, code }
}

async function takeUp(page: Page): Promise<(steps: number) => string> {
  const { link, code } = await invited()
  await page.goto(link)
  await page.getByLabel('信中的6位数字').fill(code)
  await page.getByLabel('姓名').fill('李娜')
  await page.getByLabel(/^手机号/).fill(NAME)
  await page.getByLabel('设置密码').fill(PASSWORD)
  await page.getByLabel('再填一遍密码').fill(PASSWORD)
  await follow(page.getByRole('button', { name: '下一步' }))
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
  const codeOf = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
  await page.getByLabel('验证器上的6位数字').fill(codeOf(0))
  await follow(page.getByRole('button', { name: '完成并登录' }))
  return codeOf
}

async function signIn(page: Page, codeOf: (steps: number) => string): Promise<void> {
  await page.goto(`${URL_OF_HUB}/account`)
  await follow(page.getByRole('button', { name: '退出', exact: true }))
  await page.goto(`${URL_OF_HUB}/lists`)
  hold(page.url().includes('/sign-in'), `a stranger is led to ${page.url()}`)
  await page.getByLabel(/^手机号/).fill(NAME)
  await page.getByLabel('密码').fill(PASSWORD)
  await follow(page.getByRole('button', { name: '下一步' }))
  // A code counts once: the one of first use is spent.
  const asked = page.getByLabel(/^手机验证器/)
  if (await asked.count()) {
    await asked.fill(codeOf(1))
    await follow(page.getByRole('button', { name: '登录', exact: true }))
  }
  hold(new URL(page.url()).pathname === '/lists', `signed in, and led to ${page.url()}`)
}

/** @returns what the bar of progress was seen at, in percent */
async function send(page: Page): Promise<number[]> {
  const seen: number[] = []
  await page.exposeFunction('seen', (value: number) => void seen.push(value))
  // A full list of other persons would wait for a second one.
  await page.locator('#send').getByLabel('报表').selectOption('低保对象新增名单')
  const chosen = { name: '低保.csv', mimeType: 'text/csv', buffer: dibaoList(PERSONS) }
  await page.getByLabel(/^文件（/).setInputFiles(chosen)
  await page.evaluate(() => {
    const told = globalThis as unknown as { seen(value: number): void }
    const bar = document.querySelector<HTMLProgressElement>('#send-progress progress')
    const look = () => bar?.closest<HTMLElement>('#send-progress')?.hidden === false && told.seen(bar.value)
    new MutationObserver(look).observe(document.body, { attributes: true, childList: true, subtree: true })
  })
  await page.getByRole('button', { name: '上传' }).click()
  await page.waitForURL('**/uploads/**')
  await page.locator('#receipt .big', { hasText: /已接收|比对完成/ }).waitFor()
  return seen
}

const browser = await openBrowser(AT_ITS_PORT)
if (!browser) {
  process.stdout.write('a browser is not here, neither from npm (Linux x64) nor installed: nothing was tried\n')
} else {
  // The run's own certificate is known to nobody.
  const context = await browser.newContext({ locale: 'zh-CN', ignoreHTTPSErrors: true })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const put: string[] = []
  page.on('response', (answer) => {
    if (answer.request().method() === 'PUT') put.push(`${new URL(answer.url()).origin} ${answer.status()}`)
  })
  try {
    const codeOf = await takeUp(page)
    await signIn(page, codeOf)
    process.stdout.write('a browser: a clerk takes up an account, leaves, and signs in\n')
    const seen = await send(page)
    hold(seen.length > 0 && seen.includes(100), `the bar of progress was seen at ${seen.join(', ')}`)
    const text = (await page.locator('#receipt').textContent()) ?? ''
    hold(text.includes(String(PERSONS)), `the receipt says: ${text}`)
    const [to = '', ...more] = put
    hold(more.length === 0 && to.endsWith(' 200') && !to.startsWith(URL_OF_HUB), `PUT ${put.join(', ')}`)
    hold(complaints.length === 0, `the browser complains: ${complaints.join('; ')}`)
    process.stdout.write(
      `a browser: a file goes to ${to.split(' ')[0]} by itself, progress ${Math.min(...seen)} to 100, its receipt counts ${PERSONS}\n`,
    )
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true })
  } catch (error) {
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true })
    throw new Error(`${page.url()}: ${error instanceof Error ? error.message : error}; ${complaints.join('; ')}`)
  } finally {
    await browser.close()
  }
}
