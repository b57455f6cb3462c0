import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Identity } from '../../local/hub/identities.ts'
import { idNumber } from '../../samples/id-number.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { csvOf, listed, registered } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { openBrowser } from './browser.ts'
import { APPROVER, CLERK, follow, openPortal, type Portal, PREPARER, REGISTRAR, send } from './portal.ts'

/** Of working age for decades: the day is the clock's. */
const idOf = (n: number) => idNumber('440222', '2000-03-05', n)
const listing = (n: number) => listed(n, '440222', { 身份证号码: idOf(n) })
const enrolment = (n: number) => registered(n, { 身份证号码: idOf(n) })

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

describe.skipIf(!browser)('a month by the pages alone, from the list to the bank', () => {
  let portal: Portal
  let page: Page
  beforeAll(async () => {
    portal = await openPortal(browser!)
    page = await portal.open(CLERK)
  })
  afterAll(() => portal.close())

  /** Another person takes the place at the browser. */
  const seenBy = async (identity: Identity) => {
    await portal.signIn(identity)
    await page.goto(portal.hub.url)
  }

  test('lists in, the month closed, a batch by one name, approved by another, the bank file out', async () => {
    await send(page, '低保对象全部名单', '表.csv', csvOf('dibao', [1, 2, 3].map(listing)), '比对完成')
    await seenBy(REGISTRAR)
    await send(page, '参保登记信息', '表.csv', csvOf('register', [1, 2].map(enrolment)), '比对完成')

    await seenBy(PREPARER)
    await follow(page.getByRole('button', { name: '核对并办结' }))
    // What is in, what is missing, and how old the register is.
    const lists = page.getByRole('table', { name: '名单和参保登记信息' })
    await expect.poll(() => lists.getByRole('row', { name: /^低保对象全部名单/ }).textContent()).toContain('已接收')
    await expect.poll(() => lists.getByRole('row', { name: /^参保登记信息/ }).textContent()).toContain('当天报送')
    await follow(page.getByRole('button', { name: /^办结本月/ }))
    const counts = page.locator('#outcomes tbody tr', { hasText: '始兴县' })
    await counts.waitFor()
    await expect.poll(async () => (await counts.locator('td').allTextContents()).slice(0, 3)).toEqual(['3', '1', '2'])
    // On paper the sums stand at the end, not at the foot of each sheet.
    await page.emulateMedia({ media: 'print' })
    await expect
      .poll(() => page.locator('#outcomes tfoot').evaluate((foot) => getComputedStyle(foot).display))
      .toBe('table-row-group')
    await page.emulateMedia({ media: 'screen' })

    const renewals: string[] = []
    page.on('request', (request) => {
      const [, api, name] = /^[^/]+\/\/[^/]+(\/api)?\/(\w+)\//.exec(request.url()) ?? []
      if (name === 'batches' && request.headers()['x-page-renewal']) renewals.push(api ? 'state' : 'page')
    })
    const prepare = async () => {
      await page.getByRole('button', { name: '生成代缴批次' }).click()
      await page.locator('#batch .state', { hasText: '待审批' }).waitFor()
    }
    await prepare()
    await portal.signIn(APPROVER)
    await page.reload()
    // Sent back, its first person reads why, and begins another.
    await page.getByText('批次有误，退回').click()
    await page.getByLabel('退回原因').fill('少一人')
    await page.locator('#return-reason').evaluate((input: HTMLInputElement) => input.removeAttribute('minlength'))
    await follow(page.getByRole('button', { name: '退回', exact: true }))
    await expect.poll(() => page.locator('#faults').textContent()).toContain('请填写退回原因（4至200个字）')
    await portal.complained('400')
    await expect.poll(() => page.getByLabel('退回原因').inputValue()).toBe('少一人')
    await page.getByLabel('退回原因').fill('名单少一人，请核对')
    await follow(page.getByRole('button', { name: '退回', exact: true }))
    await page.getByText('退回：名单少一人，请核对').waitFor()
    await seenBy({ ...PREPARER, person: '甲' })
    await prepare()
    await seenBy({ ...APPROVER, person: '乙' })
    await follow(page.getByRole('link', { name: /^始兴县代缴批次/ }))
    // Whoever prepared it and may approve other batches is offered nothing here, and a form kept open is refused.
    const button = page.getByRole('button', { name: '核对无误，审批' })
    await button.waitFor()
    await portal.signIn({ ...APPROVER, person: '甲' })
    await follow(button)
    await page.getByText('经办人和审批人不能是同一个人').waitFor()
    await portal.complained('409')
    await page.getByText('本批次由您生成，请由另一位审批人审批。').waitFor()
    expect(await button.count()).toBe(0)
    await portal.signIn({ ...APPROVER, person: '乙' })
    await page.goto(page.url().replace(/\/approve$/, ''))
    await follow(page.getByRole('button', { name: '核对无误，审批' }))
    await page.locator('#batch .state', { hasText: /^.?已审批$/ }).waitFor()
    const amount = page.locator('#persons tbody td').last()
    expect(await amount.evaluate((cell) => getComputedStyle(cell).textAlign)).toBe('right')
    await expect.poll(() => page.locator('.facts').textContent()).toContain('审批人乙')
    // A page with persons is asked for again, and recorded again, after its state alone.
    expect(renewals).toContain('page')
    expect(renewals.filter((one, at) => one === 'page' && renewals[at - 1] !== 'state')).toEqual([])

    await follow(page.getByRole('link', { name: '返回首页' }))
    // Finance's file of the batch may be there before the bank's.
    const file = page.locator(`#outputs td[data-label="${FOLDER_NAMES.bank}"] button`, {
      hasText: /^440222-\d{4}-002$/,
    })
    await page.getByLabel('查阅用途').selectOption('组批复核')
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
    expect(download.suggestedFilename()).toMatch(/^始兴县.*缴费登记名单-440222-\d{4}-002\.xlsx$/)
    const rows = [...(await textsOf(await readFile(await download.path()))).values()].flat()
    const paid = rows.flatMap(({ texts }) => texts.filter((text) => /^\d{17}[\dX]$/.test(text)))
    expect(paid.sort()).toEqual([1, 2].map(idOf).sort())
  })
})
