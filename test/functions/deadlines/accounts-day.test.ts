/** Accounts over a quarter on a moving clock: the stage that locks and asks, and the pages that answer, on one table. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountSecrets } from '../../../formats/account-secrets.ts'
import type { DeadlinesDeps } from '../../../functions/deadlines/deps.ts'
import { beginSession } from '../../../functions/web/access/sign-in/begin-session.ts'
import { app } from '../../../functions/web/app.ts'
import type { WebDeps } from '../../../functions/web/deps.ts'
import type { Engine } from '../../../local/host/engines/engine-process.ts'
import { present } from '../../../schemas/present.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { ClockHub, startTables } from './clock-hub.ts'

const COUNTY = '440222'
const HERE = 'http://localhost'
const idOf = (n: number) => `0000000000000${n}aa`
const account = (n: number, duties: Account['duties'], office?: Account['office'], usedAt = '2018-06-30') => ({
  ...{ id: idOf(n), name: `测试人${'甲乙丙丁戊己庚辛'[n]}`, signInName: `a${n}@example.org`, division: COUNTY, duties },
  ...(office && { office }),
  ...{ invitedAt: '2018-05-02T01:00:00.000Z', activeAt: '2018-05-03T01:00:00.000Z', usedAt: `${usedAt}T01:00:00.000Z` },
})
const LEADER = account(0, ['leader'], 'civil-affairs')
const CLERK = account(1, ['clerk'], 'civil-affairs')
const LEAVER = account(2, ['clerk'], 'civil-affairs')
const BANKER = account(3, ['clerk'], 'bank')
const ADMIN = account(4, ['administrator'])
const SECURITY = account(5, ['security'])
const ALL: readonly Account[] = [LEADER, CLERK, LEAVER, BANKER, ADMIN, SECURITY]

let tables: Engine
let hub: ClockHub
let deps: DeadlinesDeps
let web: ReturnType<typeof app>
let pages: WebDeps
let time: string

beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.stop())
beforeEach(async () => {
  hub = await ClockHub.begin(tables, { counties: 10, categories: 1, contacts: false })
  deps = { ...hub.deps(), now: () => new Date(time) }
  for (const one of ALL) {
    await deps.accounts.create(one)
    await deps.accounts.name(one.id, { name: one.name ?? '', signInName: one.signInName ?? '' }, `key ${one.id}`)
  }
  pages = { ...hub.web(), now: deps.now, accountSecrets: async () => accountSecrets('x'.repeat(32)) }
  web = hub.asWeb(app(pages))
})

/** The morning's run, after which the clock stands at 9 o'clock. */
async function morning(day: string, around: Partial<DeadlinesDeps> = {}): Promise<string[]> {
  time = `${day}T01:00:00.000Z`
  const before = hub.sent.length
  await hub.run({ type: 'accounts', time: `${day}T00:30:00Z` }, { ...deps, ...around })
  return hub.sent.slice(before).map((id) => id.replace(/^.*?(\d)aa\.([\w.]+)\.\d{4}-Q\d.*$/, '$1 $2'))
}

async function ask(path: string, who: Account, fields?: readonly (readonly [string, string])[]) {
  const cookie = await beginSession(pages, who, 'signed-in', { address: '127.0.0.1', local: true })
  const answer = await web.request(HERE + path, {
    headers: { cookie: cookie.split(';')[0] ?? '', origin: HERE },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) }),
  })
  return { status: answer.status, text: await answer.text() }
}

const now = async ({ id }: Account) => present(await deps.accounts.get(id), 'an account')
const kindsOf = async () =>
  (await deps.audit.latest(COUNTY, 50)).map(({ kind, object }) => `${kind} ${object}`).reverse()
const shown = (...all: Account[]) => all.map(({ id }) => ['shown[]', id] as const)

