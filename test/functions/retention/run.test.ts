/** What has ended goes, what has not stays, and the audit says which (docs/retention.md). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endsBefore } from '../../../rules/retention.ts'
import { CANARY } from '../../../schemas/canary.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { besides } from '../../faults/as-stage.ts'
import { type AroundWrite, type Engines, startEngines, writing } from '../../faults/engines.ts'
import { isLong } from '../../long.ts'
import { CITY, COUNTY, type OldHub, oldHub } from './old-hub.ts'

/** Half past three on 2 June in Shanghai. */
const NIGHT = '2021-06-01T19:30:00.000Z'
const NEXT_NIGHT = '2021-06-02T19:30:00.000Z'
/** Three years before: the beginning of 2 June in Shanghai. */
const LIMIT = '2018-06-01T16:00:00.000Z'
const BEFORE = '2018-06-01T15:59:59.999Z'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines?.stop())

test('months are whole, of any day, and begin in Shanghai', () => {
  const months = (day: string, audit: number) => endsBefore(day, { audit, events: 12, uploads: 12, mails: 6 }).audit
  expect(months('2021-06-02', 36)).toBe(LIMIT)
  expect(months('2026-08-31', 6)).toBe('2026-02-27T16:00:00.000Z')
  expect(months('2024-02-29', 12)).toBe('2023-02-27T16:00:00.000Z')
})

describe('the audit', () => {
  async function withEntries(audit?: number): Promise<OldHub> {
    const hub = await oldHub(engines, audit === undefined ? {} : { audit })
    for (const time of [
      '2018-05-30T01:00:00.000Z',
      '2018-05-31T01:00:00.000Z',
      BEFORE,
      LIMIT,
      '2018-07-01T00:00:00.000Z',
    ])
      await hub.entry(COUNTY, time)
    await hub.depositHead(COUNTY, '2018-07-01T00:00:00.000Z')
    return hub
  }

  test('is shortened to its months, and still verifies', async () => {
    const hub = await withEntries()
    await hub.run(NIGHT)
    await hub.depositHead(COUNTY, NIGHT)
    // The anchor is the sixth entry.
    expect(await hub.chain(COUNTY)).toEqual({ seqs: [4, 5, 6], said: [], broken: undefined })
    expect(await hub.deps.retention.last()).toMatchObject({ deleted: { audit: 3 }, isMore: false })
    await hub.run(NEXT_NIGHT)
    expect((await hub.chain(COUNTY)).seqs).toEqual([5, 6, 7])
  })

  test('that loses its beginning otherwise does not verify', async () => {
    const hub = await withEntries()
    await hub.run(NIGHT)
    await hub.deps.audit.shorten(await hub.deps.audit.earliest(COUNTY, 1))
    expect((await hub.chain(COUNTY)).broken).toEqual({ seq: 4, why: 'missing' })
  })

  test('is never shortened to less than six months', async () => {
    const hub = await withEntries(6)
    const sixMonths = '2018-11-29T19:30:00.000Z'
    await hub.run(sixMonths)
    expect((await hub.chain(COUNTY)).seqs).toEqual([1, 2, 3, 4, 5])
    await hub.run('2018-12-01T19:30:00.000Z')
    expect((await hub.chain(COUNTY)).seqs).toEqual([4, 5, 6])
    await expect(oldHub(engines, { audit: 5 })).rejects.toThrow('audit')
  })

  test('that has ended altogether keeps its anchor', async () => {
    const hub = await withEntries()
    await hub.run('2030-06-01T19:30:00.000Z')
    await hub.entry(COUNTY, '2030-06-02T00:00:00.000Z')
    expect(await hub.chain(COUNTY)).toEqual({ seqs: [6, 7], said: [], broken: undefined })
  })
})

