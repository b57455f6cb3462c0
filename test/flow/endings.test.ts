/** A list that would end many: who sees whom, who confirms, sends back, takes back; 零报告 for a whole list. */
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { maskedId } from '../../rules/access/masked.ts'
import type { EndingsShown } from '../../schemas/records/endings.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { type Acting, acting } from '../acting.ts'
import { COUNTY, csvOf, listed, person } from '../faults/lists.ts'

const DAY = '2018-06-06'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-endings-'))
let hub: Hub
const ask: Acting['ask'] = (path, init) => acting(hub).ask(path, init)
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await hubStores(hub).policies.put(defaultPolicy())
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const office = 'civil-affairs' as const
const period = '2018-05'

async function send(numbers: readonly number[], form = 'dibao-full', of = period): Promise<Upload> {
  const path = join(dir, `${form}.csv`)
  writeFileSync(
    path,
    csvOf(
      'dibao',
      numbers.map((n) => listed(n, COUNTY, { 姓名: `${person(n).name}${'甲乙丙丁戊'[n % 5]}` })),
    ),
  )
  const client = hubClient(hub, hubStores(hub), DAY)
  const ticket = await client.ask({ division: COUNTY, office, form, period: of, fileName: 'x.csv' }, path)
  await client.put(ticket, path)
  await hub.idle()
  return (await hubStores(hub).uploads.get(COUNTY, ticket.id))!
}

