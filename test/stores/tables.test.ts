/** The stores of the two tables, on the embedded engine and, where Java 17 is, on Amazon's DynamoDB Local alike. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Head, PendingChange } from '../../schemas/records/head.ts'
import type { Output } from '../../schemas/records/output.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { type WorkTable, workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { outputs, returns } from '../../stores/months/outputs.ts'
import { periods } from '../../stores/months/periods.ts'
import { batches } from '../../stores/payments/batches.ts'
import { payments } from '../../stores/payments/payments.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { policies } from '../../stores/policy/policies.ts'
import { seenFiles } from '../../stores/uploads/seen-files.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { dynalite, dynamodbLocal, type Engine, PEOPLE, WORK, whyNoDynamodbLocal } from './engines.ts'

const COUNTY = '440222'
const OTHER = '440281'
const AT = '2018-06-06T01:00:00.000Z'
const LATER = '2018-06-07T01:00:00.000Z'
const KB = 1024

const personKey = (n: number) => n.toString(16).padStart(30, '0')
const person = (n: number, village = '太平居委会'): Person => ({
  key: personKey(n),
  id: '',
  lists: { [`${COUNTY}#dibao`]: { version: 1, row: { name: '李梅', township: '440222100', village }, rowRev: 1 } },
  register: {},
  rejectionFlags: [],
  taken: {},
  decisions: {},
})

const missing = whyNoDynamodbLocal()
if (missing) console.log(`stores are not tested on DynamoDB Local: ${missing}`)
/** `most`: what an answer to a BatchGet may hold, in KB. dynalite gives as much as in a Query, the service 16 MB. */
const engines: [name: string, start: () => Promise<Engine>, most: number, skip: boolean][] = [
  ['dynalite', dynalite, 1400, false],
  ['DynamoDB Local', dynamodbLocal, 16 * KB, missing !== undefined],
]