test('persons’ events end; the person and the payment claim stay', async () => {
  const hub = await oldHub(engines)
  const key = 'a'.repeat(30)
  const person = { key, id: '', lists: {}, register: {}, rejectionFlags: [], taken: {}, decisions: {} }
  await hub.people.put([person])
  await hub.people.putEvents(
    [BEFORE, LIMIT].map((at) => ({ key, at, source: 'upload', day: '2018-06-06', mergedAt: at, nth: 0, undo: {} })),
  )
  await hub.run(NIGHT)
  expect((await hub.deps.events.before('9')).keys.map(({ sk }) => sk)).toEqual([`EVENT#${LIMIT}#upload`])
  expect((await hub.people.get([key], 'strong')).get(key)).toEqual(person)
  expect((await hub.chain(CITY)).said).toEqual([
    `events 1 EVENT#${BEFORE}#upload EVENT#${key} - EVENT#${BEFORE}#upload EVENT#${key}`,
  ])
})

describe('what an upload brought', () => {
  const AGAIN: Record<string, Partial<Upload>> = {
    'of a month that is closed and not submitted': { period: '2018-06' },
    'that waits for a second person': { state: 'held', wouldEnd: { active: 10, ended: 9 } },
    'that is not matched yet': { unitsDone: [] },
    'that is not three years old': { requestedAt: LIMIT },
    'of the roster as it is': { id: 'placed' },
    'of a change under way': { id: 'pending' },
    'that was read and never settled': { state: 'requested' },
    'of a city whose counties have not all submitted': { division: CITY },
  }
  const ENDING: Record<string, Partial<Upload>> = {
    'of a submitted month': { requestedAt: BEFORE },
    refused: { state: 'refused', period: '2018-06' },
    'taken back': { state: 'withdrawn', period: '2018-06' },
    'given up by its sender': { state: 'requested', reading: undefined, discarded: BEFORE },
    'that the hub gave up': { state: 'requested', failedAt: BEFORE },
  }

  test('ends where nothing needs it, and only there', async () => {
    const hub = await oldHub(engines)
    await hub.submit(COUNTY, '2018-05')
    await hub.close(COUNTY, '2018-06')
    const list = (upload: string) => ({ sequence: 1, upload, mode: 'full' as const, held: false, confirmed: false })
    const pending = { version: 1, upload: 'pending', states: [], firstRegister: false }
    const head = await hub.deps.heads.get(`${COUNTY}#dibao`)
    await hub.deps.heads.advance(head, { lists: [list('placed')], roster: 'rosters/x', pending })
    const uploads = new Map<string, Upload>()
    for (const [nth, [what, change]] of Object.entries({ ...AGAIN, ...ENDING }).entries())
      uploads.set(what, await hub.upload({ id: `2018-05-${nth}`, ...change }))
    await hub.run(NIGHT)
    const left = async (what: string) => [what, (await hub.left(uploads.get(what)!)).length]
    expect(await Promise.all([...uploads.keys()].map(left))).toEqual([
      ...Object.keys(AGAIN).map((what) => [what, 7]),
      ...Object.keys(ENDING).map((what) => [what, 0]),
    ])
    expect((await hub.chain(COUNTY)).said).toEqual(['uploads 5 2018-05-10 - 2018-05-9'])

    await hub.submit('440224', '2018-06')
    await hub.run(NEXT_NIGHT)
    expect(await left('of a city whose counties have not all submitted')).toContain(0)
  })

  test('is said where an auditor looks: a township’s in its county’s chain, of no county of the policy in the city’s', async () => {
    const hub = await oldHub(engines)
    await hub.submit(COUNTY, '2018-05')
    const [township, gone] = [`${COUNTY}101`, '440299']
    await hub.upload({ id: 'of-township', division: township, office: 'civil-affairs', form: 'materials' })
    await hub.upload({ id: 'of-canary', division: CANARY.county.code })
    await hub.upload({ id: 'of-gone', division: gone, state: 'refused' })
    await hub.run(NIGHT)
    expect((await hub.chain(COUNTY)).said).toEqual(['uploads 1 of-township - of-township'])
    const ofCity = (await hub.chain(CITY)).said.filter((object) => String(object).startsWith('uploads'))
    expect(ofCity.toSorted()).toEqual(['uploads 1 of-canary - of-canary', 'uploads 1 of-gone - of-gone'])
    for (const division of [township, CANARY.county.code, gone]) expect((await hub.chain(division)).seqs).toEqual([])
  })

  test('of the canary ends after 30 days, its record too', async () => {
    const hub = await oldHub(engines)
    const division = CANARY.county.code
    const asked = {
      old: '2021-05-02T19:29:59.000Z',
      young: '2021-05-02T19:30:00.000Z',
      ended: '2018-01-01T00:00:00.000Z',
    }
    const uploads = new Map<string, Upload>()
    for (const [id, requestedAt] of Object.entries(asked))
      uploads.set(
        id,
        await hub.upload({ id, division, requestedAt, ...(id === 'ended' && { endedAt: BEFORE, isGone: true }) }),
      )
    await hub.run(NIGHT)
    const kept = await Promise.all([...uploads.keys()].map((id) => hub.deps.uploads.get(division, id)))
    expect(kept).toEqual([undefined, uploads.get('young'), undefined])
    expect(await hub.left(uploads.get('old')!)).toEqual([])
    expect(await hub.left(uploads.get('young')!)).toHaveLength(7)
  })

  test('leaves the roster as it is, however long it stays the one', async () => {
    const hub = await oldHub(engines)
    const [roster, table] = ['rosters/440222/register/a', 'rosters/440222/register/a.table']
    for (const key of [roster, table]) await hub.outbox.put(key, Buffer.from('kept'))
    const pending = { version: 1, upload: 'a', states: [], firstRegister: true }
    await hub.deps.heads.advance(await hub.deps.heads.get(`${COUNTY}#register`), { lists: [], roster, pending })
    for (const night of [NIGHT, '2031-06-01T19:30:00.000Z']) await hub.run(night)
    for (const key of [roster, table]) expect(await hub.outbox.size(key), key).toBe(4)
  })

  test('leaves its record, the snapshots and what was delivered', async () => {
    const hub = await oldHub(engines)
    await hub.submit(COUNTY, '2018-05')
    const upload = await hub.upload({ id: 'ends' })
    const others = [`snapshots/${COUNTY}/2018-05/x`, `outputs/${COUNTY}/2018-05/ledger/1/total.xlsx`]
    for (const key of others) await hub.outbox.put(key, Buffer.from('kept'))
    await hub.run(NIGHT)
    for (const key of others) expect(await hub.outbox.size(key), key).toBe(4)
    const { returnedKey: _, rejectionsKey: __, endingsKey: ___, unitObjects: ____, ...kept } = upload
    const ended = { fileName: '已到期删除', endedAt: NIGHT, isGone: true }
    expect(await hub.deps.uploads.get(COUNTY, upload.id)).toEqual({ ...kept, ...ended })
  })
})