async function post(path: string, body: object): Promise<{ status: number; message?: string; upload?: string }> {
  const headers = { ...hub.playedOn(DAY), 'content-type': 'application/json' }
  const answer = await ask(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const said = (await answer.json()) as { message?: string; upload?: string }
  await hub.idle()
  return { ...said, status: answer.status }
}
const about = (upload: Upload, what: string, body: object) => post(`/uploads/${COUNTY}/${upload.id}/${what}`, body)
const now = (upload: Upload) => hubStores(hub).uploads.get(COUNTY, upload.id) as Promise<Upload>
const SECOND = { duty: 'approver', division: COUNTY, office: 'social-insurance', person: '乙' } as const
const endings = async (upload: Upload, query = '', by: Identity = SECOND) =>
  (await (await ask(`/api/uploads/${COUNTY}/${upload.id}/endings${query}`, { by })).json()) as EndingsShown
const pageAt = async (path: string) => (await ask(path, { of: COUNTY })).text()
const receipt = (upload: Upload, of = '') => pageAt(`/uploads/${COUNTY}/${upload.id}${of}`)
/** What waits for its sender, or for others. */
const sender = { duty: 'clerk', division: COUNTY, office } as const
const todo = async () =>
  (await (await ask('/', { by: sender })).text()).split('id="todo-title"')[1]?.split('id="lately-title"')[0] ?? ''
const listedNow = async (category = 'dibao') => {
  const { roster } = await hubStores(hub).heads.get(`${COUNTY}#${category}`)
  return roster ? (await hubStores(hub).outbox.get(roster)).length / 32 : 0
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('whom it would end is shown by name and township, and only what was seen is confirmed', async () => {
  await send(numbers(1, 8))
  const held = await send([...numbers(1, 2), 9])
  expect(held).toMatchObject({
    ...{ state: 'held', heldFor: ['half-ended'], wouldEnd: { active: 8, ended: 6 } },
    effect: { began: 1, kept: 2, ended: 0, protected: 0 },
  })
  const shown = await endings(held)
  expect(shown.counts).toEqual({ active: 8, began: 1, kept: 2, ending: 6, protected: 0 })
  expect(shown.ended.map(({ township }) => township)).toEqual(['440222100'])
  expect(shown.ended[0]!.persons.map(({ id }) => id)).toEqual(
    numbers(3, 8)
      .map((n) => person(n).id)
      .sort()
      .map(maskedId),
  )
  expect(shown.ended[0]!.persons.every(({ name }) => /^\S\*\*$/.test(name))).toBe(true)
  expect(shown.began[0]!.persons.map(({ id }) => id)).toEqual([maskedId(person(9).id)])
  expect((await endings(held, '?most=2')).ended[0]!.persons).toHaveLength(2)

  expect(await about(held, 'confirm', { by: '乙', seen: 'something else' })).toMatchObject({ status: 409 })
  // Nor by what somebody else was shown.
  const { seen } = await endings(held, '', { ...SECOND, person: '丙' })
  expect(await about(held, 'confirm', { by: '乙', seen })).toMatchObject({ status: 409 })
  expect(await listedNow()).toBe(9)
  expect(await about(held, 'confirm', { by: '乙', seen: shown.seen })).toMatchObject({ status: 202 })
  const accepted = await now(held)
  expect(accepted).toMatchObject({ state: 'accepted', effect: { ended: 6 }, confirmedOn: DAY })
  // The second of two clicks ends where the first does, also when that is through; somebody else hears of it.
  expect((await about(held, 'confirm', { by: '乙', seen: shown.seen })).status).toBe(202)
  expect((await about(held, 'confirm', { by: '丙', seen })).status).toBe(409)
  // What waits no more is not sent back either.
  expect((await about(held, 'sending-back', { by: '丙', reason: '缺少一个乡镇' })).status).toBe(409)
  expect(await now(held)).toEqual(accepted)
  expect(await listedNow()).toBe(3)
  expect((await endings(held)).ended[0]!.persons).toHaveLength(6)
})

test('of one who confirms and one who sends back the first counts, and the other reads on the page who that was', async () => {
  const held = await send(numbers(20, 23))
  expect(held.state).toBe('held')
  const { seen } = await endings(held)
  const asked = (what: string, body: object) =>
    ask(`/api/uploads/${COUNTY}/${held.id}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then(({ status }) => status)
  // Intake may not have followed yet.
  expect(await asked('confirm', { by: '乙', seen })).toBe(202)
  expect(await asked('sending-back', { by: '丙', reason: '缺少三个乡镇' })).toBe(409)
  await hub.idle()
  expect(await now(held)).toMatchObject({ state: 'accepted', confirmedBy: { name: '乙' } })
  expect((await now(held)).withdrawn).toBeUndefined()
  expect(await receipt(held, '/endings')).toMatch(/确认人.*乙/s)
  expect((await about(held, 'withdrawal', { by: '甲' })).status).toBe(202)
  expect(await receipt(held, '/endings')).toMatch(/已撤回.*甲撤回/s)
  expect(await listedNow()).toBe(3)
})

test('only the latest full list is confirmed; one that is sent back is as if it had not been sent', async () => {
  await send(numbers(1, 12))
  const older = await send(numbers(1, 3))
  const newer = await send(numbers(4, 6))
  expect([(await now(older)).state, (await now(newer)).state]).toEqual(['held', 'held'])
  // Nobody confirms without having been shown whom it would end.
  expect((await about(newer, 'confirm', { by: '乙' })).status).toBe(400)
  const refused = await about(older, 'confirm', { by: '乙', seen: (await endings(older)).seen })
  expect(refused.status).toBe(409)
  expect(refused.message).toContain('只能确认最近的一份')
  expect(await receipt(older)).toMatch(/不再确认.*无误的，无须其他操作/s)
  expect(await receipt(newer)).toContain('核对不再列入的人员')
  expect(await receipt(older, '/endings')).not.toContain('确认名单无误')
  expect(await todo()).toContain(newer.id)
  expect(await todo()).not.toContain(older.id)
  const shownAs = (upload: Upload, page: string) =>
    new RegExp(`${upload.id}".*?<span class="state [a-z]+">.*?</span>([^<]*)`, 's').exec(page)?.[1]
  const home = await pageAt(`/lists?period=${period}&tab=all`)
  expect([shownAs(older, home), shownAs(newer, home)]).toEqual(['不再确认', '待第二人确认'])
  expect(await listedNow()).toBe(12)

  expect((await about(newer, 'sending-back', { by: '乙' })).status).toBe(400)
  expect((await about(newer, 'sending-back', { by: '乙', reason: '缺少三个乡镇' })).status).toBe(202)
  expect(await now(newer)).toMatchObject({
    state: 'withdrawn',
    withdrawn: { by: { name: '乙' }, sentBack: true, reason: '缺少三个乡镇' },
  })
  expect((await about(newer, 'sending-back', { by: '乙', reason: '缺少三个乡镇' })).status).toBe(202)
  expect((await about(newer, 'sending-back', { by: '丙', reason: '缺少三个乡镇' })).status).toBe(409)
  expect((await about(newer, 'withdrawal', { by: '乙', reason: '缺少三个乡镇' })).status).toBe(409)
  expect((await about(newer, 'confirm', { by: '乙', seen: 'it' })).status).toBe(409)
  expect((await now(older)).state).toBe('held')
  expect((await about(older, 'withdrawal', { by: '甲' })).status).toBe(202)
  expect(await listedNow()).toBe(12)
})

test('a list that is taken back gives back whom it ended, until a submitted month rests on it', async () => {
  const ending = await send([...numbers(1, 11), 13])
  expect(ending).toMatchObject({ state: 'accepted', effect: { began: 1, kept: 11, ended: 1, protected: 0 } })
  // It never waited: nobody but its office takes it out.
  expect((await about(ending, 'sending-back', { by: '乙', reason: '缺少三个乡镇' })).status).toBe(409)
  expect((await about(ending, 'withdrawal', { by: '甲' })).status).toBe(202)
  expect(await now(ending)).toMatchObject({
    state: 'withdrawn',
    withdrawn: { by: { name: '甲' }, day: DAY, sentBack: false },
  })
  expect(await listedNow()).toBe(12)
  expect((await about(ending, 'withdrawal', { by: '甲' })).status).toBe(202)
  expect((await about(ending, 'withdrawal', { by: '丙' })).status).toBe(409)
  // The same bytes stand for nothing any more, and are then a list like any other.
  const again = await send([...numbers(1, 11), 13])
  expect(again.sameAs).toBeUndefined()
  expect((await send([...numbers(1, 11), 13])).sameAs).toBe(again.id)

  const client = hubClient(hub, hubStores(hub), DAY)
  const closedAndSubmitted = async () => {
    await client.close(COUNTY, period)
    await hub.idle()
    await client.submit(COUNTY, period, '')
  }
  await closedAndSubmitted()
  const refused = await about(again, 'withdrawal', { by: '甲' })
  expect(refused.status).toBe(409)
  expect(refused.message).toContain('已经用于报送的统计表')
  expect((await now(again)).state).toBe('accepted')
  // Its receipt says so before anybody asks.
  const told = await (await ask(`/uploads/${COUNTY}/${again.id}`, { by: sender })).text()
  expect(told).toContain('已经用于报送的统计表，不能撤回')
  expect(told).not.toContain('报错了，撤回')
  // Sent back, it would take out persons whom the month has reported.
  const held = await send([1, 20, 21, 22])
  expect(held).toMatchObject({ state: 'held', effect: { began: 3 } })
  await client.sendReturnBack(COUNTY, period, '人数不对')
  await closedAndSubmitted()
  const kept = await about(held, 'sending-back', { by: '乙', reason: '缺少三个乡镇' })
  expect(kept.status).toBe(409)
  expect(kept.message).toContain('已经用于报送的统计表')
  expect((await now(held)).state).toBe('held')
  const toConfirm = await (await ask(`/uploads/${COUNTY}/${held.id}/endings`, { by: SECOND })).text()
  expect(toConfirm).toContain('不能撤回或者退回')
  expect([toConfirm.includes('/send-back"'), toConfirm.includes('核对结果')]).toEqual([false, true])
  expect(await listedNow()).toBe(15)
})

test('零报告 for a whole list waits where somebody is listed, is confirmed by another, and is taken back', async () => {
  const nil = { division: COUNTY, office, form: 'dibao-full', period: '2018-04' }
  const page = async () => {
    const path = `/nil-returns/${COUNTY}/${office}/dibao-full/2018-04`
    const html = await (await ask(path, { headers: hub.playedOn(DAY) })).text()
    return html.replace(/<[^>]*>/g, '').replace(/\s/g, '')
  }
  // Before it is said: whom it would end, and that somebody else is asked.
  expect(await page()).toContain('名单上现有15人。提交以后须由另一人核对确认')
  expect((await post('/nil-returns', { ...nil, form: 'tekun-full' })).status).toBe(201)
  const [first, second] = await Promise.all([post('/nil-returns', nil), post('/nil-returns', nil)])
  expect([first.status, second.status, second.upload]).toEqual([201, 201, first.upload])
  const held = (await hubStores(hub).uploads.get(COUNTY, first.upload!))!
  expect(held).toMatchObject({ state: 'held', nil: true, heldFor: expect.arrayContaining(['nil-return']) })
  expect((await post('/nil-returns', nil)).upload).toBe(held.id)
  expect(await post('/nil-returns/withdrawal', nil)).toMatchObject({
    status: 409,
    message: expect.stringContaining('回执'),
  })
  expect((await about(held, 'withdrawal', { by: '甲' })).status).toBe(202)
  expect(await hubStores(hub).submissions.get({ ...nil, office })).toBeUndefined()
  // Taken back, it can be said again.
  const again = await post('/nil-returns', nil)
  expect(again.upload).not.toBe(first.upload)
  expect(
    (await about((await hubStores(hub).uploads.get(COUNTY, again.upload!))!, 'withdrawal', { by: '甲' })).status,
  ).toBe(202)
  expect(await listedNow()).toBe(15)
  // Confirmed, it is what the month has of the office; the list of the month after stands.
  const third = (await hubStores(hub).uploads.get(COUNTY, (await post('/nil-returns', nil)).upload!))!
  const { seen } = await endings(third)
  expect((await about(third, 'confirm', { by: '乙', seen })).status).toBe(202)
  expect(await now(third)).toMatchObject({ state: 'accepted', nil: true })
  expect(await hubStores(hub).submissions.get({ ...nil, office })).toMatchObject({ state: 'nil', upload: third.id })
  expect(await listedNow()).toBe(15)
  expect((await about(third, 'withdrawal', { by: '甲' })).status).toBe(202)
  expect(await listedNow()).toBe(15)

  const later = (await post('/nil-returns', { ...nil, period })).upload
  // A list of the month came already.
  expect(later).toBeUndefined()
})

test('零报告 of nobody new is taken back, and what was sent meanwhile counts', async () => {
  const nil = { division: COUNTY, office, form: 'tekun-new', period }
  expect((await post('/nil-returns/withdrawal', nil)).status).toBe(409)
  await post('/nil-returns', nil)
  expect((await hubStores(hub).submissions.get({ ...nil, office }))?.state).toBe('nil')
  for (let i = 0; i < 2; i++) expect((await post('/nil-returns/withdrawal', nil)).status).toBe(200)
  expect(await hubStores(hub).submissions.get({ ...nil, office })).toBeUndefined()
})

test('before a close a list is shown as it stands, whatever was refused since; one that nobody can confirm waits no more', async () => {
  const listedIn = async (of: string) =>
    /低保对象全部名单.*?<span class="state.*?<\/span>([^<]*)/s.exec(
      await pageAt(`/closing?county=${COUNTY}&period=${of}`),
    )?.[1]
  expect((await send([1], 'dibao-full', '2018-06')).state).toBe('held')
  expect(await listedIn('2018-06')).toBe('待第二人确认')
  expect((await send(numbers(1, 40), 'dibao-full', '2018-07')).state).toBe('accepted')
  expect((await send([], 'dibao-full', '2018-07')).state).toBe('refused')
  expect([await listedIn('2018-06'), await listedIn('2018-07')]).toEqual(['不再确认', '已接收'])
})

test('the list as of now is what stands after all that; finance sees it without what became of anybody', async () => {
  const seenBy = async (by: Identity) => (await ask(`/roster/${COUNTY}/${office}?category=dibao`, { by })).text()
  const [own, finance, hr] = await Promise.all([
    seenBy(sender),
    seenBy({ ...sender, office: 'finance' }),
    seenBy({ ...sender, office: 'human-resources' }),
  ])
  for (const page of [own, finance, hr]) expect(page).toContain(`现有 ${await listedNow()}<`)
  expect([own, finance, hr].map((page) => page.includes('结果'))).toEqual([true, false, true])
  // What was gathered for a look holds until a list comes.
  const before = await listedNow()
  expect((await send([60], 'dibao-new', '2018-07')).state).toBe('accepted')
  expect(await listedNow()).toBe(before + 1)
  expect(await seenBy(sender)).toContain(`现有 ${before + 1}<`)
})

const asked = async (path: string, body: FormData | URLSearchParams, by: Identity = sender) => {
  const headers = { ...hub.playedOn(DAY), ...(await acting(hub).as(by)), origin: hub.url }
  const answer = await fetch(hub.url + path, { method: 'POST', redirect: 'manual', headers, body })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
const uploads = async (fileName: string) =>
  (await hubStores(hub).uploads.list(COUNTY)).filter((upload) => upload.fileName === fileName)
/** Chosen files, told, then ticked as a form each. */
async function chosen(files: Readonly<Record<string, Buffer>>, forms: readonly string[], month = '2018-03') {
  const body = new FormData()
  for (const [name, bytes] of Object.entries(files)) body.append('files[]', new File([new Uint8Array(bytes)], name))
  const { text } = await asked('/lists/files', body)
  const fields = [...text.matchAll(/name="file-(\w+)"/g)].flatMap(([, token = ''], i) => [
    [`file-${token}`, token],
    [`send-${token}`, 'on'],
    [`form-${token}`, forms[i] ?? ''],
    [`period-${token}`, month],
  ])
  return new URLSearchParams(fields)
}
const tekun = (numbers: readonly number[], changes = {}) =>
  csvOf(
    'tekun',
    numbers.map((n) => ({ ...listed(n, COUNTY, changes), 特困供养证号: String(n), 供养方式: '集中供养' })),
  )

test('of chosen files all are sent or none, each once; what was taken back is not taken for sent', async () => {
  const files = { '甲.csv': tekun([50]), '乙.csv': tekun([51]) }
  const unfit = await asked('/lists/sent', await chosen(files, ['tekun-new', 'disabled-new']))
  await hub.idle()
  expect([unfit.status, await uploads('甲.csv')]).toEqual([400, []])
  const body = await chosen(files, ['tekun-new', 'tekun-new'])
  const clicks = await Promise.all([asked('/lists/sent', body), asked('/lists/sent', body)])
  await hub.idle()
  expect(clicks.map(({ status }) => status)).toEqual([303, 303])
  const own = await uploads('甲.csv')
  expect([own.length, (await uploads('乙.csv')).length]).toEqual([1, 1])
  expect((await about(own[0]!, 'withdrawal', {})).status).toBe(202)
  const again = await asked('/lists/sent', body)
  expect(again).toMatchObject({ status: 409, text: expect.stringContaining('“甲.csv”报送以后已经撤回，没有再报') })
  // A page that was left open for days sends nothing once more, whether or not its file is still kept.
  const late = await chosen({ '丙.csv': tekun([52]) }, ['tekun-new'])
  const [token] = [...late.keys()].flatMap((name) => (name.startsWith('file-') ? [name.slice(5)] : []))
  const key = `chosen/${own[0]!.sentBy!.account}/${token}`
  const kept = (await hubStores(hub).outbox.get(key)).toString()
  await hubStores(hub).outbox.put(key, Buffer.from(kept.replace(/"at":"\d{4}/, '"at":"2017')))
  expect((await asked('/lists/sent', late)).status).toBe(409)
  await hub.idle()
  expect(await uploads('丙.csv')).toEqual([])
})

test('a returned row is mended once: two clicks end at one upload, another’s row is not brought in other words', async () => {
  const short = tekun([60, 61, 62])
    .toString()
    .replaceAll(/(\d{17})[\dX],/g, '$1,')
    .replace(person(62).id.slice(0, 17), (number) => number.slice(0, 6) + number.slice(8))
  const file = Buffer.from(`${short + tekun([63]).toString().split('\r\n')[1]}\r\n`)
  await asked('/lists/sent', await chosen({ '退回.csv': file }, ['tekun-new']))
  await hub.idle()
  const [upload] = await uploads('退回.csv')
  const path = `/uploads/${COUNTY}/${upload!.id}/rows/send`
  // No purpose has been said: the number that is proposed for an old one is masked too.
  const veiled = await (await ask(`/uploads/${COUNTY}/${upload!.id}/rows`, { by: { ...sender, person: '戊' } })).text()
  expect(veiled).toContain('对应的18位号码应为')
  expect(veiled).not.toContain(person(62).id)
  const mended = (rows: Readonly<Record<number, string>>) =>
    new URLSearchParams(
      Object.entries(rows).flatMap(([row, number]) => [
        [`cell-${row}-6`, number],
        [`send-${row}`, 'on'],
      ]),
    )
  const one = mended({ 0: person(60).id })
  const clicks = await Promise.all([asked(path, one), asked(path, one)])
  await hub.idle()
  clicks.push(await asked(path, one))
  expect(new Set(clicks.map(({ status, to }) => `${status} ${to?.startsWith('/uploads/')} ${to}`)).size).toBe(1)
  expect(clicks[0]!.status).toBe(303)
  const two = [mended({ 1: person(61).id }), mended({ 1: person(71).id })] as const
  const both = await Promise.all([asked(path, two[0]), asked(path, two[1], { ...sender, person: '丁' })])
  await hub.idle()
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  // Not a part of what was ticked.
  const part = await asked(path, mended({ 0: person(72).id, 2: person(62).id }))
  expect(part).toMatchObject({ status: 409, text: expect.stringContaining('已经改正报送，这次没有报送') })
  await hub.idle()
  const mends = (await hubStores(hub).uploads.list(COUNTY)).filter((later) => later.mends?.upload === upload!.id)
  expect(mends.map(({ state, effect }) => [state, effect?.began])).toEqual([
    ['accepted', 1],
    ['accepted', 1],
  ])
  // The sender is told of those that are left, also months later; what is not read yet has not come.
  const cameBack = async (day: string) => {
    const headers = { ...hub.playedOn(day), ...(await acting(hub).as(sender)) }
    return (await (await fetch(hub.url, { headers })).text()).split('id="lately-title"')[0] ?? ''
  }
  const left = (home: string) => home.split(upload!.id).length > 1 && /退回1行/.test(home)
  expect([left(await cameBack('2018-06-06')), left(await cameBack('2018-12-06'))]).toEqual([true, true])
  // A crash after the upload was asked for, and before its file was kept: the repeat brings it.
  const three = mended({ 2: person(62).id })
  const digest = hash('sha256', JSON.stringify([[2, ...Array(6).fill(null), person(62).id]]), 'hex')
  const { heads, uploads: store } = hubStores(hub)
  const like = mends[0]!
  const crashed: Upload = {
    ...{ division: like.division, office: like.office, form: like.form, period: like.period, size: like.size },
    ...{ fileName: like.fileName, sentBy: like.sentBy, day: like.day, policy: like.policy, state: 'requested' },
    ...{ id: like.id.replace(/^(2018-03)-.{9}/, '$1-zzzzzzzzz'), requestedAt: new Date().toISOString() },
    ...{ mends: { upload: upload!.id, rows: [2], digest }, sequence: await heads.issue(`${COUNTY}#tekun`) },
  }
  await store.create(crashed)
  expect(left(await cameBack('2018-06-06'))).toBe(true)
  expect((await asked(`/uploads/${COUNTY}/${crashed.id}/tick-off`, new URLSearchParams())).status).toBe(409)
  expect((await asked(path, three)).to).toBe(`/uploads/${COUNTY}/${crashed.id}`)
  await hub.idle()
  expect(await now(crashed)).toMatchObject({ state: 'accepted', effect: { began: 1 } })
  expect((await asked(path, three)).to).toBe(`/uploads/${COUNTY}/${crashed.id}`)
  expect((await store.open(COUNTY)).map(({ id }) => id)).not.toContain(upload!.id)
  expect((await about(upload!, 'withdrawal', {})).status).toBe(202)
  const gone = await asked(path, mended({ 2: person(62).id }))
  expect(gone).toMatchObject({ status: 409, text: expect.stringContaining('请打开它的回执查看') })
})
