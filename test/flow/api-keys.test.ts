import { afterAll, describe, expect, test } from 'vitest'
import type { Identity } from '../../local/hub/identities.ts'
import { MOST_KEYS } from '../../schemas/records/api-key.ts'
import { CITY, COUNTY, OTHER_COUNTY } from '../faults/lists.ts'
import { ADMIN, CLERK, FILE, LIST, startKeysHub, today, tokenIn, wish } from './keys-hub.ts'

const { logged, hub, stores, act, page, made, everyItem, work, end } = await startKeysHub()
afterAll(end)

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

  test('is told of to its administrator before it ends; the city’s also sees which policy is in force', async () => {
    const inDays = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
    expect((await page('/', ADMIN)).text).not.toContain('个密钥将到期')
    expect((await page('/keys', ADMIN, wish('下月到期', { until: inDays(31) }))).status).toBe(200)
    expect((await page('/', ADMIN)).text).not.toContain('个密钥将到期')
    expect((await page('/keys', ADMIN, wish('快要到期', { until: inDays(30) }))).status).toBe(200)
    expect((await page('/', ADMIN)).text).toContain('有1个密钥将到期或者已到期')
    expect((await page('/', ADMIN)).text).not.toContain('现在采用第')
    expect((await page('/', { ...ADMIN, division: CITY })).text).toContain('现在采用第1版')
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
    // A gateway before the hub may send a header of its own with every page.
    const own = await fetch(`${hub.url}/`, { headers: { ...cookie, ...bearer('yb_none') } })
    expect(own.status).toBe(200)
    const form = new URLSearchParams({ ref: 'x' })
    const foreign = { ...cookie, ...bearer(token), origin: 'https://elsewhere.example' }
    const posted = await fetch(`${hub.url}/sign-out`, { method: 'POST', body: form, headers: foreign })
    expect(posted.status).toBe(403)
  })

  test('repeats an act under a key of visible ASCII alone: an empty or a Chinese one is no key, and nothing is done', async () => {
    const { token } = await made('重复报送')
    const before = (await api('/api/uploads', bearer(token))).text
    for (const key of ['', ' ', '""', 'a b', '\u00e9', Buffer.from('名单').toString('latin1'), 'x'.repeat(201)]) {
      const { status, text } = await api('/api/uploads', { ...bearer(token), 'Idempotency-Key': key }, FILE)
      expect([key, status, JSON.parse(text).code]).toEqual([key, 400, 'idempotency-key-unfit'])
    }
    expect((await api('/api/uploads', bearer(token))).text).toBe(before)
  })

  test('says with what it is asked, where nobody has said who asks or the key is wrong', async () => {
    const { token } = await made('说明凭证')
    const asked = async (headers: Record<string, string>) => {
      const { status, headers: said } = await fetch(`${hub.url}/api/v1/uploads`, { headers })
      return [status, said.get('www-authenticate')]
    }
    expect(await asked({})).toEqual([401, 'Bearer realm="yingbao"'])
    expect(await asked(bearer('yb_none'))).toEqual([401, 'Bearer realm="yingbao", error="invalid_token"'])
    expect(await asked(bearer(token))).toEqual([200, null])
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