test('rounds of determination runs end after 400 days', async () => {
  const hub = await oldHub(engines)
  const key = `rounds/${COUNTY}/2018-05-close-1-x`
  await hub.outbox.put(key, Buffer.from('lines'))
  const daysLater = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await hub.run(daysLater(399))
  expect(await hub.outbox.size(key)).toBe(5)
  await hub.run(daysLater(401))
  expect(await hub.outbox.size(key)).toBeUndefined()
  expect((await hub.chain(CITY)).said).toEqual([`rounds 1 ${key} - ${key}`])
})

test('copies that were handed out, and files that were chosen, end after a day, and the file stays', async () => {
  const hub = await oldHub(engines)
  const [copy, chosen, file] = ['handed/x.xlsx', 'chosen/x/y', `outputs/${COUNTY}/x.xlsx`]
  for (const key of [copy, chosen, file]) await hub.outbox.put(key, Buffer.from('rows'))
  await hub.run(new Date(Date.now() + 25 * 3_600_000).toISOString())
  const left = await Promise.all([copy, chosen, file].map((key) => hub.outbox.size(key)))
  expect(left).toEqual([undefined, undefined, 4])
})

test('what says itself when it ends goes after that second, unless it was renewed', async () => {
  const hub = await oldHub(engines)
  const actor = {
    id: '0000000000000001',
    name: '测试人',
    division: COUNTY,
    office: 'finance' as const,
    duties: ['clerk' as const],
  }
  const session = { stage: 'signed-in' as const, actor, startedAt: BEFORE, usedAt: BEFORE, address: '127.0.0.1' }
  const account = actor.id
  await hub.sessions.begin({ account, hash: 'ended' }, session, '2021-06-01T19:29:59.000Z')
  await hub.sessions.begin({ account, hash: 'going' }, session, NIGHT)
  await hub.invitations.put('old', { account, code: 'c', until: BEFORE, tries: 0 })
  await hub.invitations.put('new', { account, code: 'c', until: NEXT_NIGHT, tries: 0 })
  const tried = { whose: 'w', what: 'password' as const }
  await hub.tries.count(tried, BEFORE, { most: 5, minutes: 15 })
  // Somebody tries again between the look through the table and the deletion.
  const renewing = {
    ...hub.deps.audit,
    write: async (event: Parameters<typeof hub.deps.audit.write>[0]) => {
      if (event.object?.startsWith('tries'))
        await besides(() => hub.tries.count(tried, NIGHT, { most: 5, minutes: 15 }))
      return hub.deps.audit.write(event)
    },
  }
  await hub.run(NIGHT, { audit: renewing })
  expect((await hub.sessions.list(account)).map(({ hash }) => hash)).toEqual(['going'])
  expect(await Promise.all(['old', 'new'].map((one) => hub.invitations.get(one).then(Boolean)))).toEqual([false, true])
  expect(await hub.work.get({ pk: 'TRIES#w', sk: 'password' })).toBeDefined()
  expect((await hub.chain(CITY)).said.toSorted()).toEqual([
    'invitations 1 INVITATION#old/INVITATION - INVITATION#old/INVITATION',
    `sessions 1 SESSIONS#${account}/SESSION#ended - SESSIONS#${account}/SESSION#ended`,
    'tries 1 TRIES#w/password - TRIES#w/password',
  ])
})

