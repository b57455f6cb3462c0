import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Upload } from '../../schemas/records/upload.ts'
import { newDataFolder, type StartedHub, startHub } from '../flow/start-hub.ts'

/** A guard against what hangs: a page of a busy machine takes its time. */
const PATIENCE_MS = 120_000

export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

/** Presses what leads to another page, and waits until that page stands whole. */
export async function follow(pressed: Locator): Promise<void> {
  await Promise.all([pressed.page().waitForEvent('load'), pressed.click()])
}

/** `npm start` with nothing in it, as a clerk's browser meets it. */
export interface Portal {
  readonly hub: StartedHub
  readonly context: BrowserContext
  /** The home page, whose console is listened to. */
  open(): Promise<Page>
  /** Takes back the console's line about a page that is meant to be refused. The line may come after the page has. */
  complained(status: string): Promise<void>
  /** Ends all of it. The console must have had nothing to say. */
  close(): Promise<void>
}

export async function openPortal(browser: Browser): Promise<Portal> {
  const hub = await startHub(await newDataFolder(), '--port', '0', '--empty')
  const context = await openContext(browser, { viewport: { width: 1280, height: 900 } })
  // What the security policy forbids, a script that fails, an image that is missing: all of it is told on the console.
  const complaints: string[] = []
  return {
    hub,
    context,
    async open() {
      const page = await context.newPage()
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(hub.url)
      return page
    },
    async complained(status) {
      await expect.poll(() => complaints.at(-1) ?? '').toContain(status)
      complaints.pop()
    },
    async close() {
      await browser.close()
      await hub.interrupt()
      expect(complaints).toEqual([])
    },
  }
}

export async function choose(page: Page, form: string): Promise<void> {
  await page.locator('#send').getByLabel('县（市、区）').selectOption('始兴县')
  await page.locator('#send').getByLabel('单位和报表').selectOption(form)
}

/** Sends the file from the home page and waits on its receipt for the state. */
export async function send(page: Page, form: string, name: string, buffer: Buffer, state: string): Promise<void> {
  await choose(page, form)
  await page.getByLabel(/^文件（/).setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: '上传' }).click()
  await page.waitForURL('**/uploads/**')
  // The receipt moves on by itself.
  await page.locator('#receipt .big', { hasText: state }).waitFor()
}

interface Ticket {
  readonly id: string
  readonly url: string
  readonly headers: Record<string, string>
}

/** Asks for the place of a file, without a page. */
export async function ask(hub: StartedHub, asked: object): Promise<Ticket> {
  const answer = await fetch(`${hub.url}/api/uploads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ office: 'civil-affairs', form: 'dibao-new', fileName: 'x.csv', size: 3, ...asked }),
  })
  return (await answer.json()) as Ticket
}

/** Sends a file without a page and waits until the hub has done with it. */
export async function sent(hub: StartedHub, division: string, asked: object, body: Uint8Array): Promise<void> {
  const { id, url, headers } = await ask(hub, { division, size: body.length, ...asked })
  await fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) })
  await vi.waitFor(
    async () => {
      const { state } = (await (await fetch(`${hub.url}/api/uploads/${division}/${id}`)).json()) as Upload
      expect(state).not.toBe('requested')
    },
    { timeout: PATIENCE_MS, interval: 200 },
  )
}
