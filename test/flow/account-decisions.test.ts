/** What two who look after accounts do at once, or one after the other (docs/access.md#accounts). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { present } from '../../schemas/present.ts'
import { CITY, type ClockedWeb, COUNTY, clockedWeb } from './clocked-web.ts'

let web: ClockedWeb
let [admin, security, other] = ['', '', '']
beforeAll(async () => {
  web = await clockedWeb()
  ;[admin, security, other] = [
    await web.asNew('administrator'),
    await web.asNew('security'),
    await web.asNew('security'),
  ]
})
afterAll(() => web.stop())

const act = (id: string, what: string, by = security) => web.ask(`/people/${COUNTY}/${id}/acts`, by, { act: what })
const duties = (id: string, duty: string, by = admin) =>
  web.ask(`/people/${COUNTY}/${id}/duties`, by, { 'duties[]': duty })
const deputy = (id: string, until = '2018-06-30') =>
  web.ask(`/people/${COUNTY}/${id}/deputy`, admin, { 'duties[]': 'approver', until })
const waiting = (id: string) => web.deps.accountRequests.get(COUNTY, id)

/** Before an entry of that kind is written, something else is done from beginning to end. */
async function during<T>(kind: string, first: () => Promise<unknown>, then: () => Promise<T>): Promise<T> {
  const { audit } = web.deps
  const { write } = audit
  audit.write = async (event) => {
    if (event.kind === kind) {
      audit.write = write
      await first()
    }
    return write(event)
  }
  return then().finally(() => {
    audit.write = write
  })
}

describe('of a confirmation and a refusal at once one stands', () => {
  let names = 0
  async function newRequest() {
    const signInName = `nie.${++names}@example.org`
    const fields = { place: `${COUNTY}/finance`, name: '测试人甲', signInName, 'duties[]': 'clerk' }
    expect((await web.ask('/people/new', admin, fields)).status).toBe(303)
    const { account } = present(
      (await web.deps.accountRequests.list(COUNTY)).find((one) => one.signInName === signInName),
      'a request',
    )
    return { account, fields }
  }

  test('the refusal, where it came first: there is no account, and its name is free', async () => {
    const { account, fields } = await newRequest()
    const decide = (act: 'confirm' | 'refuse', by: string) => web.decide(account, by, act)
    const late = await during(
      'account-confirmed',
      async () => expect((await decide('refuse', other)).status).toBe(303),
      () => decide('confirm', security),
    )
    expect(late.status).toBe(409)
    expect(await web.deps.accounts.get(account)).toBeUndefined()
    expect((await web.ask('/people/new', admin, fields)).status).toBe(303)
  })

  test('the confirmation, where it came first: the name stays the account’s', async () => {
    const { account, fields } = await newRequest()
    const late = await during(
      'account-declined',
      async () => expect((await web.decide(account, security)).status).toBe(303),
      () => web.decide(account, other, 'refuse'),
    )
    expect(late.status).toBe(409)
    expect(await web.deps.accounts.get(account)).toBeDefined()
    expect(await waiting(account)).toBeUndefined()
    expect((await web.ask('/people/new', admin, fields)).status).toBe(409)
  })

  test('of duties too; and what was asked for otherwise meanwhile is not confirmed unseen', async () => {
    await web.newAccount('clerk', 'finance')
    const id = await web.newAccount('clerk', 'finance')
    await duties(id, 'leader')
    await during(
      'account-confirmed',
      () => web.decide(id, other, 'refuse'),
      async () => expect((await web.decide(id, security)).status).toBe(409),
    )
    expect((await web.deps.accounts.get(id))?.duties).toEqual(['clerk'])
    await duties(id, 'leader')
    await during(
      'account-confirmed',
      async () => {
        web.clock.time += 1000
        expect((await duties(id, 'clerk')).status).toBe(303)
      },
      async () => expect((await web.decide(id, security)).status).toBe(409),
    )
    expect((await waiting(id))?.duties).toEqual(['clerk'])
    expect((await web.deps.accounts.get(id))?.duties).toEqual(['clerk'])
    expect((await web.decide(id, security)).status).toBe(303)
  })
})

