import { describe, expect, test } from 'vitest'
import type { Batch, Claimed } from '../../schemas/records/batch.ts'
import type { FundingRequest } from '../../schemas/records/funding-request.ts'
import { batches } from '../../stores/payments/batches.ts'
import { fundingRequests } from '../../stores/payments/funding-requests.ts'
import { payments } from '../../stores/payments/payments.ts'
import { signature } from '../signature.ts'
import { onEveryEngine, PEOPLE } from './engines.ts'

const COUNTY = '440222'
const AT = '2018-06-06T01:00:00.000Z'
const personKey = (n: number) => n.toString(16).padStart(30, '0')

onEveryEngine((on) => {
  describe('payments', () => {
    const claims = () => payments(on.clients, PEOPLE)
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
      await claims().release(key, 2018, by('b2'))
      expect(await claims().claim(key, 2018, by('b2'))).toBe(false)
      await claims().release(key, 2018, by('b1'))
      expect((await claims().get([key], 2018)).get(key)).toEqual({ state: 'released', ...by('b1') })
      expect(await claims().claim(key, 2018, by('b2'))).toBe(true)
      await claims().release(key, 2018, by('b1'))
      expect((await claims().get([key], 2018)).get(key)).toEqual({ state: 'approved', ...by('b2') })
      await claims().release(personKey(3199), 2018, by('b1'))
      expect(await claims().get([personKey(3199)], 2018)).toEqual(new Map())
    })

    test('many are claimed at once, each by its own condition: whom another batch has is named', async () => {
      const keys = Array.from({ length: 60 }, (_, i) => personKey(3400 + i))
      for (const i of [0, 30, 59, 10]) await claims().claim(keys[i]!, 2018, by('b2'))
      await claims().release(keys[10]!, 2018, by('b2'))
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

    test('the bank fails a claim of its batch, and corrects it; a pension may be claimed again', async () => {
      const key = personKey(3150)
      const stand = async (what: Claimed) => (await claims().get([key], what)).get(key)
      expect(await claims().correct(key, 2018, by('b1'), '1')).toBe(false)
      for (const what of [2018, 'benefit'] as const) {
        await claims().claim(key, what, by('b1'))
        expect(await claims().fail(key, what, by('b2'), '1')).toBe(false)
        for (const to of ['failed', 'failed', 'approved', 'approved', 'failed', 'approved'] as const) {
          expect(await claims()[to === 'failed' ? 'fail' : 'correct'](key, what, by('b1'), '1')).toBe(true)
          expect(await stand(what)).toEqual({ state: to, ...by('b1') })
        }
        expect(await claims().claim(key, what, by('b2'))).toBe(false)
      }
      await claims().reopen(key, by('b2'))
      expect((await stand('benefit'))?.state).toBe('approved')
      await claims().reopen(key, by('b1'))
      expect(await claims().correct(key, 'benefit', by('b1'), '1')).toBe(false)
      expect(await claims().claim(key, 'benefit', by('b2'))).toBe(true)
      expect(await stand(2018)).toEqual({ state: 'approved', ...by('b1') })
    })

    test('a failure is corrected where a later batch has given the year back, not where it has it', async () => {
      const key = personKey(3160)
      await claims().claim(key, 2018, by('b1'))
      await claims().fail(key, 2018, by('b1'), '1')
      await claims().claim(key, 2018, by('b2'))
      expect(await claims().correct(key, 2018, by('b1'), '1')).toBe(false)
      await claims().release(key, 2018, by('b2'))
      expect(await claims().correct(key, 2018, by('b1'), '1')).toBe(true)
      expect((await claims().get([key], 2018)).get(key)).toEqual({ state: 'approved', ...by('b1') })
    })

    test('an earlier result that is written after a later one settles nothing', async () => {
      const key = personKey(3170)
      await claims().claim(key, 2018, by('b1'))
      for (const [late, now] of [
        ['fail', 'correct'],
        ['correct', 'fail'],
      ] as const) {
        const order = now === 'correct' ? '2' : '4'
        expect(await claims()[now](key, 2018, by('b1'), order)).toBe(true)
        expect(await claims()[late](key, 2018, by('b1'), '1')).toBe(false)
        expect(await claims()[now](key, 2018, by('b1'), '1')).toBe(true)
        const state = now === 'fail' ? 'failed' : 'approved'
        expect((await claims().get([key], 2018)).get(key)).toEqual({ state, ...by('b1') })
      }
      // Whoever claims next begins anew.
      await claims().claim(key, 2018, by('b2'))
      expect(await claims().correct(key, 2018, by('b2'), '3')).toBe(true)
    })

    test('what is claimed anew is taken from an earlier batch, also where the bank fails its row at that moment', async () => {
      const keys = [3180, 3181, 3182].map(personKey)
      const [earlier, failing, later] = keys as [string, string, string]
      for (const key of [earlier, failing]) await claims().claim(key, 2018, by('b1'))
      await claims().claim(later, 2018, by('b3'))
      await claims().claimAnew(keys, 2018, by('b2'), async ({ batch }) => {
        await claims().fail(failing, 2018, by('b1'), '1')
        return batch === 'b3'
      })
      const now = await claims().get(keys, 2018)
      expect(keys.map((key) => now.get(key))).toEqual(
        ['b2', 'b2', 'b3'].map((batch) => ({ state: 'approved', ...by(batch) })),
      )
    })

    test('the claims of more persons than one request takes', async () => {
      const keys = Array.from({ length: 150 }, (_, i) => personKey(3200 + i))
      await Promise.all(keys.map((key) => claims().claim(key, 2018, by('b1'))))
      expect([...(await claims().get(keys, 2018)).keys()].sort()).toEqual(keys)
    })
  })

  describe('funding requests', () => {
    const request: FundingRequest = {
      ...{ id: `${COUNTY}-2018-001`, county: COUNTY, sequence: 1, year: 2018, day: '2018-06-06', at: AT },
      ...{ batch: `${COUNTY}-2018-001`, total: 12_000, netted: 0, requested: 12_000, allocations: {}, version: 0 },
    }

    test('one place is taken by one request, and they are listed in their order', async () => {
      const store = fundingRequests(on.work)
      const { batch: _, ...rest } = request
      const supplement = { ...rest, id: `${COUNTY}-2018-S01` }
      expect((await Promise.all([store.add(request), store.add(supplement)])).filter(Boolean)).toHaveLength(1)
      const [first] = await store.list(COUNTY)
      const second = { ...(first?.batch ? supplement : request), sequence: 2 }
      expect(await store.add(second)).toBe(true)
      expect(await store.list(COUNTY)).toEqual([first, second])
    })

    test('what was asked since a day is read in its order, and little before it', async () => {
      const store = fundingRequests(on.work)
      const { batch: _, ...rest } = request
      const asked = (sequence: number, day: string) =>
        store.add({ ...rest, county: '440282', sequence, day, id: `440282-2018-S${sequence + 10}` })
      expect(await store.since('440282', '2018-01-01')).toEqual([])
      for (let n = 1; n <= 70; n++) await asked(n, n <= 40 ? '2017-12-31' : '2018-01-01')
      const found = await store.since('440282', '2018-01-01')
      expect(found.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, i) => 41 + i))
      expect(await on.sentBy('Query', () => store.since('440282', '2018-01-01'))).toBe(2)
    })

    test('of two allocations at once one is kept, and the other judges again', async () => {
      const store = fundingRequests(on.work)
      const own = { ...request, county: '440281' }
      await store.add(own)
      const given = (voucher: string, fen: number) => ({ [voucher]: { fen, day: '2018-06-07' } })
      const kept = await Promise.all([store.allocate(own, given('凭1', 100)), store.allocate(own, given('凭2', 200))])
      expect(kept.filter(Boolean)).toHaveLength(1)
      const [now] = await store.list('440281')
      expect(now).toEqual({ ...own, version: 1, allocations: kept[0] ? given('凭1', 100) : given('凭2', 200) })
      expect(await store.allocate(now!, { ...now!.allocations, ...given('凭3', -50) })).toBe(true)
      expect(await store.allocate(now!, {})).toBe(false)
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
      preparedBy: signature('甲'),
    }

    test('a number is given once, and again where its batch took none', async () => {
      const store = batches(on.work)
      const made = await Promise.all(
        ['甲', '乙', '丙']
          .map(signature)
          .map((preparedBy) => store.create({ ...batch, id: `${COUNTY}-2017-001`, preparedBy, state: 'preparing' })),
      )
      expect(made.filter(Boolean)).toHaveLength(1)
      const empty = { county: COUNTY, id: `${COUNTY}-2017-001` }
      await store.advance(empty, 'preparing', { state: 'empty' })
      const next = { ...batch, id: empty.id, run: 'r2' }
      expect(await store.create(next)).toBe(true)
      expect(await store.get(COUNTY, empty.id)).toEqual(next)
      // Empty at its approval it has been answered for: its number stays its own.
      await store.advance(empty, 'prepared', { state: 'approving', approvedBy: signature('丁') })
      await expect(store.advance(empty, 'approving', { state: 'prepared' })).rejects.toThrow()
      await store.advance(empty, 'approving', { state: 'empty' })
      expect(await store.create(next)).toBe(false)
    })

    test('what it waits for is noted while it stands where it did, and gone when it has moved on', async () => {
      const store = batches(on.work)
      const own: Batch = { ...batch, id: `${COUNTY}-2016-001`, state: 'approving' }
      await store.create(own)
      await store.waitFor(own, ['u1', 'u2'])
      expect((await store.get(COUNTY, own.id))?.waitingFor).toEqual(['u1', 'u2'])
      await store.advance(own, 'approving', { state: 'frozen' })
      await store.waitFor(own, ['u1'])
      expect((await store.get(COUNTY, own.id))?.waitingFor).toBeUndefined()
    })

    test('results follow each other: of two returns at once one is kept, and none before the rows are frozen', async () => {
      const store = batches(on.work)
      const own: Batch = { ...batch, id: `${COUNTY}-2015-001`, state: 'approving' }
      const none = { rows: 0, fen: 0 }
      const results = (version: number, key: string) => ({
        ...{ key, sha256: 'f', rows: 1, version, unclear: 0, failed: none },
        paid: { rows: 1, fen: 12_000 },
      })
      await store.create(own)
      expect(await store.keepResults(own, results(1, 'early'))).toBe(false)
      await store.advance(own, 'approving', {
        state: 'frozen',
        frozen: { key: 'k', sha256: 'f', rows: 1, fen: 12_000 },
      })
      for (const version of [1, 2, 3]) {
        const kept = await Promise.all(['a', 'b'].map((key) => store.keepResults(own, results(version, key))))
        expect(kept.filter(Boolean)).toHaveLength(1)
        expect((await store.get(COUNTY, own.id))?.results).toEqual(results(version, kept[0] ? 'a' : 'b'))
      }
      expect(await store.keepResults(own, results(3, 'late'))).toBe(false)
      expect((await store.get(COUNTY, own.id))?.state).toBe('frozen')
    })

    test('batches of a year and all later ones are listed without those before', async () => {
      const store = batches(on.work)
      for (const id of [`${COUNTY}-2012-009`, `${COUNTY}-2013-001`, `${COUNTY}-2014-001`])
        await store.create({ ...batch, id, state: 'preparing' })
      const ids = async (year: number) => (await store.since(COUNTY, year)).map(({ id }) => id)
      expect((await ids(2013)).slice(0, 2)).toEqual([`${COUNTY}-2013-001`, `${COUNTY}-2014-001`])
      expect((await ids(2012))[0]).toBe(`${COUNTY}-2012-009`)
      expect(await ids(2099)).toEqual([])
    })

    test('a batch moves on once from a state, and is not made anew', async () => {
      const store = batches(on.work)
      await store.create(batch)
      const answers = await Promise.all(
        ['乙', '丙']
          .map(signature)
          .map((approvedBy) => store.advance(batch, 'prepared', { state: 'approving', approvedBy })),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
      const approvedBy = ['乙', '丙'].map(signature)[answers.indexOf(true)]
      await store.create(batch)
      expect((await store.list(COUNTY)).at(-1)).toEqual({ ...batch, state: 'approving', approvedBy })
      expect(await store.advance({ county: COUNTY, id: 'absent' }, 'prepared', { state: 'approving' })).toBe(false)
      expect(await store.get(COUNTY, 'absent')).toBeUndefined()
    })
  })
})
