/** The audit of a running hub: its chains' ends are deposited and told, and a chain that somebody has changed is found. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryKey } from '../../formats/audit-chain.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { accountOf, type Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { present } from '../../schemas/present.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { auditQueue } from '../../stores/aws/queues.ts'
import { workTable } from '../../stores/aws/work.ts'
import { people } from '../../stores/people/people.ts'
import { acting } from '../acting.ts'

const COUNTY = '440222'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-audit-'))
let hub: Hub
let stores: ReturnType<typeof hubStores>
let clients: Clients
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  stores = hubStores(hub)
  clients = makeClients({ environment: hub.env })
  await beginCity(stores)
  await auditor('0000000000000001', 'auditor@example.org')
  await auditor('0000000000000002', '13800000002')
  for (let minute = 10; minute < 15; minute++) await stores.audit.write(event(minute))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function auditor(id: string, signInName: string): Promise<void> {
  await stores.accounts.create({ id, division: COUNTY, duties: ['auditor'], invitedAt: '2018-06-01T00:00:00.000Z' })
  await stores.accounts.name(id, { name: '审计员', signInName }, `key ${id}`)
}
const event = (minute: number) => ({
  division: COUNTY,
  kind: 'sign-in' as const,
  time: `2018-06-01T00:${minute}:00.000Z`,
  outcome: 'allowed' as const,
  address: '127.0.0.1',
})

interface StoredMail {
  readonly subject: string
  readonly destination: { readonly to: readonly string[] }
  readonly body: { readonly text: string }
}
async function mails(): Promise<StoredMail[]> {
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: StoredMail[] }
  return emails.filter(({ subject }) => subject.startsWith('审计'))
}
const told = (name: string) =>
  present(
    Object.values(hub.functions).find((variables) => variables[name]),
    name,
  )[name] ?? ''

test('ends are deposited every six hours, the auditor is told once a day, and the chain is checked', async () => {
  await hub.runSchedules('2018-06-06T22:00:00Z', 'audit')
  await hub.idle()
  await stores.audit.write(event(15))
  await hub.runSchedules('2018-06-07T04:00:00Z', 'audit')
  await hub.idle()
  const heads = (await stores.auditHeads.all()).filter(({ division }) => division === COUNTY)
  expect(heads.map(({ seq, time }) => [seq, time])).toEqual([
    [5, '2018-06-06T22:00:00Z'],
    [6, '2018-06-07T04:00:00Z'],
  ])
  const state = await stores.auditStates.get(COUNTY)
  expect(state).toMatchObject({ head: heads[1], toldOn: '2018-06-07', check: { first: 1, entries: 5 } })
  const letters = await mails()
  expect(letters.map(({ destination }) => destination.to)).toEqual([['auditor@example.org']])
  expect(letters[0]?.body.text).toContain(`440222 2018-06-07 5 ${heads[0]?.hash}\n`)
})

describe('the auditor’s pages', () => {
  const AUDITOR: Identity = { duty: 'auditor', division: COUNTY }
  const KEY = 'a'.repeat(30)
  const LI = '00000000000000aa'
  const page = async (path: string, fields?: Record<string, string>, by = AUDITOR) => {
    const body = fields && new URLSearchParams(fields)
    const headers = { ...(await act.as(by)), origin: hub.url }
    const response = await fetch(hub.url + path, { redirect: 'manual', headers, ...(body && { method: 'POST', body }) })
    return { status: response.status, text: await response.text() }
  }
  /** Of the entries that a page shows. */
  const shown = ({ text }: { text: string }) =>
    [...text.matchAll(/<th scope="row"[^>]*><a href="\/audit\/entries\/(\d+)"/g)].map(([, seq]) => Number(seq))
  const later = ({ text }: { text: string }) => /name="before" value="(\d+)"/.exec(text)?.[1] ?? ''
  const end = async () => (await stores.audit.latest(COUNTY, 1))[0]?.seq ?? 0
  const view = (minute: number, object: string) => ({
    ...event(minute),
    kind: 'view' as const,
    time: new Date(Date.UTC(2018, 5, 8, 1, minute)).toISOString(),
    account: LI,
    office: 'social-insurance' as const,
    resource: 'ledger' as const,
    object,
    purpose: 'enquiry',
  })
  let act: ReturnType<typeof acting>
  let seq: number
  beforeAll(async () => {
    act = acting(hub)
    const li = {
      id: LI,
      division: COUNTY,
      office: 'social-insurance',
      duties: ['clerk'],
      invitedAt: '2018-06-01T00:00:00.000Z',
    } as const
    await stores.accounts.create({ ...li, duties: [...li.duties] })
    await stores.accounts.name(LI, { name: '李经办', signInName: 'li@example.org' }, 'key li')
    // Ten seconds after the first of June in Shanghai.
    await stores.audit.write({ ...event(16), kind: 'sign-out', time: '2018-06-01T16:00:10.000Z' })
    seq = await end()
    for (let minute = 0; minute < 59; minute++) await stores.audit.write(view(minute, `440222/2018-05-${minute}`))
    await stores.audit.write(view(59, `person/${KEY}`))
  })

  test('show entries fifty at a time, the latest first, by account, kind, day and object', async () => {
    const first = await page('/audit')
    expect(shown(first)).toEqual(Array.from({ length: 50 }, (_, i) => seq + 60 - i))
    expect(first.text).toContain('李经办')
    const rest = await page('/audit/search', { before: later(first) })
    expect(shown(rest)).toEqual(Array.from({ length: seq + 10 }, (_, i) => seq + 10 - i))
    expect(later(rest)).toBe('')
    const found = async (fields: Record<string, string>) => shown(await page('/audit/search', fields))
    expect(await found({ day: '2018-06-01', account: '', kind: '', object: '' })).toEqual([6, 5, 4, 3, 2, 1])
    expect(await found({ kind: 'sign-in' })).toEqual([6, 5, 4, 3, 2, 1])
    expect(await found({ account: LI, object: '2018-05-57' })).toEqual([seq + 58])
    expect(await found({ object: `person/${KEY}` })).toEqual([seq + 60])
    expect(await found({ account: '00000000000000ab' })).toEqual([])
    expect(await page('/audit/search', { day: 'x' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('查找条件不对'),
    })
  })

  test('show one entry with what ties it to the one before, and none of another chain', async () => {
    const [before, entry] = [await stores.audit.get(COUNTY, seq), await stores.audit.get(COUNTY, seq + 1)]
    const { text } = await page(`/audit/entries/${seq + 1}`)
    for (const told of ['李经办', '440222/2018-05-0', before?.hash, entry?.hash]) expect(text).toContain(told)
    expect(await page(`/audit/entries/${seq + 61}`)).toMatchObject({ status: 404 })
    const elsewhere = await page('/audit', undefined, { ...AUDITOR, division: '440224' })
    expect(shown(elsewhere)).toEqual([])
    expect(elsewhere.text).not.toContain('李经办')
  })

  test('write nothing, and what is looked for stands in no address', async () => {
    const before = await end()
    const { text } = await page('/audit/search', { object: '110101199003070038' })
    await page(`/audit/entries/${seq}`)
    expect(await end()).toBe(before)
    expect([...text.matchAll(/(?:href|action)="([^"]*)"/g)].join()).not.toContain('110101')
  })

  test('have the chain checked, and say of whom to ask what', async () => {
    expect((await page('/audit')).text).not.toContain('正在核对')
    expect(await page('/audit/check', {})).toMatchObject({ status: 303 })
    await hub.idle()
    const { text } = await page('/audit')
    expect(text).toContain('核对无误')
    expect(text).toContain(`第1条起共${seq + 61}条`)
    expect((await stores.audit.latest(COUNTY, 1))[0]).toMatchObject({
      kind: 'check-asked',
      account: accountOf(AUDITOR),
    })
    expect(text).toContain((await stores.auditStates.get(COUNTY)).head?.hash)
    await auditQueue(clients, told('AUDIT_QUEUE_URL')).send({
      type: 'look-through',
      division: COUNTY,
      time: '2018-06-08T22:00:00Z',
    })
    await hub.idle()
    const found = await stores.auditStates.unusual(COUNTY, 10)
    const many = { account: LI, what: 'many-lists', count: 59, from: '2018-06-08T01:00:00.000Z', seq: seq + 1 }
    expect(found).toEqual([{ day: '2018-06-08', looks: 60, found: [many] }])
    expect((await page('/audit')).text).toContain('一小时内打开了59份名单或者文件')
  })

  test('and whoever sees a person sees who looked at the person, and why', async () => {
    const persons = people(clients, told('PEOPLE_TABLE'))
    const nothing = { lists: {}, register: {}, rejectionFlags: [], taken: {} }
    const decision = { line: 1, outcome: 'review', facts: [], policy: 1, day: '2018-06-05' } as const
    await persons.put([{ key: KEY, id: 'x', ...nothing, decisions: { [COUNTY]: { ...decision, facts: [] } } }])
    const agency: Identity = { duty: 'clerk', division: COUNTY, office: 'social-insurance' }
    const path = `/persons/${COUNTY}/${KEY}/looks`
    const { status, text } = await page(path, undefined, agency)
    expect(status).toBe(200)
    expect(text).toContain('李经办')
    expect(text).toContain('查看个人信息')
    expect(text).toContain('查询答复')
    expect(text).toContain(`href="/persons/${COUNTY}/${KEY}"`)
    // Looking at who looked is a look, too.
    const looks = (division: string) => stores.audit.looksAt(KEY, [division], 10)
    expect((await looks(COUNTY)).map(({ account }) => account)).toEqual([accountOf(agency), LI])
    expect(await looks('440224')).toEqual([])
    for (const by of [AUDITOR, { ...agency, division: '440224' }])
      expect(await page(path, undefined, by)).toMatchObject({ status: 404 })
    // Another county's office finds nobody under its own county either.
    const foreign = `/persons/440224/${KEY}/looks`
    expect(await page(foreign, undefined, { ...agency, division: '440224' })).toMatchObject({ status: 404 })
  })
})

