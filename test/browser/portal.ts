import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { acting } from '../acting.ts'

/** A guard against what hangs: a page of a busy machine takes its time. */
const PATIENCE_MS = 120_000

const COUNTY = '440222'
export const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'civil-affairs' }
/** A second person of the clerk's office. */
export const CONFIRMER: Identity = { ...CLERK, duty: 'confirmer' }
export const REGISTRAR: Identity = { duty: 'clerk', division: COUNTY, office: 'social-insurance' }
export const PREPARER: Identity = { ...REGISTRAR, duty: 'preparer' }
export const APPROVER: Identity = { ...REGISTRAR, duty: 'approver' }
export const ADMINISTRATOR: Identity = { duty: 'administrator', division: '440200' }

export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

/** The browser is the session's person from its next page on. */
export async function wear(
  context: BrowserContext,
  url: string,
  { cookie = '' }: Record<string, string>,
): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
}

/** Presses what leads to another page, and waits until that page stands whole. */
export async function follow(pressed: Locator): Promise<void> {
  await Promise.all([pressed.page().waitForEvent('load'), pressed.click()])
}

/** A hub with nothing in it, as a person's browser meets it. */
export interface Portal {
  readonly hub: Hub
  readonly context: BrowserContext
  /** The headers of a person's session. */
  as(identity: Identity): Promise<Record<string, string>>
  /** The browser is that person's from its next page on. */
  signIn(identity: Identity, context?: BrowserContext): Promise<void>
  /** The home page, whose console is listened to. */
  open(identity?: Identity): Promise<Page>
  /** Takes back the console's line about a page that is meant to be refused. The line may come after the page has. */
  complained(status: string): Promise<void>
  /** Ends all of it. The console must have had nothing to say. */
  close(): Promise<void>
}

export async function openPortal(browser: Browser): Promise<Portal> {
  const dir = mkdtempSync(join(tmpdir(), 'yingbao-portal-'))
  const hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  const stores = hubStores(hub)
  // Of the month that is over nothing is owed, be it the first of a month or the last.
  const from = `${shanghaiDay(new Date().toISOString()).slice(0, 7)}-28`
  await stores.deadlines.putPolicy({ ...DEFAULT_DEADLINES, from })
  await stores.policies.put(defaultPolicy())
  const { as } = acting(hub)
  const own = await openContext(browser, { viewport: { width: 1280, height: 900 } })
  const signIn = async (identity: Identity, context = own) => wear(context, hub.url, await as(identity))
  // What the security policy forbids, a script that fails, an image that is missing: all of it is told on the console.
  const complaints: string[] = []
  return {
    hub,
    context: own,
    as,
    signIn,
    async open(identity = CLERK) {
      await signIn(identity)
      const page = await own.newPage()
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
      await hub.stop()
      rmSync(dir, { recursive: true, force: true })
      expect(complaints).toEqual([])
    },
  }
}

/** On the page where the office's clerk sends. */
export async function choose(page: Page, form: string): Promise<void> {
  if (new URL(page.url()).pathname !== '/lists') await page.goto(new URL('/lists', page.url()).href)
  await page.locator('#send').getByLabel('报表').selectOption(form)
}

/** Sends the file and waits on its receipt for the state. */
export async function send(page: Page, form: string, name: string, buffer: Buffer, state: string): Promise<void> {
  await choose(page, form)
  // What is due has forms of its own above it.
  const sending = page.locator('#send')
  await sending.getByLabel(/^文件（/).setInputFiles({ name, mimeType: 'text/csv', buffer })
  await sending.getByRole('button', { name: '上传' }).click()
  await page.waitForURL('**/uploads/**')
  // The receipt moves on by itself.
  await page.locator('#receipt .big', { hasText: state }).waitFor()
}

interface Ticket {
  readonly id: string
  readonly url: string
  readonly headers: Record<string, string>
}

type Sender = Pick<Portal, 'hub' | 'as'>

/** Asks for the place of a file, without a page. */
export async function ask({ hub, as }: Sender, division: string, asked: object): Promise<Ticket> {
  const answer = await fetch(`${hub.url}/api/uploads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await as({ ...CLERK, division })) },
    body: JSON.stringify({
      ...{ division, office: CLERK.office, form: 'dibao-new', fileName: 'x.csv', size: 3 },
      ...asked,
    }),
  })
  return (await answer.json()) as Ticket
}

/** Sends a file without a page and waits until the hub has done with it. */
export async function sent(by: Sender, division: string, asked: object, body: Uint8Array): Promise<void> {
  const { id, url, headers } = await ask(by, division, { size: body.length, ...asked })
  await fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) })
  const own = await by.as({ ...CLERK, division })
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${by.hub.url}/api/uploads/${division}/${id}`, { headers: own })
      const { state } = (await answer.json()) as Upload
      expect(state).not.toBe('requested')
    },
    { timeout: PATIENCE_MS, interval: 200 },
  )
}
