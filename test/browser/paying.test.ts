import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idNumber } from '../../samples/id-number.ts'
import { csvOf, listed, registered } from '../faults/lists.ts'
import { newDataFolder, type StartedHub, startHub } from '../flow/start-hub.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { openBrowser } from './browser.ts'

/** Of working age for decades: the day is the clock's. */
const idOf = (n: number) => idNumber('440222', '2000-03-05', n)
const listing = (n: number) => listed(n, '440222', { 身份证号码: idOf(n) })
const enrolment = (n: number) => registered(n, { 身份证号码: idOf(n) })

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

describe.skipIf(!browser)('a month by the pages alone, from the list to the bank', { timeout: 120_000 }, () => {
  let hub: StartedHub
  let page: Page
  beforeAll(async () => {
    hub = await startHub(await newDataFolder(), '--port', '0', '--empty')
    page = await (await browser!.newContext({ locale: 'zh-CN' })).newPage()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await hub.interrupt()
  })

  async function send(form: string, buffer: Buffer) {
    await page.goto(hub.url)
    await page.locator('#send').getByLabel('县（市、区）').selectOption('始兴县')
    await page.locator('#send').getByLabel('单位和报表').selectOption(form)
    await page.getByLabel(/^文件（/).setInputFiles({ name: '表.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: '上传' }).click()
    await page.waitForURL('**/uploads/**')
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  }

  test('lists in, the month closed, a batch by one name, approved by another, the bank file out', async () => {
    await send('低保对象（全部）', csvOf('dibao', [1, 2, 3].map(listing)))
    await send('参保登记信息', csvOf('register', [1, 2].map(enrolment)))

    await page.getByRole('link', { name: '返回首页' }).click()
    await page
      .locator('.card', { has: page.locator('#close-county') })
      .getByLabel('县（市、区）')
      .selectOption('始兴县')
    await page.getByRole('button', { name: '核对并办结' }).click()
    // What is in, what is missing, and how old the register is.
    const lists = page.getByRole('table', { name: '名单和参保登记信息' })
    expect(await lists.getByRole('row', { name: /^低保对象（全部）/ }).textContent()).toContain('已接收')
    expect(await lists.getByRole('row', { name: /^参保登记信息/ }).textContent()).toContain('当天报送')
    await page.getByRole('button', { name: /^办结本月/ }).click()
    const counts = page.locator('#outcomes tbody tr', { hasText: '始兴县' })
    await counts.waitFor()
    expect((await counts.locator('td').allTextContents()).slice(0, 3)).toEqual(['3', '1', '2'])
    // On paper the sums stand at the end, not at the foot of each sheet.
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#outcomes tfoot').evaluate((foot) => getComputedStyle(foot).display)).toBe(
      'table-row-group',
    )
    await page.emulateMedia({ media: 'screen' })

    const prepare = async () => {
      await page.locator('#prepare-county').selectOption('始兴县')
      await page.getByLabel('经办人姓名').fill('甲')
      await page.getByRole('button', { name: '生成代缴批次' }).click()
      await page.locator('#batch .state', { hasText: '待审批' }).waitFor()
    }
    await prepare()
    // Sent back, its first person reads why, and begins another.
    await page.getByText('批次有误，退回').click()
    await page.getByLabel('退回原因').fill('少一人')
    await page.getByLabel('退回人姓名').fill('乙')
    await page.locator('#return-reason').evaluate((input: HTMLInputElement) => input.removeAttribute('minlength'))
    await page.getByRole('button', { name: '退回', exact: true }).click()
    expect(await page.locator('#faults').textContent()).toContain('请填写退回原因（4至200个字）')
    expect(await page.getByLabel('退回人姓名').inputValue()).toBe('乙')
    await page.getByLabel('退回原因').fill('名单少一人，请核对')
    await page.getByRole('button', { name: '退回', exact: true }).click()
    await page.getByText('退回：名单少一人，请核对').waitFor()
    await page.getByRole('link', { name: '返回首页' }).click()
    await prepare()
    await page.getByRole('link', { name: '返回首页' }).click()
    await page.getByRole('link', { name: /^始兴县代缴批次/ }).click()
    await page.getByLabel('审批人姓名').fill('甲')
    await page.getByRole('button', { name: '核对无误，审批' }).click()
    expect(await page.getByText('经办人和审批人不能是同一个人').isVisible()).toBe(true)
    // The form is still there, with what was typed, and the sentence leads to its field.
    expect(await page.getByLabel('审批人姓名').inputValue()).toBe('甲')
    await page.locator('#faults a').click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('approver')
    await page.getByLabel('审批人姓名').fill('乙')
    await page.getByRole('button', { name: '核对无误，审批' }).click()
    await page.locator('#batch .state', { hasText: /^.?已审批$/ }).waitFor()
    expect(await page.locator('.facts').textContent()).toContain('审批人乙')

    await page.getByRole('link', { name: '返回首页' }).click()
    const file = page.locator('#outputs a', { hasText: /^440222-\d{4}-002$/ }).first()
    await file.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
    expect(download.suggestedFilename()).toMatch(/^始兴县.*缴费登记名单-440222-\d{4}-002\.xlsx$/)
    const rows = [...(await textsOf(await readFile(await download.path()))).values()].flat()
    const paid = rows.flatMap(({ texts }) => texts.filter((text) => /^\d{17}[\dX]$/.test(text)))
    expect(paid.sort()).toEqual([1, 2].map(idOf).sort())
  })
})