for (const [name, start, most, skip] of engines) {
  describe.skipIf(skip)(`on ${name}`, () => {
    let engine: Engine
    let work: WorkTable
    beforeAll(async () => {
      engine = await start()
      work = workTable(engine.clients, WORK)
    })
    afterAll(() => engine?.stop())

    /** Requests of a command that `run` sends. */
    const sentBy = async (command: string, run: () => Promise<unknown>) => {
      const before = engine.sent[command] ?? 0
      await run()
      return (engine.sent[command] ?? 0) - before
    }

    describe('the work table', () => {
      test('of two that put the same new item at once one does, and it stays as that one wrote it', async () => {
        const key = { pk: 'NEW', sk: '1' }
        const put = [1, 2].map((by) => work.putNew(key, { by }))
        const won = (await Promise.all(put)).indexOf(true) + 1
        expect((await Promise.all(put)).filter(Boolean)).toHaveLength(1)
        expect(await work.putNew(key, { by: 3 })).toBe(false)
        expect(await work.get(key)).toMatchObject({ by: won })
      })

      test('SET, REMOVE and ADD in one update; a set grows by what is new; after is what it is then', async () => {
        const key = { pk: 'UPDATE', sk: '1' }
        await work.putNew(key, { state: 'open', note: 'x', kept: { deep: [1, null, 'a'], left: undefined } })
        const change = { set: { state: 'done', note: undefined }, add: { count: 2, shards: new Set([1, 2]) } }
        await work.update(key, change)
        const { ok, after } = await work.update(key, {
          add: { count: 3, shards: new Set([2, 3]), words: new Set(['a']) },
        })
        expect(ok).toBe(true)
        const { shards, ...rest } = after
        expect(rest).toEqual({ ...key, state: 'done', kept: { deep: [1, null, 'a'] }, count: 5, words: ['a'] })
        expect([...(shards as number[])].sort()).toEqual([1, 2, 3])
        expect(await work.get(key)).toEqual(after)
      })

      test('a condition that fails changes nothing; one that is broken is an error, not a no', async () => {
        const key = { pk: 'UPDATE', sk: '2' }
        await work.putNew(key, { version: 1 })
        const condition = { condition: '#version = :before', values: { before: 2 } }
        expect((await work.update(key, { set: { version: 3 }, ...condition })).ok).toBe(false)
        expect(await work.get(key)).toEqual({ ...key, version: 1 })
        await expect(work.update(key, { set: { version: 3 }, condition: '#version = = :before' })).rejects.toThrow()
        expect(await work.get({ pk: 'UPDATE', sk: 'absent' })).toBeUndefined()
      })

      test('additions at once are all counted', async () => {
        const key = { pk: 'COUNT', sk: '1' }
        const after = await Promise.all(Array.from({ length: 20 }, () => work.update(key, { add: { n: 1 } })))
        expect(after.map(({ after: { n } }) => n as number).sort((a, b) => a - b)).toEqual(
          Array.from({ length: 20 }, (_, i) => i + 1),
        )
      })

      test('a partition of more than a page (1 MB) is listed whole, in order, from either end', async () => {
        const keys = Array.from({ length: 12 }, (_, i) => ({ pk: 'PAGES', sk: String(i).padStart(3, '0') }))
        for (const key of keys) await work.putNew(key, { text: 'a'.repeat(200 * KB) })
        const order = keys.map(({ sk }) => sk)
        let listed: Record<string, unknown>[] = []
        const list = (options?: object) => async () => {
          listed = await work.list('PAGES', options)
        }
        expect(await sentBy('QueryCommand', list())).toBeGreaterThan(1)
        expect(listed.map(({ sk }) => sk)).toEqual(order)
        await list({ latestFirst: true })()
        expect(listed.map(({ sk }) => sk)).toEqual([...order].reverse())
        expect(await sentBy('QueryCommand', list({ latestFirst: true, limit: 8 }))).toBeGreaterThan(1)
        expect(listed.map(({ sk }) => sk)).toEqual([...order].reverse().slice(0, 8))
        await work.remove(keys[0]!)
        await work.remove(keys[0]!)
        await list({ limit: 1 })()
        expect(listed.map(({ sk }) => sk)).toEqual(['001'])
      })
    })

    describe('people', () => {
      test('more than one request holds, read strongly and eventually at half the units', async () => {
        const store = people(engine.clients, PEOPLE)
        const persons = Array.from({ length: 260 }, (_, i) => person(i))
        await store.put(persons)
        const keys = [...persons.map(({ key }) => key), personKey(9999)]
        const { units } = engine.clients
        const read = async (consistency: 'strong' | 'eventual') => {
          const before = units.read
          expect(await store.get(keys, consistency)).toEqual(new Map(persons.map((p) => [p.key, p])))
          return units.read - before
        }
        expect(await sentBy('BatchGetItemCommand', () => read('strong'))).toBe(3)
        const strong = await read('strong')
        expect(await read('eventual')).toBe(strong / 2)
        expect(await store.get([], 'strong')).toEqual(new Map())
        await store.put([person(7, '别处')])
        expect((await store.get([personKey(7)], 'strong')).get(personKey(7))).toEqual(person(7, '别处'))
      })

      test('items that together exceed one answer are all read', async () => {
        const store = people(engine.clients, PEOPLE)
        const persons = Array.from({ length: Math.ceil(most / 300) + 3 }, (_, i) =>
          person(1000 + i, 'a'.repeat(300 * KB)),
        )
        await store.put(persons)
        const keys = persons.map(({ key }) => key)
        let found = new Map<string, Person>()
        const read = async () => {
          found = await store.get(keys, 'strong')
        }
        expect(await sentBy('BatchGetItemCommand', read)).toBeGreaterThan(1)
        expect(found).toEqual(new Map(persons.map((p) => [p.key, p])))
      })

      test('an event stands beside its person, who stays as they are', async () => {
        const store = people(engine.clients, PEOPLE)
        await store.put([person(2000)])
        await store.putEvents([{ key: personKey(2000), at: AT, source: 'u1', facts: [], decisions: {} }])
        expect(await store.get([personKey(2000)], 'strong')).toEqual(new Map([[personKey(2000), person(2000)]]))
      })
    })

    describe('payments', () => {
      const claims = () => payments(engine.clients, PEOPLE)
      const by = (batch: string) => ({ county: COUNTY, batch })

      test('of two batches that claim a person at once one gets it, and gets it again when it repeats', async () => {
        const both = ['b1', 'b2']
        for (let n = 3000; n < 3010; n++) {
          const answers = await Promise.all(both.map((batch) => claims().claim(personKey(n), 2018, by(batch))))
          expect(answers.filter(Boolean)).toHaveLength(1)
          const winner = both[answers.indexOf(true)]!
          const loser = both[answers.indexOf(false)]!
          expect(await claims().claim(personKey(n), 2018, by(winner))).toBe(true)
          expect(await claims().claim(personKey(n), 2018, by(loser))).toBe(false)
          expect((await claims().get([personKey(n)], 2018)).get(personKey(n))).toEqual({
            state: 'approved',
            ...by(winner),
          })
        }
      })

      test('a claim is of one year, and given back by its own batch alone; then another one may have it', async () => {
        const key = personKey(3100)
        expect(await claims().claim(key, 2018, by('b1'))).toBe(true)
        expect(await claims().claim(key, 2019, by('b2'))).toBe(true)
        await claims().release(key, 2018, 'b2')
        expect(await claims().claim(key, 2018, by('b2'))).toBe(false)
        await claims().release(key, 2018, 'b1')
        expect((await claims().get([key], 2018)).get(key)).toEqual({ state: 'released', ...by('b1') })
        expect(await claims().claim(key, 2018, by('b2'))).toBe(true)
        await claims().release(key, 2018, 'b1')
        expect((await claims().get([key], 2018)).get(key)).toEqual({ state: 'approved', ...by('b2') })
        await claims().release(personKey(3199), 2018, 'b1')
        expect(await claims().get([personKey(3199)], 2018)).toEqual(new Map())
      })

      test('many are claimed at once, each by its own condition: whom another batch has is named', async () => {
        const keys = Array.from({ length: 60 }, (_, i) => personKey(3400 + i))
        for (const i of [0, 30, 59, 10]) await claims().claim(keys[i]!, 2018, by('b2'))
        await claims().release(keys[10]!, 2018, 'b2')
        await claims().claim(keys[11]!, 2018, by('b1'))
        expect((await claims().claimAll(keys, 2018, by('b1'))).sort()).toEqual([keys[0], keys[30], keys[59]])
        const stand = await claims().get(keys, 2018)
        const b2 = keys.filter((key) => stand.get(key)?.batch === 'b2')
        expect(b2).toEqual([keys[0], keys[30], keys[59]])
        expect([...stand.values()].every(({ state, county }) => state === 'approved' && county === COUNTY)).toBe(true)
        expect(stand.size).toBe(60)
        // Said again it is the same.
        expect((await claims().claimAll(keys, 2018, by('b1'))).sort()).toEqual([keys[0], keys[30], keys[59]])
        expect(await claims().get(keys, 2018)).toEqual(stand)
      })

      test('of two batches that claim the same persons at once each gets who is not the other one’s', async () => {
        const keys = Array.from({ length: 60 }, (_, i) => personKey(3500 + i))
        const [others1, others2] = await Promise.all([
          claims().claimAll(keys, 2018, by('b1')),
          claims().claimAll(keys.toReversed(), 2018, by('b2')),
        ])
        const stand = await claims().get(keys, 2018)
        const of = (batch: string) => keys.filter((key) => stand.get(key)?.batch === batch)
        expect(of('b2')).toEqual(others1!.sort())
        expect(of('b1')).toEqual(others2!.sort())
        expect(stand.size).toBe(60)
      })

      test('the claims of more persons than one request takes', async () => {
        const keys = Array.from({ length: 150 }, (_, i) => personKey(3200 + i))
        await Promise.all(keys.map((key) => claims().claim(key, 2018, by('b1'))))
        expect([...(await claims().get(keys, 2018)).keys()].sort()).toEqual(keys)
      })
    })

    describe('batches', () => {
      const batch: Batch = {
        id: `${COUNTY}-2018-001`,
        county: COUNTY,
        period: '2018-05',
        run: 'r1',
        year: 2018,
        day: '2018-06-06',
        at: AT,
        state: 'prepared',
        preparedBy: '甲',
      }

      test('a number is given once, and again where its batch took none', async () => {
        const store = batches(work)
        const made = await Promise.all(
          ['甲', '乙', '丙'].map((preparedBy) =>
            store.create({ ...batch, id: `${COUNTY}-2017-001`, preparedBy, state: 'preparing' }),
          ),
        )
        expect(made.filter(Boolean)).toHaveLength(1)
        const empty = { county: COUNTY, id: `${COUNTY}-2017-001` }
        await store.advance(empty, 'preparing', { state: 'empty' })
        const next = { ...batch, id: empty.id, run: 'r2' }
        expect(await store.create(next)).toBe(true)
        expect(await store.get(COUNTY, empty.id)).toEqual(next)
        // Empty at its approval it has been answered for: its number stays its own.
        await store.advance(empty, 'prepared', { state: 'approving', approvedBy: '丁' })
        await expect(store.advance(empty, 'approving', { state: 'prepared' })).rejects.toThrow()
        await store.advance(empty, 'approving', { state: 'empty' })
        expect(await store.create(next)).toBe(false)
      })

      test('what it waits for is noted while it stands where it did, and gone when it has moved on', async () => {
        const store = batches(work)
        const own: Batch = { ...batch, id: `${COUNTY}-2016-001`, state: 'approving' }
        await store.create(own)
        await store.waitFor(own, ['u1', 'u2'])
        expect((await store.get(COUNTY, own.id))?.waitingFor).toEqual(['u1', 'u2'])
        await store.advance(own, 'approving', { state: 'frozen' })
        await store.waitFor(own, ['u1'])
        expect((await store.get(COUNTY, own.id))?.waitingFor).toBeUndefined()
      })

      test('a batch moves on once from a state, and is not made anew', async () => {
        const store = batches(work)
        await store.create(batch)
        const answers = await Promise.all(
          ['乙', '丙'].map((approvedBy) => store.advance(batch, 'prepared', { state: 'approving', approvedBy })),
        )
        expect(answers.filter(Boolean)).toHaveLength(1)
        const approvedBy = ['乙', '丙'][answers.indexOf(true)]
        await store.create(batch)
        expect((await store.list(COUNTY)).at(-1)).toEqual({ ...batch, state: 'approving', approvedBy })
        expect(await store.advance({ county: COUNTY, id: 'absent' }, 'prepared', { state: 'approving' })).toBe(false)
        expect(await store.get(COUNTY, 'absent')).toBeUndefined()
      })
    })

    describe('heads', () => {
      const head = `${COUNTY}#dibao`
      const pending = (version: number): PendingChange => ({
        version,
        upload: `u${version}`,
        states: [],
        firstRegister: false,
      })
      const to = (version: number, roster: string) => ({
        roster,
        lists: [] as Head['lists'],
        pending: pending(version),
      })

      test('an empty head, and places in the order that are each given once', async () => {
        const store = heads(work)
        expect(await store.get(head)).toEqual({ head, issued: 0, version: 0, lists: [] })
        const places = await Promise.all(Array.from({ length: 8 }, () => store.issue(head)))
        expect(places.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      })

      test('one of two moves it on, nobody while something is pending, and only that revision is cleared', async () => {
        const store = heads(work)
        const empty = await store.get(head)
        const answers = await Promise.all(['a', 'b'].map((roster) => store.advance(empty, to(1, roster))))
        expect(answers.filter(Boolean)).toHaveLength(1)
        const first = await store.get(head)
        expect(first).toMatchObject({
          issued: 8,
          version: 1,
          roster: ['a', 'b'][answers.indexOf(true)],
          pending: { version: 1 },
        })
        expect(await store.advance(first, to(2, 'c'))).toBe(false)
        await store.clear(head, 2)
        expect(await store.get(head)).toEqual(first)
        await store.clear(head, 1)
        const { pending: _, ...cleared } = first
        expect(await store.get(head)).toEqual(cleared)
        expect(await store.advance(empty, to(1, 'd'))).toBe(false)
        expect(await store.advance(cleared, to(2, 'c'))).toBe(true)
        expect(await store.get(head)).toMatchObject({ version: 2, roster: 'c', pending: { upload: 'u2' } })
      })
    })

    test('runs: made once, a round begun once, its shards counted anew, finished', async () => {
      const store = runs(work)
      const run: DeterminationRun = {
        ...{ id: 'r1', kind: 'redetermination', county: COUNTY, day: '2018-06-06' },
        ...{ at: AT, rounds: 0, state: 'open' },
      }
      const round = { key: 'units/1', ranges: [{ shard: 0, start: 0, end: 9 }] }
      expect(await store.create(run)).toBe(true)
      expect(await store.create({ ...run, rounds: 7 })).toBe(false)
      expect(await store.create({ ...run, id: 'r2', kind: 'month-close', period: '2018-05' })).toBe(true)
      expect((await store.closes(COUNTY)).map(({ id }) => id)).toEqual(['r2'])
      expect(await Promise.all([1, 2].map(() => store.beginRound(run, round)))).toContain(false)
      await store.unitDone(COUNTY, 'r1', 3)
      await store.unitDone(COUNTY, 'r1', 3)
      const after = await store.unitDone(COUNTY, 'r1', 12)
      expect({ ...after, unitsDone: after.unitsDone?.sort((a, b) => a - b) }).toEqual({
        ...run,
        rounds: 1,
        round,
        unitsDone: [3, 12],
      })
      expect(await store.beginRound(after, round)).toBe(true)
      expect((await store.get(COUNTY, 'r1'))?.unitsDone).toBeUndefined()
      await store.waitFor(run, ['u1'])
      expect((await store.get(COUNTY, 'r1'))?.waitingFor).toEqual(['u1'])
      const snapshot = { key: 's', sha256: 'x', rows: 1 }
      expect((await store.freeze(run, snapshot, AT)).snapshot).toEqual(snapshot)
      // Another attempt finds what was frozen before it.
      expect((await store.freeze(run, { ...snapshot, sha256: 'y' }, LATER)).snapshot).toEqual(snapshot)
      await store.finish(run)
      expect(await store.get(COUNTY, 'r1')).toEqual({
        ...run,
        rounds: 2,
        round,
        state: 'done',
        snapshot,
        frozenAt: AT,
      })
    })

    test('uploads of one month are read alone; what is open leaves the list when it is replaced, decided or ticked off', async () => {
      const store = uploads(work)
      const send = async (id: string, changes: Partial<Upload> = {}) => {
        const period = id.slice(0, 7)
        await store.create({
          ...{ division: OTHER, office: 'civil-affairs', form: 'dibao-new', period, fileName: '低保.csv', size: 0, id },
          ...{ state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1, sequence: 1, ...changes },
        })
      }
      const settle = (id: string, state: 'accepted' | 'held' | 'refused' | 'withdrawn') =>
        store.settle(OTHER, id, { state }, { at: AT })
      const open = async () => (await store.open(OTHER)).map(({ id }) => id)
      for (const id of ['2018-04-a', '2018-05-a', '2018-05-b', '2018-05-c']) await send(id)
      await send('2018-05-d', { form: 'dibao-full' })
      expect((await store.ofPeriod(OTHER, '2018-05')).map(({ id }) => id)).toHaveLength(4)
      expect(await periods(work).list(2)).toEqual(['2018-05', '2018-04'])

      for (const id of ['2018-04-a', '2018-05-a', '2018-05-c']) await settle(id, 'refused')
      await settle('2018-05-d', 'held')
      expect(await open()).toEqual(['2018-04-a', '2018-05-a', '2018-05-c', '2018-05-d'])
      // It replaces what was sent before it, of its own month and form.
      await settle('2018-05-b', 'accepted')
      expect(await open()).toEqual(['2018-04-a', '2018-05-c', '2018-05-d'])
      // What is settled late is replaced all the same.
      await settle('2018-05-a', 'refused')
      expect(await open()).not.toContain('2018-05-a')
      expect(await store.tickOff(OTHER, '2018-05-d', AT)).toBe(false)
      expect(await store.tickOff(OTHER, '2018-05-c', AT)).toBe(true)
      await settle('2018-05-c', 'refused')
      await settle('2018-05-d', 'withdrawn')
      expect(await open()).toEqual(['2018-04-a'])
      expect((await store.get(OTHER, '2018-05-c'))?.tickedOff).toBe(AT)

      // A crash between settling and noting so hides nothing.
      await send('2018-06-a')
      expect(await open()).toEqual(['2018-04-a'])
      await work.update({ pk: `UPLOAD#${OTHER}`, sk: '2018-06-a' }, { set: { state: 'refused' } })
      expect(await open()).toEqual(['2018-04-a', '2018-06-a'])

      await send('2018-05-e')
      expect(await store.discard(OTHER, '2018-05-a', AT)).toBe(false)
      expect(await store.discard(OTHER, '2018-05-e', AT)).toBe(true)
    })

    test('an upload is read or given up, whichever comes first', async () => {
      const store = uploads(work)
      const upload: Upload = {
        ...{ division: OTHER, office: 'civil-affairs', form: 'tekun-new', period: '2018-05', fileName: '特困.csv' },
        ...{ size: 0, id: '2018-05-x', state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1 },
      }
      const reading = { sha256: 'x', rows: 1, returned: 0, byCode: {}, unreadSheets: [] }
      await store.create(upload)
      expect(await store.discard(OTHER, upload.id, AT)).toBe(true)
      expect(await store.recordReading(upload, { reading })).toBe(false)
      expect((await store.get(OTHER, upload.id))?.reading).toBeUndefined()

      const other = { ...upload, id: '2018-05-y' }
      await store.create(other)
      expect(await store.recordReading(other, { reading })).toBe(true)
      expect(await store.discard(OTHER, other.id, AT)).toBe(false)
    })

    test('uploads: made once, units gathered over settlements, confirmed only while held, the latest first', async () => {
      const store = uploads(work)
      const upload: Upload = {
        ...{ division: COUNTY, office: 'civil-affairs', form: 'dibao-full', period: '2018-05', fileName: '低保.csv' },
        ...{ size: 0, id: '1', state: 'requested', day: '2018-06-06', requestedAt: AT, policy: 1, sequence: 1 },
      }
      await store.create(upload)
      await store.create({ ...upload, size: 9 })
      await store.create({ ...upload, id: '2', sequence: 2 })
      expect(await store.get(COUNTY, '1')).toEqual(upload)
      const reading = { sha256: 'x', rows: 2, returned: 1, byCode: { 'id-missing': 1 }, unreadSheets: ['名单2'] }
      await store.recordReading(upload, { reading, returnedKey: 'returned/1' })
      expect(await store.confirm(COUNTY, '1', '乙', undefined)).toBe(false)
      const held = { state: 'held' as const, wouldEnd: { active: 30, ended: 20 }, endingsKey: 'e1' }
      const unitsOf = (version: number, ...shards: number[]) => ({
        ...{ version, key: `units/${version}` },
        ranges: shards.map((shard) => ({ shard, start: shard, end: shard + 1 })),
      })
      await store.settle(COUNTY, '1', held, { at: AT, units: unitsOf(1, 0, 1), version: 1 })
      expect(await store.confirm(COUNTY, '1', '乙', 'e0')).toBe(false)
      expect(await store.confirm(COUNTY, '1', '乙', 'e1')).toBe(true)
      await store.unconfirm(COUNTY, '1')
      expect(await store.get(COUNTY, '1')).not.toHaveProperty('confirmedBy')
      expect(await store.confirm(COUNTY, '1', '乙', undefined)).toBe(true)
      // Of two persons the first one answers for it.
      expect(await store.confirm(COUNTY, '1', '丙', undefined)).toBe(false)
      await store.unitDone(COUNTY, '1', '1.1')
      // Who waits and what is done are in one item: each answer has both.
      expect((await store.noteWaiter(COUNTY, '1', 'close#c#1')).unitsDone).toEqual(['1.1'])
      expect((await store.unitDone(COUNTY, '1', '1.1')).awaitedBy).toEqual(['close#c#1'])
      await expect(store.unitDone(COUNTY, 'absent', '1.1')).rejects.toThrow('not there')
      const accepted = { state: 'accepted' as const, wouldEnd: undefined }
      const settling = { at: LATER, units: unitsOf(2, 0), version: 2 }
      await store.settle(COUNTY, '1', accepted, settling)
      const { units, unitObjects, awaitedBy, ...settled } = await store.settle(COUNTY, '1', accepted, settling)
      expect(units?.sort()).toEqual(['1.0', '1.1', '2.0'])
      expect(unitObjects?.map((text) => JSON.parse(text)).sort((a, b) => a.version - b.version)).toEqual([
        unitsOf(1, 0, 1),
        unitsOf(2, 0),
      ])
      expect(awaitedBy).toEqual(['close#c#1'])
      expect(settled).toEqual({
        ...{ ...upload, state: 'accepted', settledAt: LATER, reading, returnedKey: 'returned/1', endingsKey: 'e1' },
        ...{ confirmedBy: '乙', unitsDone: ['1.1'], version: 2 },
      })
      // What an earlier revision said, and somebody slow carries out only now.
      expect((await store.settle(COUNTY, '1', held, { at: AT, version: 1 })).state).toBe('accepted')
      expect(await store.get(COUNTY, '1')).toMatchObject({ state: 'accepted', settledAt: LATER, version: 2 })
      expect((await store.list(COUNTY)).map(({ id }) => id)).toEqual(['2', '1'])
      expect((await store.list(COUNTY, 1)).map(({ id }) => id)).toEqual(['2'])
    })

    test('uploads: taken out once, from a state that is named, and kept after all', async () => {
      const store = uploads(work)
      const withdrawn = { by: '甲', at: AT, sentBack: false }
      expect(await store.withdraw(COUNTY, '2', withdrawn, ['accepted', 'held'])).toBe(false)
      expect(await store.withdraw(COUNTY, '2', withdrawn, ['requested', 'held'])).toBe(true)
      expect(await store.withdraw(COUNTY, '2', { ...withdrawn, by: '丙' }, ['requested'])).toBe(false)
      expect((await store.get(COUNTY, '2'))?.withdrawn).toEqual(withdrawn)
      await store.keep(COUNTY, '2')
      expect(await store.get(COUNTY, '2')).not.toHaveProperty('withdrawn')
    })

    test('seen files: the first upload of an office and form with the bytes, until another one stands for it', async () => {
      const store = seenFiles(work)
      const upload = (id: string, form = 'dibao-full') =>
        ({ id, division: COUNTY, office: 'civil-affairs', form }) as Upload
      expect(await store.first(upload('1'), 'x')).toBe('1')
      expect(await store.first(upload('2'), 'x')).toBe('1')
      expect(await store.first(upload('3', 'tekun-full'), 'x')).toBe('3')
      await store.replace(upload('2'), 'x')
      expect(await store.first(upload('1'), 'x')).toBe('2')
    })

    test('outputs and returns: a later one replaces, an earlier one does not', async () => {
      const output = (version: string): Output => ({
        ...{ division: COUNTY, folder: 'ledger', name: 'all.xlsx', period: '2018-05', key: `k${version}`, version },
      })
      const store = outputs(work)
      for (const version of ['2', '1']) await store.put(output(version))
      await store.put({ ...output('1'), folder: 'bank' })
      expect(await store.list(COUNTY)).toEqual([{ ...output('1'), folder: 'bank' }, output('2')])
      await store.put(output('3'))
      expect((await store.list(COUNTY))[1]).toEqual(output('3'))

      const sent = (run: string, submittedAt: string) => ({
        ...{ county: COUNTY, period: '2018-05', run, day: '2018-06-06', submittedAt, tables: {} },
      })
      for (const [run, at] of [
        ['r2', '2018-06-07T00:00:00Z'],
        ['r1', '2018-06-06T00:00:00Z'],
      ] as const)
        await returns(work).submit(sent(run, at))
      expect((await returns(work).list('2018-05')).map(({ run }) => run)).toEqual(['r2'])
    })

    test('policies: the next revision is put once, and all are kept', async () => {
      const store = policies(work)
      expect(await store.current()).toBeUndefined()
      await expect(store.inForce()).rejects.toMatchObject({ code: 'policy-missing' })
      const first = defaultPolicy()
      expect(await store.put(first)).toBe(true)
      expect(await store.put({ ...first, version: 3 })).toBe(false)
      expect(await store.put({ ...first, version: 2, province: '乙' })).toBe(true)
      expect(await store.put({ ...first, version: 2, province: '丙' })).toBe(false)
      expect(await policies(work).current()).toEqual({ ...first, version: 2, province: '乙' })
      expect(await policies(work).get(1)).toEqual(first)
    })

    test('policies: true is answered for what comes into force, whoever was quicker or gave up half-way', async () => {
      const current = (await policies(work).current())!
      const next = (province: string) => ({ ...current, version: current.version + 1, province })
      // Somebody stored the revision and died before it came into force.
      const key = { pk: 'POLICY', sk: `REV#${String(current.version + 1).padStart(6, '0')}` }
      await work.putNew(key, { policy: next('丁') })
      expect(await policies(work).put(next('戊'))).toBe(false)
      expect(await policies(work).current()).toEqual(next('丁'))
      const later = (province: string) => ({ ...current, version: current.version + 2, province })
      const answers = await Promise.all(['己', '庚'].map((province) => policies(work).put(later(province))))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await policies(work).current()).toEqual(later(['己', '庚'][answers.indexOf(true)]!))
    })
  })
}
