/** A small city on a running hub: lists of two counties, a closed month, batches, files, requests, mails, a draft. */
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import { mailRef } from '../../functions/web/deadlines/open-mails.ts'
import type { Hub } from '../../local/host/hub.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import type { Office } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import { orderPath } from '../../schemas/records/supervision.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { keyedHashFrom } from '../../stores/aws/secret.ts'
import type { Acting } from '../acting.ts'
import { type Cells, CITY, COUNTY, csvOf, listed, OTHER_COUNTY, person, registered } from '../faults/lists.ts'
import { bytesOf } from '../forms/bytes-of.ts'

export const PERIOD = '2018-05'
export const DAY = '2018-06-06'

/** Whose lists name whom: a surname, and the numbers of persons that no example of a document is. */
export const LISTED = [
  { division: COUNTY, office: 'civil-affairs', form: 'dibao', surname: '司马', numbers: [51, 52, 53, 54, 55, 56, 57] },
  { division: COUNTY, office: 'poverty-alleviation', form: 'registered-poor', surname: '诸葛', numbers: [58, 59] },
  { division: OTHER_COUNTY, office: 'civil-affairs', form: 'dibao', surname: '上官', numbers: [61, 62, 63] },
  { division: OTHER_COUNTY, office: 'poverty-alleviation', form: 'registered-poor', surname: '尉迟', numbers: [65] },
] as const
const GIVEN = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'

export const nameOf = (surname: string, n: number) => `${surname}${GIVEN[n % 50] ?? ''}`

export interface AccessCity {
  /** The uploads of `LISTED`. */
  readonly accepted: readonly string[]
  readonly held: string
  /** The city's own list, which names somebody whom the county's lacks. */
  readonly compared: string
  readonly requested: string
  readonly run: string
  readonly batch: string
  readonly draft: string
  /** The key of one of the first list. */
  readonly person: string
  /** In use, of the county's civil affairs. */
  readonly account: string
  /** Of an office's own system. */
  readonly key: string
  readonly webhook: string
  /** By folder. */
  readonly outputs: Readonly<Record<string, string>>
  /** The end of a link to the ledger that the person has asked for. */
  link(by: Identity): Promise<string>
  /** The path of one that the county's civil affairs have to answer. */
  readonly order: string
  /** Another mail that did not arrive, at a county's office. */
  mail(): Promise<string>
}

/** @param batches without their approval, they wait for their second person */
export async function accessCity(
  hub: Hub,
  { ask, as }: Acting,
  dir: string,
  batches: 'approved' | 'prepared' = 'approved',
): Promise<AccessCity> {
  const stores = hubStores(hub)
  await beginCity(stores)
  await stores.contacts.replace([])
  await beginChains(stores)
  const client = hubClient(hub, stores, DAY)
  const send = async (division: string, office: Office, form: string, content: Uint8Array) => {
    const path = join(dir, 'list.csv')
    writeFileSync(path, content)
    const ticket = await client.ask({ division, office, form, period: PERIOD, fileName: '名单.csv' }, path)
    await client.put(ticket, path)
    await hub.idle()
    return ticket.id
  }
  const accepted: string[] = []
  for (const { division, office, form, surname, numbers } of LISTED) {
    const named = (n: number): Cells => ({ 姓名: nameOf(surname, n) })
    const rows = [...numbers.map((n) => listed(n, division, named(n))), listed(numbers[0] + 20, division, { 姓名: '' })]
    accepted.push(await send(division, office, `${form}-full`, csvOf(form, rows)))
    // One of each list is to be enrolled, for which a township is asked.
    const register = numbers.slice(1).map((n) => registered(n, named(n)))
    await send(division, 'social-insurance', 'register', csvOf('register', register))
  }
  for (const county of [COUNTY, OTHER_COUNTY]) {
    const { id } = await client.close(county, PERIOD)
    await hub.idle()
    const batch = await client.prepare(county, id)
    await hub.idle()
    if (batches === 'approved') await client.approve(county, batch.id)
    await hub.idle()
    if (batches === 'approved') await client.submit(county, PERIOD, '')
    await hub.idle()
  }
  const ofCity = listed(74, COUNTY, { '县（市、区）': '始兴县', 姓名: '令狐甲' })
  const compared = await send(CITY, 'civil-affairs', 'dibao-full', csvOf('dibao', [ofCity]))
  const only = csvOf('dibao', [listed(51, COUNTY, { 姓名: nameOf('司马', 51) })])
  const held = await send(COUNTY, 'civil-affairs', 'dibao-full', only)
  const asked = {
    division: COUNTY,
    office: 'civil-affairs',
    form: 'tekun-full',
    period: PERIOD,
    fileName: 'a.csv',
  } as const
  const { id: requested } = await client.ask(asked, join(dir, 'list.csv'))
  const [run] = await stores.runs.closes(COUNTY)
  const [batch] = await stores.batches.list(COUNTY)
  const outputs = await stores.outputs.list(COUNTY)
  return {
    accepted,
    held,
    compared,
    requested,
    run: present(run, 'a closed month').id,
    batch: present(batch, 'a batch').id,
    draft: await confirmedDraft(stores, ask),
    person: await personOf(hub, LISTED[0].numbers[0]),
    account: await accountInUse(stores),
    key: await keyOf(stores),
    webhook: await webhookOf(stores),
    outputs: Object.fromEntries(outputs.map(({ period, folder, name }) => [folder, `${period}/${folder}/${name}`])),
    link: links(
      hub,
      as,
      present(
        outputs.find(({ folder }) => folder === 'ledger'),
        'a ledger',
      ).key,
    ),
    mail: mails(stores),
    order: await orderOf(stores),
  }
}