test('a changed entry is told to the auditor by its place, and stands in the chain’s state', async () => {
  const work = workTable(clients, told('WORK_TABLE'))
  await work.update({ pk: `AUDIT#${COUNTY}`, sk: entryKey(3) }, { set: { address: '10.0.0.1' } })
  await auditQueue(clients, told('AUDIT_QUEUE_URL')).send({
    type: 'check',
    division: COUNTY,
    time: '2018-06-07T05:00:00Z',
  })
  await hub.idle()
  expect((await stores.auditStates.get(COUNTY)).check).toMatchObject({ broken: { seq: 3, why: 'changed' }, entries: 2 })
  const letter = (await mails()).at(-1)
  expect(letter?.subject).toContain('核对不符')
  expect(letter?.body.text).toContain('第3条内容被修改')
})

test('a chain that somebody removed whole is found and told by the daily check', async () => {
  const work = workTable(clients, told('WORK_TABLE'))
  const { seq } = present((await stores.audit.latest(COUNTY, 1))[0], 'the last entry')
  await hub.runSchedules('2018-06-13T22:00:00Z', 'audit')
  await hub.idle()
  for (let one = 1; one <= seq; one++) await work.remove({ pk: `AUDIT#${COUNTY}`, sk: entryKey(one) })
  await hub.runSchedules('2018-06-14T22:00:00Z', 'audit')
  await hub.idle()
  expect((await stores.auditStates.get(COUNTY)).check).toMatchObject({ broken: { seq: 1, why: 'cut-off' }, entries: 0 })
  expect((await mails()).at(-1)?.body.text).toContain('第1条')
})