test('mails end by when they were sent, those that somebody has to look after never', async () => {
  const hub = await oldHub(engines)
  const { notices } = hub.deps
  const day = '2018-06-01'
  const mailing = (id: string) => ({
    id,
    day,
    to: { division: COUNTY, office: 'finance' as const },
    about: { type: 'upload.failed' as const, division: COUNTY, upload: id },
  })
  for (const [id, at, state] of [
    ['old', BEFORE, 'sent'],
    ['new', LIMIT, 'sent'],
    ['bounced', BEFORE, 'bounced'],
    ['waiting', BEFORE, 'waiting'],
    ['uncertain', BEFORE, undefined],
  ] as const) {
    await notices.claim(mailing(id), at)
    if (state) await notices.mark({ id, day }, state, at)
  }
  await hub.run(NIGHT)
  expect((await notices.ofDay(day)).map(({ id }) => id)).toEqual(['bounced', 'new', 'uncertain', 'waiting'])
  await notices.close('bounced')
  await hub.run(NEXT_NIGHT)
  expect((await notices.ofDay(day)).map(({ id }) => id)).toEqual(['uncertain', 'waiting'])
})

test('a second run of a night does nothing, and a night on which nothing ends says nothing', async () => {
  const hub = await oldHub(engines)
  await hub.submit(COUNTY, '2018-05')
  await hub.upload({ id: 'ends' })
  await hub.entry(COUNTY, BEFORE)
  await hub.run(NIGHT)
  const once = await hub.chain(COUNTY)
  const tried = { whose: 'late', what: 'code' as const }
  await hub.tries.count(tried, BEFORE, { most: 5, minutes: 15 })
  await hub.run(NIGHT)
  expect(await hub.work.get({ pk: 'TRIES#late', sk: 'code' })).toBeDefined()
  await hub.tries.forget(tried)
  await hub.run(NEXT_NIGHT)
  expect(await hub.chain(COUNTY)).toEqual(once)
  expect(await hub.deps.retention.last()).toMatchObject({ time: NEXT_NIGHT, deleted: {}, isMore: false })
})

