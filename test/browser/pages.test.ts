import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { csvOf, person, registered } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { barriers } from './barriers.ts'
import { openBrowser } from './browser.ts'
import { faintTexts } from './contrast.ts'
import { dibaoList } from './list-file.ts'
import {
  ADMINISTRATOR,
  APPROVER,
  ask,
  CLERK,
  CONFIRMER,
  choose,
  follow,
  openPortal,
  type Portal,
  REGISTRAR,
  send,
} from './portal.ts'

const browser = await openBrowser()
if (!browser) console.warn('skipped: no Chromium here, neither from npm (Linux x64) nor installed')

describe.skipIf(!browser)('the pages, as a clerk meets them', () => {
  let portal: Portal
  let page: Page
  beforeAll(async () => {
    portal = await openPortal(browser!)
  })
  afterAll(() => portal.close())
  beforeEach(async () => {
    page = await portal.open()
    return () => page.close()
  })

  const fact = (name: string) => page.locator('.counts div', { hasText: name }).locator('dd').textContent()

  test('a full list is accepted, its receipt moves to 比对完成, and the page of lists shows it', async () => {
    await send(page, '低保对象全部名单', '五月低保.csv', dibaoList(12), '比对完成')
    expect([await fact('名单行数'), await fact('采用'), await fact('退回')]).toEqual(['12行', '12人', '0行'])
    await follow(page.getByRole('link', { name: '返回报送' }))
    const row = page.locator('#uploads').getByRole('row', { name: /低保对象全部名单/ })
    await expect.poll(() => row.textContent()).toMatch(/12.*已接收/)
  })

  test('id-checksum name-missing township-unknown: bad rows come back in a workbook with a Chinese name', async () => {
    const list = dibaoList(12, (rows) => {
      rows[0]![3] = rows[0]![3]!.slice(0, 17) + (rows[0]![3]!.endsWith('1') ? '2' : '1')
      rows[1]![2] = ''
      rows[2]![1] = '不存在镇'
    })
    await send(page, '低保对象新增名单', '六月低保.csv', list, '已接收')
    await expect.poll(() => page.locator('#receipt').textContent()).toContain('采用的人员与原来相同')
    expect([await fact('名单行数'), await fact('采用'), await fact('退回')]).toEqual(['12行', '9人', '3行'])
    const reasons = await page.locator('.reasons tbody th').allTextContents()
    expect(new Set(reasons)).toEqual(new Set(['身份证号码校验不符', '没有填姓名', '乡镇（街道）没有填或不存在']))
    await expect.poll(() => page.locator('#receipt').textContent()).toContain('不要作为“全部”名单上传')

    await page.getByLabel('查阅用途').selectOption('核对退回')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载退回表' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('六月低保-退回.xlsx')
    const [rows] = (await textsOf(await readFile(await download.path()))).values()
    expect(JSON.stringify(rows!.map((row) => row.texts))).toContain('身份证号码末位校验不符')

    // On the page each fault stands at its cell; what is still wrong comes back as it was typed, the rest goes as a file.
    await follow(page.getByRole('link', { name: '在页面上改正' }))
    const mending = page.url()
    const row = (nth: number) => page.getByRole('group', { name: /^原文件第/ }).nth(nth)
    expect(await row(0).locator('.wrong').allTextContents()).toEqual([expect.stringContaining('末位校验不符')])
    expect(await row(2).locator('.wrong').allTextContents()).toEqual([expect.stringContaining('乡镇（街道）')])
    expect(await barriers(page)).toEqual([])
    const good = dibaoList(12).toString().split('\r\n')[1]!.split(',')
    await row(0).getByLabel('身份证号码').fill(good[3]!)
    await row(1).getByLabel('姓名', { exact: true }).fill('李7')
    await row(2).getByLabel('报送这一行').uncheck()
    await follow(page.getByRole('button', { name: '报送', exact: true }))
    await portal.complained('400')
    expect(await row(1).getByLabel('姓名', { exact: true }).inputValue()).toBe('李7')
    expect(await row(1).locator('.wrong').textContent()).toContain('姓名')
    await row(1).getByLabel('姓名', { exact: true }).fill('李二甲')
    await follow(page.getByRole('button', { name: '报送', exact: true }))
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    expect([await fact('名单行数'), await fact('采用'), await fact('退回')]).toEqual(['2行', '2人', '0行'])
    await page.goto(mending)
    expect(await page.getByRole('group', { name: /^原文件第/ }).count()).toBe(1)
    // One row is left: the home page, the tab and the receipt say so until it is let go.
    await page.goto(portal.hub.url)
    await expect.poll(() => page.locator('#came-back').textContent()).toContain('退回1行')
    await page.goto(`${portal.hub.url}/lists?tab=todo`)
    const waiting = page.locator('#uploads').getByRole('row', { name: /低保对象新增名单/ })
    await expect.poll(() => waiting.textContent()).toContain('3，已改正2行')
    await follow(waiting.getByRole('link'))
    expect(await fact('已改正')).toBe('2行')
    await follow(page.getByRole('button', { name: '已另外改正，或者不再报送' }))
    await page.locator('#todo', { hasText: '目前没有要办的事' }).waitFor()
    expect(await page.locator('#came-back').count()).toBe(0)
  })

  test('several files at once: each is told apart and asked about, and only what is ticked is sent', async () => {
    await page.goto(`${portal.hub.url}/lists`)
    const period = await page.locator('#send [name=period]').inputValue()
    const [year, month] = period.split('-').map(Number)
    const cover = `填报单位：始兴县民政局　所属期：${year}年${month}月　名单类型：新增\r\n`
    const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer })
    await page
      .getByLabel(/几份文件/)
      .setInputFiles([
        named('新增.csv', Buffer.concat([Buffer.from(cover), dibaoList(3)])),
        named('没写.csv', dibaoList(2)),
        named('说明.xlsx', Buffer.from('%PDF-1.4\n%%EOF\n')),
      ])
    await follow(page.getByRole('button', { name: '读取文件' }))
    const [said, unsaid, lost] = ['新增.csv', '没写.csv', '说明.xlsx'].map((name) =>
      page.locator('section.card', { has: page.getByRole('heading', { name }) }),
    )
    expect(await said!.getByLabel('报表').inputValue()).toBe('dibao-new')
    expect(await said!.getByLabel('所属期').inputValue()).toBe(period)
    expect(await said!.textContent()).toContain('3行，填报单位：始兴县民政局')
    expect(await unsaid!.textContent()).toContain('文件没有写明所属期，请选择。')
    expect(await lost!.textContent()).toContain('这是 PDF 文件')
    expect(await barriers(page)).toEqual([])
    await follow(page.getByRole('button', { name: '报送', exact: true }))
    await portal.complained('400')
    expect(await page.locator('#faults').textContent()).toContain('勾选的文件都要选择报表和所属期')
    await unsaid!.getByLabel('报送这份文件').uncheck()
    await follow(page.getByRole('button', { name: '报送', exact: true }))
    // One file leads to its receipt, several to a page that has what became of each.
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    await page.goto(`${portal.hub.url}/lists`)
    await page
      .getByLabel(/几份文件/)
      .setInputFiles([
        named('新增.csv', Buffer.concat([Buffer.from(cover), dibaoList(4)])),
        named('又一份.csv', Buffer.concat([Buffer.from(cover), dibaoList(5)])),
      ])
    await follow(page.getByRole('button', { name: '读取文件' }))
    for (const box of await page.getByLabel('报送这份文件').all()) await box.check()
    await follow(page.getByRole('button', { name: '报送', exact: true }))
    const sent = page.locator('#sent tbody tr')
    await expect
      .poll(async () => (await sent.allTextContents()).map((text) => /\d行?已接收|已接收/.test(text)))
      .toEqual([true, true])
    expect(await barriers(page)).toEqual([])
    await follow(sent.first().getByRole('link'))
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  })

  test('file-unreadable: a PDF under another name is refused whole, and says what to do', async () => {
    await send(page, '低保对象新增名单', '名单.xlsx', Buffer.from('%PDF-1.4\n%%EOF\n'), '整份退回')
    await expect
      .poll(() => page.locator('.note.bad').textContent())
      .toContain('这是 PDF 文件，不是表格。请上传名单的 Excel 文件（.xlsx）。')
    await page.goto(portal.hub.url)
    await expect.poll(() => page.locator('#todo').textContent()).toContain('文件“名单.xlsx”：这是 PDF 文件')
  })

  test('header-missing: the missing columns are named', async () => {
    const list = Buffer.from(dibaoList(2).toString().replace('低保证号', '证号'))
    await send(page, '低保对象新增名单', '名单.csv', list, '整份退回')
    await expect.poll(() => page.locator('.note.bad').textContent()).toContain('缺少：低保证号')
  })

  test('header-missing: an empty file is called empty', async () => {
    await send(page, '低保对象新增名单', '名单.xlsx', Buffer.alloc(0), '整份退回')
    await expect.poll(() => page.locator('.note.bad').textContent()).toContain('文件是空的（0 字节）')
  })

  test('a list that is sent again and taken takes its refused files off 待办; its name may be as long as any', async () => {
    await send(page, '低保对象新增名单', `${'a'.repeat(251)}.csv`, dibaoList(2), '已接收')
    await page.goto(portal.hub.url)
    await page.locator('#todo', { hasText: '目前没有要办的事' }).waitFor()
  })

  test('held: the second person sees whom it would end, by name and as a workbook, sends it back or confirms', async () => {
    await send(page, '特困人员全部名单', '特困.csv', asTekun(dibaoList(12)), '比对完成')
    await page.goto(portal.hub.url)
    await send(page, '特困人员全部名单', '特困.csv', asTekun(dibaoList(1)), '待第二人确认')
    await expect
      .poll(() => page.locator('#receipt').textContent())
      .toContain('原有 12 人，按这份名单将有 11 人不再列入')
    await expect.poll(() => page.locator('#receipt').textContent()).toContain('不再列入的人数超过规定比例')
    await portal.signIn(CONFIRMER)
    await page.goto(portal.hub.url)
    await follow(page.locator('#todo').getByRole('link', { name: /^确认：/ }))
    await page.getByLabel('查阅用途').selectOption('核对退回')
    await follow(page.getByRole('button', { name: '显示完整姓名和号码' }))
    const ended = page.getByRole('table', { name: '不再列入的人员' })
    const names = await ended.getByRole('rowheader').allTextContents()
    expect(names.toSorted()).toEqual(
      [...'二三四五六七八九十']
        .map((n) => `李${n}甲`)
        .concat('李一乙', '李二乙')
        .toSorted(),
    )
    await expect.poll(() => ended.getByRole('row', { name: /李二甲/ }).textContent()).toContain('太平镇')
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await page.setViewportSize({ width: 1280, height: 900 })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出Excel' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^始兴县.*特困人员全部名单-人员变动\.xlsx$/)
    const [rows] = (await textsOf(await readFile(await download.path()))).values()
    for (const name of names) expect(JSON.stringify(rows!.map(({ texts }) => texts))).toContain(name)

    await page.getByText('名单有误，退回').click()
    await page.getByLabel('退回原因').fill('少报了十一人')
    await follow(page.getByRole('button', { name: '退回', exact: true }))
    await page.locator('#receipt .big', { hasText: '已退回，未采用' }).waitFor()
    await expect.poll(() => page.locator('#receipt').textContent()).toContain('退回：少报了十一人')

    await portal.signIn(CLERK)
    await page.goto(portal.hub.url)
    await send(page, '特困人员全部名单', '特困二.csv', asTekun(dibaoList(2)), '待第二人确认')
    // The sender sees whom it would end, and has nothing to confirm it with.
    await follow(page.getByRole('link', { name: '核对不再列入的人员' }))
    await page.getByRole('table', { name: '不再列入的人员' }).waitFor()
    expect(await page.getByRole('button', { name: '确认名单无误' }).count()).toBe(0)
    await portal.signIn({ ...CONFIRMER, person: '王芳' })
    await page.reload()
    await page.getByRole('button', { name: '确认名单无误' }).click()
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    await expect.poll(() => page.locator('.facts').textContent()).toContain('确认人王芳')
    await expect.poll(() => fact('不再列入')).toBe('10人')

    // Taken back by its sender, it is as if it had not been sent.
    expect(await page.getByText('报错了，撤回').count()).toBe(0)
    await portal.signIn(CLERK)
    await page.reload()
    await page.getByText('报错了，撤回').click()
    await page.getByRole('button', { name: '撤回', exact: true }).click()
    await page.locator('#receipt .big', { hasText: /已撤回$/ }).waitFor()
    await page.goto(portal.hub.url)
    await page.locator('#todo', { hasText: '目前没有要办的事' }).waitFor()
  })

  test('held: a register that loses many waits likewise, and names whom it would drop', async () => {
    const rows = (count: number) =>
      csvOf(
        'register',
        Array.from({ length: count }, (_, i) => registered(i + 1)),
      )
    await portal.signIn(REGISTRAR)
    await page.goto(portal.hub.url)
    await send(page, '参保登记信息', '登记.csv', rows(6), '比对完成')
    await page.goto(portal.hub.url)
    await send(page, '参保登记信息', '登记.csv', rows(2), '待第二人确认')
    await expect.poll(() => page.locator('#receipt').textContent()).toContain('一半以上的人员不再列入')
    await portal.signIn(APPROVER)
    await page.reload()
    await follow(page.getByRole('link', { name: '核对不再列入的人员' }))
    await page.getByLabel('查阅用途').selectOption('核对退回')
    await follow(page.getByRole('button', { name: '显示完整姓名和号码' }))
    const dropped = page.getByRole('table', { name: '不再列入的人员' })
    expect((await dropped.getByRole('rowheader').allTextContents()).toSorted()).toEqual(
      [3, 4, 5, 6].map((n) => person(n).name).toSorted(),
    )
    await page.getByRole('button', { name: '确认名单无误' }).click()
    await page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
    await expect.poll(() => fact('不再列入')).toBe('4人')
  })

  test('零报告: chosen on the page of lists, confirmed on its own, said once', async () => {
    await portal.signIn({ ...CLERK, division: '440281' })
    await page.goto(`${portal.hub.url}/lists`)
    await page.getByRole('button', { name: '下一步' }).click()
    // The browser itself asks for the list.
    await expect.poll(() => page.locator('#nil-list').evaluate((select) => select.matches(':invalid'))).toBe(true)
    await page.locator('#nil-list').selectOption('低保对象新增名单')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.waitForURL('**/nil-returns/440281/civil-affairs/dibao-new/**')
    // Nothing is reported yet: the page says what would be.
    await expect.poll(() => page.locator('.said').textContent()).toContain('没有新增的低保对象')
    await follow(page.getByRole('button', { name: '提交零报告' }))
    await expect.poll(() => page.locator('.note.good').textContent()).toContain('已收到乐昌市民政局的零报告')
    expect(await faintTexts(page)).toEqual([])
    // Taken back, it can be said again.
    await expect.poll(() => page.locator('main').getByRole('button').allTextContents()).toEqual(['撤回零报告'])
    await follow(page.locator('main').getByRole('button'))
    await follow(page.getByRole('button', { name: '提交零报告' }))
    await page.locator('.note.good').waitFor()
    await page.goto(page.url().replace('dibao-new', 'tekun-new'))
    await follow(page.getByRole('button', { name: '提交零报告' }))
    await page.locator('.note.good', { hasText: '没有新增的特困人员' }).waitFor()
    // The page of lists does not call it missing.
    await page.goto(`${portal.hub.url}/lists?period=${page.url().split('/').at(-1)}`)
    await page
      .locator('#uploads')
      .getByRole('row', { name: /零报告.*特困人员新增名单/ })
      .waitFor()
  })

  test('while a file goes up its form is locked and leaving warns; cancelled, nothing waits for it', async () => {
    await page.route(
      (url) => url.port !== new URL(portal.hub.url).port,
      () => {},
    )
    await choose(page, '低保对象全部名单')
    const sending = page.locator('#send')
    await sending
      .getByLabel('文件（', { exact: false })
      .setInputFiles({ name: '低保.csv', mimeType: 'text/csv', buffer: dibaoList(2) })
    const [asked] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/uploads')),
      sending.getByRole('button', { name: '上传', exact: true }).click(),
    ])
    const { id } = (await asked.json()) as { id: string }
    await expect.poll(() => page.locator('#send-form').isDisabled()).toBe(true)
    const warnings: string[] = []
    page.on('dialog', (dialog) => {
      warnings.push(dialog.type())
      return dialog.dismiss()
    })
    await page.locator('.rail').getByRole('link', { name: '首页' }).click()
    await expect.poll(() => warnings).toEqual(['beforeunload'])
    expect(new URL(page.url()).pathname).toBe('/lists')

    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith(`${id}/discard`)),
      page.getByRole('button', { name: '取消上传' }).click(),
    ])
    await expect.poll(() => page.locator('#send-form').inputValue()).toBe('dibao-full')
    await expect.poll(() => page.locator('#send-form').isDisabled()).toBe(false)
    await page.goto(`${portal.hub.url}/uploads/440222/${id}`)
    await expect.poll(() => page.locator('#receipt .big').textContent()).toContain('已放弃')
  })

  test('a file that never came can be given up on its receipt', async () => {
    await portal.signIn({ ...CLERK, division: '440224' })
    const { id } = await ask(portal, '440224', { period: '2020-02' })
    await page.goto(`${portal.hub.url}/lists?period=2020-02`)
    await follow(page.locator('#uploads tbody a'))
    await expect.poll(() => page.locator('#receipt .big').textContent()).toContain('等待文件')
    await follow(page.getByRole('button', { name: '放弃这次报送' }))
    expect(page.url()).toBe(`${portal.hub.url}/lists`)
    await page.goto(`${portal.hub.url}/lists?period=2020-02`)
    await expect.poll(() => page.locator('#uploads tbody tr').count()).toBe(0)
    await page.goto(`${portal.hub.url}/uploads/440224/${id}`)
    await expect.poll(() => page.locator('#receipt .big').textContent()).toContain('已放弃')
  })

  test('待办: what is dealt with is ticked off, and stays so', async () => {
    await send(page, '特困人员新增名单', '特困.xlsx', Buffer.from('%PDF-1.4\n%%EOF\n'), '整份退回')
    await page.goto(portal.hub.url)
    const item = page.locator('#todo tr', { hasText: '特困.xlsx' })
    await follow(item.getByRole('button', { name: /^已处理：始兴县民政局 特困人员新增名单/ }))
    await item.waitFor({ state: 'detached' })
    await page.reload()
    await expect.poll(() => item.count()).toBe(0)
    // It is still told where it is looked up.
    await page.goto(`${portal.hub.url}/lists`)
    const refused = page.locator('#uploads').getByRole('row', { name: /特困人员新增名单.*整份退回/ })
    await expect.poll(() => refused.count()).toBe(1)
  })

  test('a form that is refused comes back as it was filled in, its sentence leads to the field', async () => {
    await portal.signIn({ ...CLERK, division: '440200' })
    await page.goto(`${portal.hub.url}/lists`)
    await page.locator('#nil-list').selectOption('低保对象新增名单')
    await follow(page.getByRole('button', { name: '下一步' }))
    await portal.complained('400')
    await expect.poll(() => page.title()).toMatch(/^错误：/)
    await expect.poll(() => page.locator('#nil-list').inputValue()).toBe('civil-affairs/dibao-new')
    await page.getByRole('link', { name: '该单位不报送这种名单，不能零报告。' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('nil-list')
  })

  test('before a session ends its page says so, and keeps what is filled in until there is one again', async () => {
    const { sessions } = hubStores(portal.hub)
    const clerk = { ...CLERK, division: '440232' }
    const { cookie = '' } = await portal.as(clerk)
    await portal.signIn(clerk)
    const account = /=([0-9a-f]+)\./.exec(cookie)?.[1] ?? ''
    const usedAgo = async (minutes: number) => {
      const usedAt = new Date(Date.now() - minutes * 60_000).toISOString()
      for (const { hash } of await sessions.list(account)) await sessions.use({ account, hash }, usedAt)
    }
    const isWarned = () => expect.poll(() => page.locator('#idle').isVisible())
    await page.clock.install()
    await page.goto(`${portal.hub.url}/lists`)
    await page.locator('#nil-list').selectOption('低保对象新增名单')
    await usedAgo(26)
    await page.clock.fastForward(241_000)
    await isWarned().toBe(true)
    await page.getByRole('button', { name: '继续使用' }).click()
    await isWarned().toBe(false)

    await usedAgo(31)
    await page.clock.fastForward(26 * 60_000)
    await page.getByText('已自动退出').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('在新窗口登录')
    expect(await page.locator('#nil-list').inputValue()).toBe('civil-affairs/dibao-new')

    await usedAgo(0)
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await isWarned().toBe(false)
    await follow(page.getByRole('button', { name: '下一步' }))
    await expect.poll(() => page.locator('main').textContent()).toContain('没有新增的低保对象')
  })

  test('a template is named for what it is and holds the townships of its county', async () => {
    await choose(page, '低保对象新增名单')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.templates').getByRole('link', { name: '低保对象' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('附件1（附表2）低保对象基本信息表.xlsx')
    const sheets = await textsOf(await readFile(await download.path()))
    const said = (sheet: string) => JSON.stringify(sheets.get(sheet)!.map((row) => row.texts))
    expect(said('名单')).toContain('名单类型：新增')
    // The example names the county's first township; the drop-down has them all.
    expect(said('填表说明')).toContain('太平镇')
  })

  test('whoever sends nothing is offered no form, and nobody a county of others', async () => {
    await page.goto(`${portal.hub.url}/lists`)
    const senders = async () =>
      new Set((await page.locator('#uploads tbody td:nth-child(2)').allTextContents()).map((one) => one.trim()))
    await expect.poll(senders).toEqual(new Set(['始兴县民政局']))
    for (const [nobody, path] of [
      [{ ...CLERK, duty: 'leader' }, '/lists'],
      [ADMINISTRATOR, '/'],
      [{ ...CLERK, office: 'human-resources' }, '/lists'],
    ] as const) {
      await portal.signIn(nobody)
      await page.goto(`${portal.hub.url}${path}`)
      expect(await page.locator('main').getByRole('combobox').count()).toBe(0)
      expect(await page.locator('main form:not([method=get])').count()).toBe(0)
    }
  })

  test('states move without a reload', async () => {
    await portal.signIn({ ...CLERK, division: '440229' })
    const ticket = await ask(portal, '440229', { period: '2020-01' })
    await page.goto(`${portal.hub.url}/lists?period=2020-01`)
    const cell = page.locator('#uploads tbody tr')
    await expect.poll(() => cell.textContent()).toContain('等待文件')
    await page.evaluate(() => Object.assign(window, { same: true }))
    await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: 'a,b' })
    await cell.getByText('整份退回').waitFor()
    await expect.poll(() => page.evaluate(() => 'same' in window)).toBe(true)
  })
})

function asTekun(list: Buffer): Buffer {
  const lines = list.toString().replace('低保证号', '特困供养证号,供养方式').split('\r\n')
  return Buffer.from(lines.map((line, i) => (i === 0 || line === '' ? line : `${line},集中供养`)).join('\r\n'))
}