describe('what waits for security', () => {
  test('is corrected by whoever asked for it, and not replaced unseen by anything else', async () => {
    const id = await web.newAccount('clerk', 'social-insurance')
    expect((await deputy(id)).status).toBe(303)
    expect((await deputy(id, '2018-07-31')).status).toBe(303)
    expect((await waiting(id))?.until).toBe('2018-07-31')
    const before = await waiting(id)
    for (const { status, text } of [
      await duties(id, 'leader'),
      await web.ask(`/people/${COUNTY}/${id}/deputy`, await web.asNew('administrator'), {
        'duties[]': 'preparer',
        until: '2018-06-30',
      }),
    ])
      expect([status, text.includes('已有事项等待安全管理员确认')]).toEqual([409, true])
    expect(await waiting(id)).toEqual(before)
    await web.decide(id, security, 'refuse')
    expect((await duties(id, 'leader')).status).toBe(303)
  })

  test('gives way where the head of the office says that the holder has left, who then gets no other duties', async () => {
    await web.newAccount('clerk', 'civil-affairs')
    const id = await web.newAccount('clerk', 'civil-affairs')
    await duties(id, 'leader')
    const account = present(await web.deps.accounts.get(id), 'an account')
    const { name = '', signInName = '' } = account
    const leaving = { ...account, account: id, isNew: false, ends: true as const, name, signInName, by: '0'.repeat(16) }
    await web.deps.accountRequests.put({ ...leaving, at: new Date(web.clock.time).toISOString() })
    expect((await waiting(id))?.ends).toBe(true)
    expect((await duties(id, 'leader')).status).toBe(409)
    expect((await web.decide(id, security)).status).toBe(303)
    expect((await web.deps.accounts.get(id))?.endedAt).toBeDefined()
  })
})

test('whoever has an account is seen where another is asked for: one person has one', async () => {
  const { name = '' } = present(await web.deps.accounts.get(await web.newAccount('clerk', 'finance')), 'an account')
  const ask = (who: string, signInName: string) =>
    web.ask('/people/new', admin, { place: `${COUNTY}/bank`, name: who, signInName, 'duties[]': 'clerk' })
  const shown = async () =>
    (await web.ask(`/people/waiting?division=${COUNTY}`, security)).text.match(/已有同名/g) ?? []
  const before = (await shown()).length
  await ask(name, 'second@example.org')
  await ask('司马某', 'namesake@example.org')
  expect((await shown()).length).toBe(before + 1)
})

test('an invitation is sent so many times an hour', async () => {
  const id = 'e'.repeat(16)
  const of = { division: COUNTY, office: 'bank' as const, duties: ['clerk' as const] }
  const invitedAt = '2018-06-06T00:00:00.000Z'
  await web.deps.accounts.create({ id, ...of, name: '测试人', signInName: 'bank@example.org', invitedAt })
  const send = () => web.ask(`/people/${COUNTY}/${id}/letter`, admin, { by: 'mail' })
  web.told.length = 0
  for (let n = 0; n < 10; n++) expect((await send()).status).toBe(303)
  const { status, text } = await send()
  expect([status, text.includes('一小时内已发出10次'), web.told.length]).toEqual([409, true, 10])
})

describe('the last account with a duty that its office needs', () => {
  test.each([[['lock']], [['reset']], [['lock', 'unlock', 'reset', 'lock']]])(
    'is not ended by way of %j either',
    async (first) => {
      const id = await web.newAccount('clerk', 'poverty-alleviation')
      await web.signIn(id)
      for (const one of first) expect((await act(id, one)).status).toBe(303)
      const { status, text } = await act(id, 'end')
      expect([status, text.includes('这是最后一个能用的“经办”账号')]).toEqual([409, true])
      await web.newAccount('clerk', 'poverty-alleviation')
      expect((await act(id, 'end')).status).toBe(303)
      const left = (await web.deps.accounts.inCounty(COUNTY)).filter(
        ({ office, endedAt }) => office === 'poverty-alleviation' && !endedAt,
      )
      // The next case begins with none of this office.
      for (const account of left) await web.deps.accounts.end(account.id, '2018-06-06T02:00:00.000Z')
    },
  )

  test('is ended where nobody has ever used it', async () => {
    const id = await web.newAccount('clerk', 'human-resources')
    const account = present(await web.deps.accounts.get(id), 'an account')
    const fresh = { ...account, id: 'f'.repeat(16), office: 'bank' as const, activeAt: undefined }
    await web.deps.accounts.create(fresh)
    expect((await act(fresh.id, 'end')).status).toBe(303)
  })
})

