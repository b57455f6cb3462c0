import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { type Acting, acting } from '../acting.ts'

const DAY = '2018-06-04'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-nil-links-'))
let hub: Hub
const ask: Acting['ask'] = (path, init) => acting(hub).ask(path, init)
let mails: { to: string; text: string; html: string }[]
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  await beginCity(hubStores(hub))
  await hub.runSchedules(`${DAY}T00:00:00Z`)
  await hub.idle()
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as {
    emails: { destination: { to: string[] }; body: { text: string; html: string } }[]
  }
  mails = emails.map(({ destination, body }) => ({ to: destination.to.join(), ...body }))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const linksTo = (to: string) => mails.find((mail) => mail.to === to)!.text.match(/http\S+\/nil\/\S+/g) ?? []
const linkOf = (division: string, form: string) =>
  ['civil-affairs', 'poverty-alleviation', 'disabled-federation']
    .flatMap((office) => linksTo(`${office}@${division}.invalid`))
    .find((link) => link.includes(form))!

/** What the page says, as somebody on that day sees it. */
async function open(
  link: string,
  day = DAY,
  init: { method?: string; body?: URLSearchParams } = {},
): Promise<{ status: number; text: string }> {
  const headers = { ...hub.playedOn(day), ...(init.method === 'POST' && { origin: hub.url }) }
  const answer = await ask(link, { headers, ...init })
  const html = (await answer.text()).replace(/[\s\S]*<main/, '<main').replace(/<\/main>[\s\S]*/, '')
  return { status: answer.status, text: html.replace(/<[^>]+>/g, '').replace(/\s/g, '') }
}
/** The six digits beside a link, wherever the link was altered. */
const codeOf = (link: string) =>
  mails
    .flatMap(({ text }) => [...text.matchAll(/6位数字 (\d{6})）：\n\s*(\S+)/g)])
    .find(([, , one]) => one === link)?.[1] ?? ''
const press = (link: string, day = DAY, code = codeOf(link)) =>
  open(link, day, { method: 'POST', body: new URLSearchParams({ code }) })

const kept = async (division: string, office: 'civil-affairs' | 'poverty-alleviation', form: string) =>
  hubStores(hub).submissions.get({ division, office, form, period: '2018-05' })