test('a table of several pages is looked through to its end, and the next run begins at the first again', async () => {
  const hub = await oldHub(engines)
  for (let nth = 0; nth < 4; nth++) await hub.work.putNew({ pk: 'LARGE', sk: `${nth}` }, { text: 'x'.repeat(380_000) })
  for (const whose of ['a', 'b', 'c', 'd', 'e', 'f'])
    await hub.tries.count({ whose, what: 'code' }, BEFORE, { most: 5, minutes: 15 })
  expect((await hub.work.page()).next).toBeDefined()
  await hub.run(NIGHT)
  expect(await hub.deps.retention.last()).toMatchObject({ deleted: { tries: 6 }, isMore: false })
  expect(await hub.work.list('RETENTION#PLACE')).toEqual([])
})

test('a message of a day that has not come deletes nothing that stays today', async () => {
  const hub = await oldHub(engines)
  await hub.entry(COUNTY, LIMIT)
  await hub.run('2099-01-01T19:30:00.000Z', { now: () => new Date(NIGHT) })
  expect((await hub.chain(COUNTY)).seqs).toEqual([1])
  await hub.run(NEXT_NIGHT)
  expect((await hub.chain(COUNTY)).seqs).toEqual([2])
})

test('a run that dies at any of its writes leaves a chain that verifies, and the next one ends what is left', async () => {
  const hub = await oldHub(engines)
  const key = 'a'.repeat(30)
  let deaths = 0
  for (let nth = 1, isOver = false; !isOver; nth += isLong ? 1 : 3) {
    // Each night is years after the one before: all that was then has ended.
    const at = `${2014 + 4 * nth}-05-01T01:00:00.000Z`
    const night = `${2018 + 4 * nth}-06-01T19:30:00.000Z`
    const before = await hub.kept()
    for (const _ of [1, 2]) await hub.entry(COUNTY, at)
    await hub.depositHead(COUNTY, at)
    await hub.people.putEvents([{ key, at, source: 'upload', day: '2018-06-06', mergedAt: at, nth: 0, undo: {} }])
    await hub.tries.count({ whose: `${nth}`, what: 'code' }, at, { most: 5, minutes: 15 })
    const upload = await hub.upload({ id: `ends-${nth}`, requestedAt: at, state: 'refused' })

    let writes = 0
    const dying: AroundWrite = async (_, send) => {
      const answer = await send()
      if (++writes === nth) throw new Error('died')
      if (writes > nth) throw new Error('died before')
      return answer
    }
    const died = await writing
      .run(dying, () => hub.run(night))
      .then(
        () => false,
        () => true,
      )
    isOver = !died
    if (died) deaths++
    expect((await hub.chain(COUNTY)).broken, `after ${nth} writes`).toBeUndefined()
    await hub.run(night)
    const { broken, seqs } = await hub.chain(COUNTY)
    expect(broken, `after ${nth} writes and again`).toBeUndefined()
    expect(await hub.left(upload), `after ${nth} writes`).toEqual([])
    expect((await hub.deps.events.before(night)).keys, `after ${nth} writes`).toEqual([])
    const { pk, sk } = { pk: `UPLOAD#${COUNTY}`, sk: upload.id }
    expect(await hub.kept(), `after ${nth} writes`).toEqual(before)
    expect(await hub.work.get({ pk, sk })).toMatchObject({ isGone: true })
    // Only what this night wrote itself is left.
    expect(seqs.length, `after ${nth} writes`).toBeLessThanOrEqual(5)
  }
  expect(deaths).toBeGreaterThan(isLong ? 15 : 5)
})