describe('of two acts of security at once', () => {
  const isUsable = async (id: string) => {
    const { lockedAt, duties } = present(await web.deps.accounts.get(id), 'an account')
    return !lockedAt && duties.includes('clerk')
  }
  const clerks = async () => [await web.newAccount('clerk', 'bank'), await web.newAccount('clerk', 'bank')] as const

  test('that would end the last two with a duty, one is done', async () => {
    const [one, two] = await clerks()
    await during(
      'account-end',
      () => act(one, 'end', other),
      () => act(two, 'end'),
    )
    expect([await isUsable(one), await isUsable(two)].filter(Boolean)).toHaveLength(1)
  })

  test('that would end one, and give the other other duties, one is done', async () => {
    const [one, two] = await clerks()
    for (const { id } of (await web.deps.accounts.inCounty(COUNTY)).filter((a) => a.office === 'bank' && !a.endedAt))
      if (id !== one && id !== two) await web.deps.accounts.end(id, '2018-06-06T02:00:00.000Z')
    await duties(one, 'leader')
    await during(
      'account-confirmed',
      () => act(two, 'end', other),
      () => web.decide(one, security),
    )
    expect([await isUsable(one), await isUsable(two)].filter(Boolean)).toHaveLength(1)
    expect((await act(two, 'lock', other)).status, 'nobody has to wait for what is over').toBe(303)
  })

  test('on each other, one is done', async () => {
    const [one, two] = [
      await web.newAccount('security', undefined, CITY),
      await web.newAccount('security', undefined, CITY),
    ]
    const lock = async (id: string, by: string) => web.ask(`/people/${CITY}/${id}/acts`, by, { act: 'lock' })
    const [byOne, byTwo] = [await web.signIn(one), await web.signIn(two)]
    await during(
      'account-lock',
      () => lock(one, byTwo),
      () => lock(two, byOne),
    )
    const locked = [one, two].map(async (id) => (await web.deps.accounts.get(id))?.lockedAt !== undefined)
    expect((await Promise.all(locked)).filter(Boolean)).toHaveLength(1)
  })
})

describe('a file that was asked for and has not come', () => {
  let numbers = 0
  async function asked(account: string) {
    const id = `2018-05-${++numbers}-civil-affairs`
    await web.deps.uploads.create({
      ...{ id, division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05', fileName: '名单.csv' },
      ...{ size: 1, state: 'requested', day: '2018-06-06', requestedAt: '2018-06-06T01:00:00.000Z', policy: 1 },
      sentBy: { account, name: '测试人', division: COUNTY, office: 'civil-affairs' },
    })
    return id
  }
  const isDiscarded = async (id: string) => (await web.deps.uploads.get(COUNTY, id))?.discarded !== undefined

  test.each(['lock', 'reset', 'end'])('is taken no more from whom security has done this to: %s', async (what) => {
    await web.newAccount('clerk', 'civil-affairs')
    const [id, colleague] = [
      await web.newAccount('clerk', 'civil-affairs'),
      await web.newAccount('clerk', 'civil-affairs'),
    ]
    const [own, others] = [await asked(id), await asked(colleague)]
    const read = await asked(id)
    const upload = present(await web.deps.uploads.get(COUNTY, read), 'an upload')
    await web.deps.uploads.recordReading(upload, {
      reading: { sha256: '', rows: 1, returned: 0, byCode: {}, unreadSheets: [] },
    })
    expect((await act(id, what)).status).toBe(303)
    expect([await isDiscarded(own), await isDiscarded(others), await isDiscarded(read)]).toEqual([true, false, false])
  })

  test('is taken no more by a key that was revoked', async () => {
    const key = 'abcdefabcdefabcd'
    await web.deps.apiKeys.create({
      ...{ id: key, hash: '0'.repeat(64), name: '低保系统', division: COUNTY, office: 'civil-affairs' },
      ...{ scopes: ['send-files'], until: '2018-12-31', by: '0'.repeat(16), madeAt: '2018-06-01T00:00:00.000Z' },
    })
    const own = await asked(key)
    const keeper = await web.asNew('administrator', COUNTY)
    expect((await web.ask(`/keys/${key}/revoke`, keeper, {})).status).toBe(303)
    expect(await isDiscarded(own)).toBe(true)
  })
})