async function personOf(hub: Hub, number: number): Promise<string> {
  const intake = Object.entries(hub.functions).find(([name]) => name.startsWith('intake'))?.[1]
  const arn = present(intake?.KEY_SECRET_ARN, 'the secret of persons’ keys')
  const hash = await keyedHashFrom(makeClients({ environment: hub.env }), arn)()
  return hash.personKeyHex(person(number).id)
}

export async function keyOf({ apiKeys }: ReturnType<typeof hubStores>): Promise<string> {
  const id = 'feedfeedfeedfeed'
  await apiKeys.create({
    ...{ id, hash: '0'.repeat(64), name: '系统', division: COUNTY, office: 'civil-affairs', scopes: ['send-files'] },
    ...{ until: '2999-12-31', by: '0'.repeat(16), madeAt: `${DAY}T00:00:00.000Z` },
  })
  return id
}

export async function webhookOf({ webhooks }: ReturnType<typeof hubStores>): Promise<string> {
  const id = 'beadbeadbeadbead'
  await webhooks.create({
    ...{ id, division: COUNTY, office: 'bank', url: 'http://127.0.0.1:1/', events: ['batch.published'] },
    ...{ by: '0'.repeat(16), madeAt: `${DAY}T00:00:00.000Z` },
  })
  return id
}

/** Each chain has an entry to be looked at. */
async function beginChains({ audit, policies }: ReturnType<typeof hubStores>): Promise<void> {
  const { city, counties } = await policies.inForce()
  const event = { kind: 'sign-out', time: `${DAY}T00:00:00.000Z`, outcome: 'allowed', address: '127.0.0.1' } as const
  for (const { code: division } of [city, ...counties]) await audit.write({ division, ...event })
}

/** A draft that is confirmed stays, and confirming it once more changes nothing. */
async function confirmedDraft({ policies }: ReturnType<typeof hubStores>, ask: Acting['ask']): Promise<string> {
  const contacts = [{ division: COUNTY, office: 'finance', email: 'a@city.example' } as const]
  const policy = await policies.inForce()
  const body = await bytesOf((out) => writePolicyWorkbook(out, { policy, contacts, calendar: [] }))
  const headers = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
  const answer = await ask('/api/policy', { method: 'POST', body: new Uint8Array(body), headers, of: CITY })
  const { draft } = (await answer.json()) as { draft: string }
  await ask(`/api/policy/drafts/${draft}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: '管理员' }),
  })
  return draft
}

export async function accountInUse({ accounts }: ReturnType<typeof hubStores>): Promise<string> {
  const [id, activeAt] = ['a1b2c3d4e5f60718', '2018-05-01T00:00:00.000Z']
  const holder = { name: '测试人', signInName: '13800000001' }
  const of = { division: COUNTY, office: 'civil-affairs', duties: ['clerk'] } as const
  await accounts.create({ id, ...holder, ...of, duties: ['clerk'], invitedAt: activeAt, activeAt })
  return id
}

async function orderOf({ orders }: ReturnType<typeof hubStores>): Promise<string> {
  const id = `${CITY}-2018-001`
  const by = { account: '0'.repeat(16), name: '某某', division: CITY, office: 'human-resources' } as const
  const issued = { act: 'issue', text: '请尽快报送', by, on: DAY, at: `${DAY}T00:00:00Z` } as const
  const to = { division: COUNTY, office: 'civil-affairs' } as const
  await orders.issue({ id, division: CITY, to, problem: 'none', subject: '名单', due: DAY, acts: [issued] })
  return `/${orderPath({ id, to })}`
}

function mails({ notices }: ReturnType<typeof hubStores>): AccessCity['mail'] {
  let made = 0
  return async () => {
    const open = await notices.open()
    const like = present(
      open.find(({ to }) => to.division === COUNTY),
      'a mail that did not arrive',
    )
    const mail = { ...like, id: `${like.id}-${made++}` }
    const now = new Date().toISOString()
    await notices.claim(mail, now)
    await notices.mark(mail, 'no-address', now)
    return mailRef(mail)
  }
}

function links(hub: Hub, as: Acting['as'], key: string): AccessCity['link'] {
  const { downloads } = hubStores(hub)
  let made = 0
  return async (by) => {
    const { cookie = '' } = await as(by)
    const [account = '', token = ''] = (cookie.split('=')[1] ?? '').split('.')
    const hashed = (text: string) => hash('sha256', text, 'hex')
    const end = `link-${made++}`
    const until = new Date(Date.now() + 60_000).toISOString()
    const download = { holder: hashed(token), key, fileName: '台账.xlsx', until }
    await downloads.put({ account, hash: hashed(end) }, download)
    return end
  }
}
