/** Keys of offices' own systems: made, used, limited, revoked, and in no table. */

import { execFile, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webhookSecrets } from '../../formats/webhook-signature.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { lastEnd } from '../../rules/access/api-key-rules.ts'
import { MOST_KEYS } from '../../schemas/records/api-key.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deliveries } from '../../stores/webhooks/deliveries.ts'
import { type Acting, acting } from '../acting.ts'
import { CITY, COUNTY, csvOf, listed, OTHER_COUNTY } from '../faults/lists.ts'
import { receiver } from '../functions/webhooks/heard.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-keys-'))
const logged: string[] = []
let hub: Hub
let act: Acting
let stores: ReturnType<typeof hubStores>
beforeAll(async () => {
  hub = await startHub({
    dataDir: join(dir, 'data'),
    port: 0,
    letters: true,
    log: (line) => void logged.push(JSON.stringify(line)),
  })
  stores = hubStores(hub)
  await beginCity(stores)
  act = acting(hub)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const ADMIN: Identity = { duty: 'administrator', division: COUNTY }
const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'civil-affairs' }
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
const LIST = csvOf('dibao', [listed(1), listed(2)])
const FILE = {
  ...{ division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05' },
  ...{ fileName: '名单.csv', size: LIST.length },
}

async function page(path: string, by: Identity, fields?: Record<string, string> | [string, string][]) {
  const answer = await fetch(hub.url + path, {
    redirect: 'manual',
    headers: { origin: hub.url, ...(await act.as(by)) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  return { status: answer.status, text: await answer.text() }
}

const wish = (name: string, changes: Record<string, string> = {}): [string, string][] => [
  ...Object.entries({ name, office: 'civil-affairs', until: lastEnd(today), ...changes }),
  ['scopes[]', 'send-files'],
  ['scopes[]', 'read-states'],
]

const tokenIn = (text: string) => /yb_([0-9a-f]{16})_[\w-]{43}/.exec(text) ?? ['', '']

async function made(name: string): Promise<{ token: string; id: string }> {
  const { status, text } = await page('/keys', ADMIN, wish(name))
  expect(status).toBe(200)
  const [token, id = ''] = tokenIn(text)
  expect(token).not.toBe('')
  return { token, id }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function api(path: string, headers: Record<string, string>, body?: object) {
  const answer = await fetch(hub.url + path, {
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

const ofKey = async (id: string) => (await stores.audit.latest(COUNTY, 200)).filter((entry) => entry.account === id)

describe('an office’s own system', () => {
  test('sends a file by the key that its administrator made, and reads what became of it', async () => {
    const { token, id } = await made('低保系统')
    const again = { ...bearer(token), 'Idempotency-Key': 'list-of-may' }
    const asked = await api('/api/v1/uploads', again, FILE)
    expect(asked.status).toBe(201)
    const ticket = JSON.parse(asked.text)
    // Asked for again, as where the answer was lost, it is the same upload.
    expect(JSON.parse((await api('/api/v1/uploads', again, FILE)).text).id).toBe(ticket.id)
    const other = await api('/api/v1/uploads', again, { ...FILE, size: 1 })
    expect([other.status, JSON.parse(other.text).code]).toEqual([422, 'idempotency-key-reused'])
    expect((await api('/api/v2/uploads', bearer(token))).status).toBe(404)
    expect((await fetch(ticket.url, { method: 'PUT', body: new Uint8Array(LIST), headers: ticket.headers })).ok).toBe(
      true,
    )
    await hub.idle()
    const { status, text } = await api(`/api/uploads/${COUNTY}/${ticket.id}`, bearer(token))
    expect([status, JSON.parse(text).state]).toEqual([200, 'accepted'])
    expect((await stores.uploads.get(COUNTY, ticket.id))?.sentBy).toEqual({
      ...{ account: id, name: '接口密钥“低保系统”', division: COUNTY, office: 'civil-affairs' },
      byKey: true,
    })
    const list = await api('/api/uploads', bearer(token))
    expect(JSON.parse(list.text).items.map((upload: { id: string }) => upload.id)).toEqual([ticket.id])
    expect((await page(`/uploads/${COUNTY}/${ticket.id}`, CLERK)).text).toContain('接口密钥“低保系统”')
    expect((await ofKey(id)).map(({ kind, action, outcome }) => [kind, action, outcome])).toEqual([
      ['act', 'send', 'allowed'],
    ])
  })

  test('has a key that is shown once and kept as a hash; the audit knows that it was made, the log nothing of it', async () => {
    const { token, id } = await made('只显示一次')
    await api('/api/uploads', bearer(token))
    await api('/api/uploads', bearer(`${token}x`))
    const list = await page('/keys', ADMIN)
    expect(list.text).toContain('只显示一次')
    expect(tokenIn(list.text)[0]).toBe('')
    const secret = token.slice(-43)
    const kept = JSON.stringify(await everyItem())
    expect(kept).toContain(id)
    expect(kept).not.toContain(secret)
    expect(logged.join()).not.toContain(secret)
    const entries = (await stores.audit.latest(COUNTY, 200)).filter(({ object }) => object === id)
    expect(entries.map(({ kind }) => kind)).toEqual(['key-made'])
  })

  test('needs no page that it comes from, and is nobody’s session whatever cookie comes along', async () => {
    const { token } = await made('没有网页')
    const away = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const cookie = await act.as(CLERK)
    expect((await api('/api/uploads', { ...away, ...bearer(token) }, FILE)).status).toBe(201)
    expect((await api('/api/uploads', { ...away, ...cookie }, FILE)).status).toBe(403)
    // Of the clerk's session the key knows nothing, and a wrong key does not fall back to it.
    const endings = `/api/uploads/${COUNTY}/none/endings`
    expect((await api(endings, { ...cookie, ...bearer(token) })).text).toBe((await api('/api/none', {})).text)
    expect((await api('/api/uploads', { ...cookie, ...bearer('yb_none') })).status).toBe(401)
    // Pages know no keys: the session is asked as if there were none.
    expect((await page('/', CLERK)).status).toBe(200)
    const home = await fetch(`${hub.url}/`, { headers: bearer(token), redirect: 'manual' })
    expect([home.status, home.headers.get('location')]).toEqual([303, '/sign-in'])
    const form = new URLSearchParams({ ref: 'x' })
    const foreign = { ...cookie, ...bearer(token), origin: 'https://elsewhere.example' }
    const posted = await fetch(`${hub.url}/sign-out`, { method: 'POST', body: form, headers: foreign })
    expect(posted.status).toBe(403)
  })

  test('has a last use that is written at most once an hour', async () => {
    const { token, id } = await made('最近使用')
    expect((await stores.apiKeys.get(id))?.usedAt).toBeUndefined()
    await api('/api/uploads', bearer(token))
    const first = (await stores.apiKeys.get(id))?.usedAt
    expect(first).toBeDefined()
    await api('/api/uploads', bearer(token))
    expect((await stores.apiKeys.get(id))?.usedAt).toBe(first)
    await stores.apiKeys.use(id, new Date(Date.parse(first ?? '') - 3_600_001).toISOString())
    await api('/api/uploads', bearer(token))
    expect(Date.parse((await stores.apiKeys.get(id))?.usedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first ?? ''))
  })

  test('sends so many files a minute', async () => {
    const { token, id } = await made('反复报送')
    const item = { count: 120, since: '2999-01-01T00:00:00.000Z' }
    await work().update({ pk: `TRIES#key ${id}`, sk: 'address' }, { set: item })
    const refused = await api('/api/uploads', bearer(token), FILE)
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([429, 'key-too-often'])
    expect((await api('/api/uploads', bearer(token))).status).toBe(200)
  })
})

describe('a key that is wrong, revoked or ended', () => {
  test('gets one answer, at once, and stands in the audit', async () => {
    const [right, ended] = [await made('要吊销'), await made('已到期')]
    expect((await api('/api/uploads', bearer(right.token))).status).toBe(200)
    expect((await page(`/keys/${right.id}/revoke`, ADMIN, {})).status).toBe(303)
    await work().update({ pk: `API-KEY#${ended.id}`, sk: 'KEY' }, { set: { until: '2018-05-01' } })
    const other = await made('别的')
    const wrong = [
      right.token,
      ended.token,
      // Another one's secret, a key of nobody, a key that was never one.
      other.token.replace(other.id, ended.id),
      other.token.replace(other.id, '0'.repeat(16)),
      'yb_',
      '',
    ]
    const answers = await Promise.all(wrong.map((token) => api('/api/uploads', bearer(token))))
    expect(JSON.parse(answers[0]?.text ?? '').code).toBe('key-unfit')
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([`401 ${answers[0]?.text}`]),
    )
    expect((await ofKey(right.id)).map(({ kind, outcome }) => [kind, outcome])).toEqual([['key-refused', 'refused']])
    expect((await ofKey(ended.id)).length).toBe(2)
    expect((await page('/keys', ADMIN)).text).not.toContain('要吊销')
    expect((await api('/api/uploads', bearer(other.token))).status).toBe(200)
  })

  test('is counted at its address, which right keys of the same office do not feel', async () => {
    const { token } = await made('同一地址')
    const secrets = await stores.accountSecrets()
    const address = secrets.keyOf('address', '127.0.0.1')
    const since = '2999-01-01T00:00:00.000Z'
    await work().update({ pk: `TRIES#${address}`, sk: 'address' }, { set: { count: 99, since } })
    const statuses: number[] = []
    for (let n = 0; n < 3; n++) statuses.push((await api('/api/uploads', bearer('yb_none'))).status)
    expect(statuses).toEqual([401, 409, 409])
    expect((await api('/api/uploads', bearer(token))).status).toBe(200)
    await work().remove({ pk: `TRIES#${address}`, sk: 'address' })
  })
})

describe('the administrator', () => {
  test('revokes keys of the own division only, and of no key twice', async () => {
    const { token, id } = await made('本县的')
    const nothing = await page(`/keys/${'0'.repeat(16)}/revoke`, ADMIN, {})
    for (const division of [OTHER_COUNTY, CITY])
      expect(await page(`/keys/${id}/revoke`, { duty: 'administrator', division }, {})).toMatchObject({ status: 404 })
    expect(await page(`/keys/${id}/revoke`, { duty: 'security', division: COUNTY }, {})).toMatchObject({ status: 404 })
    expect((await api('/api/uploads', bearer(token))).status).toBe(200)
    await page(`/keys/${id}/revoke`, ADMIN, {})
    expect(await page(`/keys/${id}/revoke`, ADMIN, {})).toEqual(nothing)
  })

  test.each([
    ['an end of more than a year', { until: `${Number(today.slice(0, 4)) + 2}-01-01` }, 400],
    ['an end that is over', { until: '2018-05-01' }, 400],
    ['an office that sends nothing', { office: 'bank' }, 400],
    ['a name of 41 characters', { name: '系'.repeat(41) }, 400],
    ['no name', { name: '' }, 400],
    ['a person’s number for a name', { name: '440222195001011234' }, 400],
  ])('makes no key with %s', async (_, changes, status) => {
    const before = (await stores.apiKeys.list(COUNTY)).length
    expect((await page('/keys', ADMIN, wish('不成', changes))).status).toBe(status)
    expect((await stores.apiKeys.list(COUNTY)).length).toBe(before)
  })

  test('makes one key of a name, however often the form is sent, and no more than fit', async () => {
    const ADMIN_THERE: Identity = { duty: 'administrator', division: OTHER_COUNTY }
    const make = (name: string) => page('/keys', ADMIN_THERE, wish(name))
    expect((await make('系统')).status).toBe(200)
    expect((await make('系统')).status).toBe(409)
    for (let n = 1; n < MOST_KEYS; n++) expect((await make(`系统${n}`)).status).toBe(200)
    expect((await make('又一个')).status).toBe(409)
    expect((await stores.apiKeys.list(OTHER_COUNTY)).length).toBe(MOST_KEYS)
  })
})

describe('the worked examples of docs/integrate.md', () => {
  const blocks = [...readFileSync('docs/integrate.md', 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
  const block = (language: string, part: string) =>
    blocks.find(([, of, text]) => of === language && text?.includes(part))?.[2] ?? ''
  const runs = (program: string, args: readonly string[], env: Record<string, string>) =>
    promisify(execFile)(program, [...args], {
      env: { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1', ...process.env, ...env },
    })
  const isHere = (program: string, version: string) => !spawnSync(program, [version]).error

  test.each([
    ['curl', 'sh', 'send.sh', block('sh', 'REPEAT='), isHere('curl', '--version')],
    ['Python', 'python3', 'send.py', block('python', 'urllib'), isHere('python3', '--version')],
    // With what verifies a webhook, so that it is compiled.
    [
      'Java',
      'java',
      'Send.java',
      block('java', 'class Send').replace(/}\s*$/, `${block('java', 'isGenuine')}}`),
      isHere('java', '-version'),
    ],
  ])('%s sends a file, once, and says what became of it', async (name, program, file, text, isThere) => {
    expect(text).not.toBe('')
    if (!isThere) return
    const { token } = await made(`例子${name}`)
    const [list, script] = [join(dir, `${name}.csv`), join(dir, file)]
    writeFileSync(list, csvOf('dibao', [listed(1), listed(2), listed(100 + name.length)]))
    writeFileSync(script, text)
    const env = { HUB: hub.url, KEY: token, FILE: list, DIVISION: COUNTY, OFFICE: 'civil-affairs' }
    const before = (await stores.uploads.list(COUNTY)).length
    // A second run of one of them is enough to see that it asks under the same key.
    for (let n = 0; n < (name === 'curl' ? 2 : 1); n++) {
      const { stdout } = await runs(program, [script], { ...env, FORM: 'dibao-new', PERIOD: '2018-05' })
      expect(stdout).toMatch(/accepted/)
      expect(stdout).toMatch(/读取 3 行/)
    }
    expect((await stores.uploads.list(COUNTY)).length).toBe(before + 1)
  })

  test.skipIf(!isHere('python3', '--version'))('Python knows a genuine webhook from others', async () => {
    const { secretOf, headersOf } = webhookSecrets('s'.repeat(64))
    const body = '{"type":"webhook.test"}'
    const headers = headersOf('0000000000000001', { id: 'msg_1', time: 1528246800, body })
    const asks = [
      [headers, body, 1528246900],
      [headers, `${body} `, 1528246900],
      [headers, body, 1528247900],
      [{ ...headers, 'webhook-id': 'msg_2' }, body, 1528246900],
    ]
    const ask = `import json, sys\nfor h, b, now in json.loads(sys.argv[1]):\n    print(is_genuine(sys.argv[2], h, b.encode(), now))`
    const script = `${block('python', 'is_genuine')}\n${ask}\n`
    const { stdout } = await runs('python3', ['-c', script, JSON.stringify(asks), secretOf('0000000000000001')], {})
    expect(stdout.trim().split('\n')).toEqual(['True', 'False', 'False', 'False'])
  })
})

describe('a folder', () => {
  const drop = (folder: string, keyFile: string, more: readonly string[] = ['--once']) => {
    const args = ['--hub', hub.url, '--key-file', keyFile, '--dir', folder, ...more]
    return promisify(execFile)(process.execPath, ['local/commands/drop.ts', ...args]).then(
      () => 0,
      ({ code }: { code: number }) => code,
    )
  }

  test('is sent as its markers say, once, and has the receipts beside the files', async () => {
    const { token } = await made('文件夹')
    const [folder, key] = [join(dir, 'drop'), join(dir, 'key')]
    const own = join(folder, COUNTY, 'civil-affairs', '2018-05')
    mkdirSync(own, { recursive: true })
    writeFileSync(key, `${token}\n`)
    const put = (name: string, content: Buffer | string, marked = true) => {
      writeFileSync(join(own, name), content)
      if (marked) writeFileSync(join(own, `${name}.ok`), '')
    }
    put(
      'tekun-full.csv',
      csvOf('tekun', [listed(1, COUNTY, { 特困供养证号: '1', 供养方式: '分散供养', 身份证号码: '' })]),
    )
    put('dibao-new.csv', '无关的内容\r\n')
    put('dibao-full.2.csv', LIST, false)
    put('不是表名.csv', 'x')
    const before = (await stores.uploads.list(COUNTY)).length
    expect(await drop(folder, key)).toBe(1)
    expect(await drop(folder, key)).toBe(1)
    expect((await stores.uploads.list(COUNTY)).length).toBe(before + 2)
    expect(readdirSync(own).sort()).toEqual([
      ...['dibao-full.2.csv', 'dibao-new.csv', 'dibao-new.csv.failed', 'dibao-new.csv.receipt.json'],
      ...['dibao-new.csv.receipt.txt', 'tekun-full.csv', expect.stringMatching(/^tekun-full.csv.(done|failed)$/)],
      ...['tekun-full.csv.receipt.json', 'tekun-full.csv.receipt.txt', '不是表名.csv', '不是表名.csv.ok'],
    ])
    const said = (name: string) => readFileSync(join(own, `${name}.receipt.txt`), 'utf8')
    expect(said('tekun-full.csv')).toContain('全部 1 行都被退回')
    expect(said('tekun-full.csv')).toContain(`${hub.url}/uploads/${COUNTY}/`)
    expect(said('dibao-new.csv')).toContain('结果：')
    writeFileSync(key, 'yb_none')
    expect(await drop(folder, key)).toBe(2)
  })
})

describe('a webhook', () => {
  const wished = (url: string, office = 'civil-affairs'): [string, string][] => [
    ...Object.entries({ office, url }),
    ['events[]', 'upload.settled'],
  ]
  const json = (body: object) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const secretIn = (text: string) => /whsec_[\w+/=]+/.exec(text)?.[0] ?? ''

  test('is set on a page, tells a system what became of a file, and ends', async () => {
    const system = await receiver()
    const made = await page('/webhooks', ADMIN, wished(system.url))
    const id = /webhooks\/([0-9a-f]{16})/.exec(made.text)?.[1] ?? ''
    const key = Buffer.from(secretIn(made.text).replace('whsec_', ''), 'base64')
    expect([made.status, key.length]).toEqual([200, 32])
    // The secret is shown this once, and kept nowhere.
    for (const path of ['/webhooks', `/webhooks/${id}`]) expect(secretIn((await page(path, ADMIN)).text)).toBe('')
    expect(JSON.stringify(await everyItem())).not.toContain(secretIn(made.text))

    expect((await page(`/webhooks/${id}/test`, ADMIN, {})).status).toBe(303)
    const asked = await act.ask('/api/uploads', { by: CLERK, method: 'POST', ...json(FILE) })
    const ticket = (await asked.json()) as { id: string; url: string; headers: Record<string, string> }
    await fetch(ticket.url, { method: 'PUT', body: new Uint8Array(LIST), headers: ticket.headers })
    await hub.idle()
    const heard = system.heard.map(({ body }) => JSON.parse(body) as { type: string; data: object })
    expect(heard.map(({ type }) => type).sort()).toEqual(['upload.settled', 'webhook.test'])
    expect(heard.find(({ type }) => type === 'upload.settled')?.data).toMatchObject({ upload: ticket.id, rows: 2 })
    for (const { headers, body } of system.heard) {
      const signed = createHmac('sha256', key).update(
        `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`,
      )
      expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`)
    }

    // What was given up is replayed by hand: one, and all.
    const sent = deliveries(work())
    for (const { headers } of system.heard) {
      const delivery = (await sent.get({ webhook: id, id: headers['webhook-id'] ?? '' }))!
      await sent.note({ ...delivery, state: 'dead', last: { at: delivery.at, why: 'timeout' } })
    }
    expect((await page(`/webhooks/${id}`, ADMIN)).text).toContain('未送达（2）')
    await page(`/webhooks/${id}/replay`, ADMIN, { delivery: system.heard[0]?.headers['webhook-id'] ?? '' })
    await hub.idle()
    expect([system.heard.length, (await sent.dead(id)).length]).toEqual([3, 1])
    await page(`/webhooks/${id}/replay`, ADMIN, {})
    await hub.idle()
    expect([system.heard.length, (await sent.dead(id)).length]).toEqual([4, 0])

    expect((await page(`/webhooks/${id}/revoke`, ADMIN, {})).status).toBe(303)
    expect((await page(`/webhooks/${id}`, ADMIN)).status).toBe(404)
    expect(logged.join()).not.toContain(system.url)
    await system.close()
  })

  test.each([
    ['no address', '', 'civil-affairs', 400],
    ['another kind of address', 'ftp://system.example.org/', 'civil-affairs', 400],
    ['an office that is not there', 'https://system.example.org/', 'township', 400],
  ])('is not made with %s', async (_, url, office, status) => {
    const refused = await page('/webhooks', ADMIN, wished(url, office))
    expect(refused.status).toBe(status)
    expect(await stores.webhooks.list(COUNTY)).toEqual([])
  })
})

const clients = () => makeClients({ environment: hub.env })
const tableName = () => Object.values(hub.functions).find(({ WORK_TABLE }) => WORK_TABLE)?.WORK_TABLE ?? ''
const work = () => workTable(clients(), tableName())

async function everyItem(): Promise<unknown[]> {
  const { Items = [] } = await clients().dynamodb.send(new ScanCommand({ TableName: tableName() }))
  return Items
}
