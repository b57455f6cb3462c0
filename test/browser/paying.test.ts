import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Identity } from '../../local/hub/identities.ts'
import { addDays, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { idNumber } from '../../samples/id-number.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { csvOf, listed, person, registered } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { barriers } from './barriers.ts'
import { openBrowser } from './browser.ts'
import { faintTexts } from './contrast.ts'
import { look } from './look.ts'
import { APPROVER, CLERK, follow, openPortal, type Portal, PREPARER, REGISTRAR, send } from './portal.ts'

/** Of working age for decades: the day is the clock's. */
const idOf = (n: number) => idNumber('440222', '2000-03-05', n)
const listing = (n: number) => listed(n, '440222', { 身份证号码: idOf(n) })
const enrolment = (n: number) => registered(n, { 身份证号码: idOf(n) })

const BANK: Identity = { ...CLERK, office: 'bank' }
/** 太平镇 */
const TOWNSHIP = '440222100'
const FINANCE: Identity = { ...CLERK, office: 'finance' }

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
    await page.goto(`${portal.hub.url}/month`)
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
      await page.goto(`${portal.hub.url}/batches`)
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
    await follow(page.locator('#todo').getByRole('link', { name: /^审批：/ }))
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

    await page.goto(`${portal.hub.url}/outputs`)
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

  test('a person is found by name, the file opened for a purpose and as of a day, the 告知单 printed on one sheet', async () => {
    await seenBy(PREPARER)
    await page.getByLabel(/^查找人员/).fill(person(1).name)
    await follow(page.getByRole('button', { name: '查找' }))
    // What was typed stands nowhere but in the request.
    expect(page.url()).toBe(`${portal.hub.url}/persons/440222`)
    expect(await page.title()).not.toContain(person(1).name)
    await follow(page.getByRole('row', { name: /440222-\d{4}-00001/ }).getByRole('link', { name: '打开档案' }))
    expect(await page.locator('main').textContent()).not.toContain(idOf(1))
    await page.getByLabel('查阅用途').selectOption('查询答复')
    await follow(page.getByRole('button', { name: '打开档案' }))
    const main = page.locator('main')
    await expect.poll(() => main.textContent()).toContain(idOf(1))
    const timeline = page.getByRole('region', { name: '时间线' })
    await expect.poll(() => timeline.locator('tbody tr').count()).toBe(3)
    expect(await timeline.textContent()).toContain(`列入低保对象名单（${person(1).name}`)
    expect(await timeline.textContent()).toMatch(/列入已审批的批次440222-\d{4}-002（\d{4}年度/)
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await barriers(page)).toEqual([])
      expect(await faintTexts(page)).toEqual([])
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
    const yesterday = addDays(shanghaiDay(new Date().toISOString()), -1)
    await page.getByLabel(/^截至日期/).fill(yesterday)
    await follow(page.getByRole('button', { name: '打开档案' }))
    await page.getByText('到这一天为止，本县（市、区）没有这个人的记录。').waitFor()
    expect(await main.textContent()).not.toContain(idOf(1))
    await follow(page.getByRole('button', { name: '告知单' }))
    await expect.poll(() => main.textContent()).toContain('今年的养老保险费由政府出钱，您不用交。')
    expect(await barriers(page)).toEqual([])
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await page.emulateMedia({ media: null })
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('the month submitted, sent back, submitted again; the city sums up and submits', async () => {
    const city = { ...PREPARER, division: '440200' }
    const state = (words: string) => page.locator('.big .state', { hasText: words }).waitFor()
    const submit = page.getByRole('button', { name: '报送', exact: true })
    const looked = async (name: string) => {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        await look(page, `${name}-${width}`, width)
      }
    }
    await seenBy(PREPARER)
    // The work list says that closing is not submitting.
    await page.locator('#todo').getByText('办结不等于报送').waitFor()
    await follow(page.locator('#todo').getByRole('link', { name: '统计表', exact: true }))
    await state('已办结，未报送')
    await looked('return-closed')
    await page.getByLabel('情况说明').fill('无')
    await follow(submit)
    await expect.poll(() => page.locator('#faults').textContent()).toContain('情况说明请写2至500个字')
    await portal.complained('400')
    await expect.poll(() => page.getByLabel('情况说明').inputValue()).toBe('无')
    await page.getByLabel('情况说明').fill('人数已经核对')
    await follow(submit)
    await state('已报送')
    await page.getByText(/下一步由韶关市.*汇总/).waitFor()
    const close = page.getByRole('button', { name: /^(核对并)?办结/ })
    const [period = ''] = /\d{4}-\d{2}$/.exec(page.url()) ?? []
    const month = `/month?period=${period}`
    for (const path of [month, `/closing?county=440222&period=${period}`]) {
      await page.goto(`${portal.hub.url}${path}`)
      await page.getByText('报送，不能再次办结。').waitFor()
      expect(await close.count()).toBe(0)
    }

    await seenBy(city)
    await follow(page.locator('#todo').getByRole('link', { name: '汇总表', exact: true }))
    await looked('consolidation')
    await follow(page.getByRole('link', { name: '始兴县' }))
    await page.getByText('统计表有误，退回').click()
    await page.getByLabel('退回原因').fill('待复核人数偏多，请核对')
    await follow(page.getByRole('button', { name: '退回', exact: true }))
    await state('已退回，未重新报送')

    await seenBy(PREPARER)
    await page.locator('#todo').getByText('退回原因：待复核人数偏多，请核对。').waitFor()
    await page.goto(portal.hub.url + month)
    await page.getByText('本月已办结，还没有报送统计表。').waitFor()
    expect(await close.count()).toBe(1)
    await page.goto(portal.hub.url)
    await follow(page.locator('#todo').getByRole('link', { name: '统计表', exact: true }))
    await follow(submit)
    await state('已报送')
    await looked('return-submitted')
    // Both versions are on record.
    await follow(page.getByRole('link', { name: '第1次报送' }))
    await page.getByText('情况说明：人数已经核对。').waitFor()
    await looked('return-version')

    await seenBy(city)
    await follow(page.locator('#todo').getByRole('link', { name: '汇总表', exact: true }))
    await follow(submit)
    await state('已报送')
    await page.getByText(/汇总表已报韶关市/).waitFor()
    expect(await submit.count()).toBe(0)
  })

  test('the city looks at pictures: a mark and a number open what they count, and the month prints on one sheet', async () => {
    await portal.signIn({ duty: 'leader', division: '440200', office: 'social-insurance' })
    await page.setViewportSize({ width: 360, height: 900 })
    await page.goto(`${portal.hub.url}/statistics`)
    await look(page, 'statistics-360', 360)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByText(/参保率66.7%：应参保3人，已参保2人。/).waitFor()
    await page.getByText('名单上3人，已入账0人。').waitFor()
    // By the picture to the county, by its number to the rows of its return.
    const marks = page.locator('#places svg a')
    expect(await marks.first().getAttribute('aria-label')).toBe('始兴县应参保人数3人')
    await follow(marks.first())
    await page.getByRole('heading', { level: 1, name: /^始兴县/ }).waitFor()
    await follow(page.getByRole('link', { name: '太平镇应参保人数3，查看明细' }))
    const counts = page
      .getByRole('table')
      .last()
      .getByRole('row', { name: /^太平镇/ })
    await expect.poll(async () => (await counts.locator('td').allTextContents()).slice(0, 3)).toEqual(['3', '1', '2'])

    await page.goto(`${portal.hub.url}/statistics/one-page`)
    await look(page, 'one-page', 1280)
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  })

  test('two failures are mended and paid in the next batch, finance pays in two parts, and the year ties out', async () => {
    const year = new Date().getFullYear()
    const [first, second] = ['002', '003'].map((number) => `440222-${year}-${number}`)
    const today = shanghaiDay(new Date().toISOString())
    const sum = { 批次号: '合计', 序号: '2', 金额: '360.00' }
    const answers = (batch: string, code: string) =>
      [1, 2].map((n) => ({
        ...{ 批次号: batch, 序号: String(n), 姓名: listed(n).姓名!, 身份证号码: idOf(n), 金额: '180.00' },
        ...{ 处理结果代码: code, 处理日期: today },
      }))
    const sendReturn = async (batch: string, code: string) => {
      await seenBy(BANK)
      const file = csvOf('bank-return', [...answers(batch, code), sum])
      await send(page, '缴费登记回盘', '回盘.csv', file, '比对完成')
    }
    const seen = async (identity: Identity, path: string) => {
      await portal.signIn(identity)
      await page.goto(`${portal.hub.url}${path}`)
    }

    await seen(BANK, '/bank')
    await look(page, 'bank', 1280)
    await follow(page.getByRole('link', { name: first! }))
    await expect.poll(() => page.locator('.counts').textContent()).toContain('笔数2总金额（元）360.00')
    await look(page, 'bank-batch', 1280)
    // Where it stands and what happened, without what finance does.
    expect(await page.locator('.steps b').allTextContents()).toEqual(['批次', '审批', '银行'])
    await expect.poll(() => page.getByRole('region', { name: '办理经过' }).textContent()).toContain('审批')
    expect(await page.getByRole('button', { name: /^催办/ }).count()).toBe(0)
    await seen(PREPARER, `/bank/440222/${first}`)
    await follow(page.getByRole('button', { name: '催办始兴县邮政储蓄银行' }))
    await page.getByText('已发出催办信').waitFor()
    await sendReturn(first!, '99')
    await page.goto(`${portal.hub.url}/bank`)
    await follow(page.getByRole('link', { name: '99 其他失败2笔，查看明细' }))
    const failed = page.getByRole('row').filter({ hasText: '其他失败' })
    await expect.poll(() => failed.count()).toBe(2)
    await look(page, 'bank-rows', 1280)

    const cases = await failed.locator('td:nth-child(6)').allTextContents()
    for (const number of cases) {
      await seen(PREPARER, `/cases/440222/${number}`)
      expect(await page.locator('.steps .stop').textContent()).toMatch(/银行.*由社保经办机构办理，截止/)
      const course = page.getByRole('region', { name: '办理经过' })
      await expect.poll(() => course.textContent()).toContain(`列入已审批的批次${first}`)
      await expect.poll(() => course.textContent()).toContain('其他失败')
      await page.getByLabel('查阅用途').selectOption('组批复核')
      await follow(page.getByRole('button', { name: /^显示/ }).first())
      await page.getByRole('radio', { name: /恢复办理/ }).check()
      await page.getByLabel(/依据说明/).fill('与银行核对，可以重新缴费')
      await follow(page.getByRole('button', { name: '提交处理意见' }))
      await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    }
    // The month that was closed, for answers are of today's.
    await seen({ ...PREPARER, person: '甲' }, `/batches/440222/${first}`)
    await follow(page.getByRole('link', { name: '返回代缴批次' }))
    await page.getByRole('button', { name: '生成代缴批次' }).click()
    await page.locator('#batch .state', { hasText: '待审批' }).waitFor()
    await seen({ ...APPROVER, person: '乙' }, `/batches/440222/${second}`)
    await page.getByText('未缴成后再次列入2人').waitFor()
    await page.getByText(`与上一批次${first}比较。`).waitFor()
    await expect.poll(() => page.locator('#batch .counts').nth(1).textContent()).toContain('结余抵扣360.00本次申请0.00')
    await page.setViewportSize({ width: 360, height: 800 })
    await look(page, 'batch-360', 360)
    await page.setViewportSize({ width: 1280, height: 900 })
    await follow(page.getByRole('button', { name: '核对无误，审批' }))
    await page.locator('#batch .state', { hasText: /^.?已审批$/ }).waitFor()
    await sendReturn(second!, '00')

    await seen(FINANCE, '/funding')
    await look(page, 'funding', 1280)
    await follow(page.getByRole('link', { name: first! }))
    await page.getByText('人民币叁佰陆拾元整').waitFor()
    for (const [voucher, amount] of [
      ['凭1', '100.00'],
      ['凭2', '260.00'],
    ] as const) {
      if (voucher === '凭1') await page.getByLabel('拨付金额').fill(amount)
      // The rest is filled in already.
      expect(await page.getByLabel('拨付金额').inputValue()).toBe(amount)
      await page.getByLabel('凭证号').fill(voucher)
      await follow(page.getByRole('button', { name: '登记' }))
      await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
      await page.goto(`${portal.hub.url}/funding/440222/${first}`)
    }
    await expect.poll(() => page.locator('.counts').textContent()).toContain('已拨付360.00未拨付0.00')
    await page.setViewportSize({ width: 360, height: 800 })
    await look(page, 'request-360', 360)

    await seen(REGISTRAR, '/reconciliation')
    await look(page, 'reconciliation-360', 360)
    await page.setViewportSize({ width: 1280, height: 900 })
    await look(page, 'reconciliation', 1280)
    await page.getByText('审批720.00元 = 已缴费360.00元 + 银行未能办理360.00元 + 银行办理中0.00元').waitFor()
    await page.getByText('本次申请360.00元 + 超额拨付0.00元 = 已拨付360.00元 + 未拨付0.00元').waitFor()
    // On paper the signatures stand below.
    await page.emulateMedia({ media: 'print' })
    await page.getByText('负责人：').waitFor()
    await page.emulateMedia({ media: 'screen' })
    await follow(page.getByRole('link', { name: '未入账2，查看明细' }))
    await expect.poll(() => page.getByRole('row').filter({ hasText: second! }).count()).toBe(2)
    await look(page, 'opened-rows', 1280)
  })

  test('what a township ticks on a phone outlives a closed page, a lost line and a lost answer, and is reported once', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    await seenBy({ duty: 'clerk', division: TOWNSHIP, office: 'township' })
    await follow(page.locator('#todo').getByRole('link', { name: /^办理：/ }))
    const kept = page.locator('#unsent')
    const tick = page.getByRole('checkbox', { name: /^材料已收齐/ })
    await tick.check()
    await page.getByText('不是这样，另外填写').click()
    await page.getByLabel('核实情况').selectOption('联系不上')
    await kept.getByText('已填写1件，还没有报送').waitFor()
    await look(page, 'ticked-360', 360)
    await page.reload()
    expect(await tick.isChecked()).toBe(true)
    expect(await page.getByLabel('核实情况').inputValue()).toBe('联系不上')
    const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(await stored()).toContain('联系不上')
    for (const { name, id } of [1, 2, 3].map((n) => ({ name: person(n).name, id: idOf(n) }))) {
      expect(await stored()).not.toContain(name)
      expect(await stored()).not.toContain(id)
    }

    await portal.context.setOffline(true)
    await page.getByRole('button', { name: '报送已填写的各件' }).click()
    await kept.getByText('1件等待发出，已存在这台设备上。现在没有网络，有网络时自动报送。').waitFor()
    expect(await tick.isChecked()).toBe(false)
    await portal.complained('ERR_INTERNET_DISCONNECTED')
    // The hub takes it, and the answer is lost on the way.
    const taken = new Promise<void>((resolve) => {
      page.route(
        `**/materials/${TOWNSHIP}`,
        async (route) => {
          await route.fetch({ maxRedirects: 0 })
          await route.abort()
          resolve()
        },
        { times: 1 },
      )
    })
    await portal.context.setOffline(false)
    await taken
    await portal.complained('ERR_FAILED')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await kept.getByText('1件已经报送。').waitFor()
    expect(await stored()).toBe('{}')
    await follow(kept.getByRole('link', { name: '查看回执' }))
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    await page.goto(`${portal.hub.url}/lists`)
    expect(
      await page
        .getByRole('link', { name: /申报材料收集情况/ })
        .filter({ hasText: '已接收' })
        .count(),
    ).toBeLessThan(2)

    // Whoever signs out leaves nothing behind, and is asked first.
    await page.goto(`${portal.hub.url}/materials/${TOWNSHIP}`)
    await tick.check()
    page.once('dialog', (dialog) => dialog.dismiss())
    await page.getByRole('button', { name: '退出', exact: true }).click()
    expect(await stored()).toContain('tick')
    page.once('dialog', (dialog) => dialog.accept())
    await follow(page.getByRole('button', { name: '退出', exact: true }))
    expect(await stored()).toBe('{}')
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('a township finds what it is to collect, and reports it on a phone by keyboard alone', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    // The colleague before has signed out.
    await seenBy({ duty: 'clerk', division: TOWNSHIP, office: 'township', person: '乡镇乙' })
    const pressed = async (button: Locator, key = 'Enter') => {
      await button.focus()
      await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
    }
    await look(page, 'township-home', 360)
    await pressed(page.getByRole('link', { name: '材料收集', exact: true }))
    // What its colleague has ticked is reported already.
    const [one] = await page.locator('details.place', { hasText: '不是这样，另外填写' }).all()
    await one!.locator('summary').focus()
    await page.keyboard.press('Enter')
    await look(page, 'materials-360', 360)
    const today = shanghaiDay(new Date().toISOString())
    for (const [label, value] of [
      ['材料情况', '已收齐'],
      ['入户复核', '已复核'],
      ['核实情况', '属实'],
    ] as const)
      await one!.getByLabel(label, { exact: true }).selectOption(value)
    for (const [label, value] of [
      ['收集人', '周强'],
      ['复核人', '吴刚'],
      ['复核日期', today],
    ] as const)
      await one!.getByLabel(label, { exact: true }).fill(value)
    await pressed(one!.getByRole('button', { name: /^只报这一件/ }), 'Space')
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    await page.setViewportSize({ width: 1280, height: 900 })
    await portal.signIn(REGISTRAR)
    await page.goto(`${portal.hub.url}/cases`)
    await page.getByRole('region', { name: '待组批、待审批' }).getByText('440222-').first().waitFor()
  })

  test('on a telephone a case and a listed person take three lines at most', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    for (const [by, path] of [
      [REGISTRAR, '/cases'],
      [CLERK, '/roster/440222/civil-affairs?category=dibao'],
    ] as const) {
      await portal.signIn(by)
      await page.goto(portal.hub.url + path)
      const lines = await page.locator('.compact tbody tr').evaluateAll((rows) =>
        rows.map((row) => {
          const { paddingTop, paddingBottom } = getComputedStyle(row)
          const line = Number.parseFloat(getComputedStyle(row.firstElementChild!).lineHeight)
          return Math.round(
            (row.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom)) / line,
          )
        }),
      )
      expect(lines.length, path).toBeGreaterThan(0)
      expect(Math.max(...lines), path).toBeLessThanOrEqual(3)
      await look(page, `rows${path.slice(0, 6).replace('/', '-')}`, 360)
    }
  })
})