describe('a quarter', () => {
  test('is confirmed by the head of an office, and who has left ends by security', async () => {
    expect(await morning('2018-07-01')).toEqual([])
    expect((await morning('2018-07-02')).sort()).toEqual(['0 accounts.check', '4 accounts.check'])
    expect(await morning('2018-07-02')).toEqual([])

    const page = await ask('/account-checks', LEADER)
    for (const { name = '' } of [LEADER, CLERK, LEAVER]) expect(page.text).toContain(name)
    for (const { name = '' } of [BANKER, ADMIN]) expect(page.text).not.toContain(`>${name}<`)
    expect(page.text).not.toContain('银行')
    for (const other of [BANKER, SECURITY]) expect((await ask('/account-checks', other)).status).toBe(404)
    const unseen = await ask('/account-checks', LEADER, shown(LEADER, CLERK))
    expect([unseen.status, unseen.text.includes('在您查看之后有了变化')]).toEqual([409, true])

    const said = [...shown(LEADER, CLERK, LEAVER), ['left[]', LEAVER.id]] as const
    for (const who of [LEADER, LEADER]) expect((await ask('/account-checks', who, said)).status).toBe(303)
    expect((await ask('/account-checks', LEADER)).text).toContain('在岗2人，已离开1人')
    expect((await kindsOf()).filter((one) => /left|checked/.test(one))).toEqual([
      `account-left ${LEAVER.id}`,
      `accounts-checked 2018-Q3 ${COUNTY} civil-affairs`,
    ])

    expect((await now(LEAVER)).endedAt).toBeUndefined()
    expect((await ask('/people/waiting', SECURITY)).text).toContain('停用：本人已离开')
    const [request] = await pages.accountRequests.list(COUNTY)
    const decided = [
      ['division', COUNTY],
      ['shown[]', `${request?.account}/${request?.at}`],
      ['act', 'confirm'],
    ] as const
    expect((await ask('/people/waiting', SECURITY, decided)).status).toBe(303)
    expect((await now(LEAVER)).endedAt).toBe(time)
    expect(await pages.accountRequests.list(COUNTY)).toEqual([])
  })

  test('that was missed by the hub is asked about later; what is overdue is told to security once', async () => {
    expect((await morning('2018-07-12')).sort()).toEqual(['0 accounts.check', '4 accounts.check'])
    expect((await ask('/account-checks', LEADER, shown(LEADER, CLERK, LEAVER))).status).toBe(303)
    expect(await morning('2018-07-16')).toEqual([])
    expect((await ask('/', SECURITY)).text).not.toContain('没有按期核对')
    expect(await morning('2018-07-17')).toEqual(['5 accounts.overdue'])
    expect(await morning('2018-07-18')).toEqual([])
    const { text } = await ask('/', SECURITY)
    expect(text).toContain('没有按期核对')
    expect([text.includes('银行'), text.includes('民政局')]).toEqual([true, false])
    // The office without a leader, and the division's own accounts.
    expect((await ask('/', ADMIN)).text).toContain('核对2个单位的账号')
    expect((await ask('/account-checks', ADMIN, shown(BANKER, ADMIN, SECURITY))).status).toBe(303)
    expect((await ask('/', SECURITY)).text).not.toContain('没有按期核对')
  })

  test('waits with its letters while the mail server is down', async () => {
    hub.mail.mood = 'throttles'
    await expect(morning('2018-07-02')).rejects.toMatchObject({ code: 'mail-down' })
    expect((await ask('/', LEADER)).text).toContain('/account-checks')
    hub.mail.mood = 'takes'
    expect((await morning('2018-07-03')).sort()).toEqual(['0 accounts.check', '4 accounts.check'])
  })
})

describe('ninety days without use', () => {
  const long = '2018-09-28'

  test('lock an account after an entry, one that fails stops no other; the last with a needed duty is shown', async () => {
    for (const one of [CLERK, ADMIN]) await deps.accounts.used(one.id, '2018-09-20T01:00:00.000Z')
    await morning('2018-09-27')
    for (const one of ALL) expect((await now(one)).lockedAt).toBeUndefined()
    const write: typeof deps.audit.write = (event) =>
      event.object === LEADER.id ? Promise.reject(new Error('not written')) : deps.audit.write(event)
    await expect(morning(long, { audit: { ...deps.audit, write } })).rejects.toThrow('not written')
    expect([(await now(LEADER)).lockedAt, (await now(LEAVER)).unusedDays]).toEqual([undefined, 90])
    expect(await deps.accountChecks.ofQuarter(COUNTY, '2018-Q3')).toHaveLength(3)
    await morning(long)
    await morning(long)
    const locked = (await kindsOf()).filter((one) => one.startsWith('account-unused'))
    expect(locked).toEqual([`account-unused ${LEAVER.id}`, `account-unused ${LEADER.id}`])
    for (const one of [BANKER, SECURITY]) expect((await now(one)).lockedAt).toBeUndefined()
    const { text } = await ask('/people', ADMIN)
    expect(text.split('已锁定：90天未使用').length - 1).toBe(2)
    expect(text.split('所以没有锁定').length - 1).toBe(2)
    for (const one of [ADMIN, SECURITY]) expect((await ask('/', one)).text).toContain('有2个账号长期未使用')
  })

  test('are counted anew once security has unlocked it', async () => {
    await deps.accounts.used(CLERK.id, '2018-09-20T01:00:00.000Z')
    await morning(long)
    const unlock = await ask(`/people/${COUNTY}/${LEAVER.id}/acts`, SECURITY, [['act', 'unlock']])
    expect(unlock.status).toBe(303)
    await morning('2018-09-29')
    await deps.accounts.used(CLERK.id, '2018-12-01T01:00:00.000Z')
    expect(await now(LEAVER)).not.toHaveProperty('lockedAt')
    await morning('2018-12-27')
    expect((await now(LEAVER)).unusedDays).toBe(90)
  })

  test('spare whoever signs in while the run is under way', async () => {
    await deps.accounts.used(CLERK.id, '2018-09-20T01:00:00.000Z')
    const write: typeof deps.audit.write = async (event) => {
      if (event.object === LEAVER.id) await deps.accounts.used(LEAVER.id, `${long}T00:30:30.000Z`)
      return deps.audit.write(event)
    }
    await morning(long, { audit: { ...deps.audit, write } })
    expect((await now(LEAVER)).lockedAt).toBeUndefined()
  })
})