describe('零报告 by the link in a letter', () => {
  test('each list owed of which nobody may be new has its own link, in the text and in the HTML', () => {
    const links = linksTo('civil-affairs@440222.invalid')
    expect(links.map((link) => link.replace(/.*\/nil\/([^.]+\.[^.]+\.[^.]+).*/, '$1'))).toEqual([
      '440222.civil-affairs.dibao-new',
      '440222.civil-affairs.tekun-new',
    ])
    const { html } = mails.find((mail) => mail.to === 'civil-affairs@440222.invalid')!
    for (const link of links) expect(html).toContain(`href="${link}"`)
    // That nobody at all is listed is not for a letter to suggest, nor that there is nothing to count.
    expect(linksTo('civil-affairs@440200.invalid')).toEqual([])
    expect(linksTo('social-insurance@440222.invalid')).toEqual([])
  })

  test('opening it says what will be said and changes nothing, as often as scanners like', async () => {
    const link = linkOf('440222', 'dibao-new')
    for (let i = 0; i < 3; i++) {
      const { status, text } = await open(link)
      expect(status).toBe(200)
      expect(text).toContain(
        '由始兴县民政局报告，并对其真实性、准确性负责：2018年5月没有新增的低保对象。邮件中的6位数字提交零报告',
      )
    }
    await ask(link, { method: 'HEAD', headers: hub.playedOn(DAY) })
    expect(await kept('440222', 'civil-affairs', 'dibao-new')).toBeUndefined()
  })

  test('the button asks for the digits of the same letter, and locks after five wrong ones', async () => {
    const link = linkOf('440233', 'dibao-new')
    for (const code of ['', '12', '１２３', codeOf(linkOf('440222', 'dibao-new'))]) {
      const { status, text } = await press(link, DAY, code)
      expect([status, text]).toEqual([400, expect.stringContaining('6位数字不对，没有提交')])
    }
    expect((await press(link, DAY, '000000')).status).toBe(409)
    expect([(await press(link)).status, (await press(link)).text]).toEqual([409, expect.stringContaining('已锁定')])
    expect(await kept('440233', 'civil-affairs', 'dibao-new')).toBeUndefined()
    const noted = await hubStores(hub).audit.latest('440233', 1)
    expect(noted).toMatchObject([
      { kind: 'nil-by-link-refused', outcome: 'refused', object: '440233/civil-affairs/dibao-new/2018-05' },
    ])
  })

  test('the button says it, once: afterwards the page tells what was said and when', async () => {
    const link = linkOf('440222', 'dibao-new')
    const { status, text } = await press(link)
    expect([status, text]).toEqual([
      200,
      expect.stringContaining('已收到始兴县民政局的零报告：2018年5月没有新增的低保对象。'),
    ])
    expect(text).toContain('收到时间：2018年6月4日')
    const first = await kept('440222', 'civil-affairs', 'dibao-new')
    expect(first).toMatchObject({ state: 'nil', time: '2018-06-04T04:00:00.000Z' })
    expect((await press(link, '2018-06-08')).text).toContain('收到时间：2018年6月4日')
    expect((await open(link)).text).not.toContain('提交零报告')
    expect(await kept('440222', 'civil-affairs', 'dibao-new')).toEqual(first)
    // The office's other list is as unsaid as before.
    expect(await kept('440222', 'civil-affairs', 'tekun-new')).toBeUndefined()
  })

  test('a form on another site cannot press it', async () => {
    const link = linkOf('440222', 'tekun-new')
    const headers = { ...hub.playedOn(DAY), origin: 'https://elsewhere.example' }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await ask(link, { method: 'POST', headers: { ...headers, ...form } })).status).toBe(403)
    expect(await kept('440222', 'civil-affairs', 'tekun-new')).toBeUndefined()
  })

  test.each([
    ['for another list', (link: string) => link.replace('dibao-new', 'tekun-new')],
    ['for another office', (link: string) => link.replace('440224', '440222')],
    ['for longer', (link: string) => link.replace('2018-08-03', '2019-08-03')],
    ['cut off', (link: string) => link.slice(0, -1)],
  ])('altered, %s, it says so and nothing is reported', async (_, alter) => {
    const link = linkOf('440224', 'dibao-new')
    for (const { status, text } of [await open(alter(link)), await press(alter(link))])
      expect([status, text]).toEqual([400, expect.stringContaining('这个链接不完整，或者被改动过')])
    expect(await kept('440224', 'civil-affairs', 'dibao-new')).toBeUndefined()
    expect(await kept('440224', 'civil-affairs', 'tekun-new')).toBeUndefined()
  })

  test('it ends after its last day', async () => {
    const link = linkOf('440224', 'dibao-new')
    for (const { status, text } of [await open(link, '2018-08-04'), await press(link, '2018-08-04')])
      expect([status, text]).toEqual([410, expect.stringContaining('这个链接已经过期')])
    expect(await kept('440224', 'civil-affairs', 'dibao-new')).toBeUndefined()
    expect((await open(link, '2018-08-03')).status).toBe(200)
  })

  test('a list that was accepted meanwhile, or after 零报告, is told of; a refused file is hinted at', async () => {
    const send = async (form: string, rows: string) => {
      const path = join(dir, `${form}.csv`)
      writeFileSync(path, `县（市、区）,乡镇（街道）,姓名,身份证号码,低保证号\n${rows}`)
      const client = hubClient(hub, hubStores(hub), DAY)
      const request = {
        division: '440229',
        office: 'civil-affairs',
        form,
        period: '2018-05',
        fileName: 'a.csv',
      } as const
      await client.put(await client.ask(request, path), path)
      await hub.idle()
    }
    const link = linkOf('440229', 'dibao-new')
    await send('dibao-new', '')
    expect((await open(link)).text).toContain('收到过一份文件，但没有接收。')
    await send('dibao-new', '翁源县,龙仙镇,试验甲,110101199003070038,D1\n')
    for (const { text } of [await open(link), await press(link)])
      expect(text).toContain('翁源县民政局2018年5月的低保对象新增名单已经接收（2018年6月4日')
    expect(await kept('440229', 'civil-affairs', 'dibao-new')).toMatchObject({ state: 'accepted' })

    await press(linkOf('440229', 'tekun-new'))
    const uploads = hubStores(hub).uploads
    const [accepted] = (await uploads.list('440229')).filter(({ state }) => state === 'accepted')
    await uploads.create({ ...accepted!, id: `${accepted!.id}x`, form: 'tekun-new' })
    expect((await open(linkOf('440229', 'tekun-new'))).text).toContain('该月的名单另外也已接收')
  })
})

describe('零报告 from the home page', () => {
  const post = async (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields)
    return open(`${hub.url}/nil-returns`, DAY, { method: 'POST', body })
  }

  test('is confirmed on a page of its own, for a full list in other words', async () => {
    const { status, text } = await post({ division: '440233', list: 'civil-affairs/tekun-full', period: '2018-04' })
    expect([status, text]).toEqual([
      200,
      expect.stringContaining('新丰县民政局的零报告：截至2018年4月底，没有任何特困人员。'),
    ])
  })

  test.each([
    ['nothing chosen', { division: '', list: '', period: '2018-05' }, '请选择名单和所属期'],
    ['a list of another office', { division: '440233', list: 'finance/tekun-new', period: '2018-05' }, '不能零报告'],
    ['a month that is not over', { division: '440233', list: 'civil-affairs/tekun-new', period: '2018-06' }, '次月'],
  ])('with %s is refused in words', async (_, fields, words) => {
    const { status, text } = await post(fields)
    expect([status, text]).toEqual([400, expect.stringContaining(words)])
  })
})
