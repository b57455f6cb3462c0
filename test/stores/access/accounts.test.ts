/** What of accounts is written under a condition, on both engines: of two at once, one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../../../stores/access/accounts.ts'
import { identityBindings } from '../../../stores/access/identity-bindings.ts'
import { identityFlows } from '../../../stores/access/identity-flows.ts'
import { invitations } from '../../../stores/access/invitations.ts'
import { passkeys } from '../../../stores/access/passkeys.ts'
import { repeats } from '../../../stores/access/repeats.ts'
import { tries } from '../../../stores/access/tries.ts'
import { type WorkTable, workTable } from '../../../stores/aws/work.ts'
import { dynalite, dynamodbLocal, type Engine, WORK, whyNoDynamodbLocal } from '../engines.ts'

const engines: [name: string, start: () => Promise<Engine>, skip: boolean][] = [
  ['dynalite', dynalite, false],
  ['DynamoDB Local', dynamodbLocal, whyNoDynamodbLocal() !== undefined],
]
const AT = '2018-06-06T01:00:00.000Z'
const minutesLater = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString()
const FACTORS = { password: 'p', earlier: [], totp: 't', step: 5, recovery: ['a', 'b', 'c'] }

for (const [name, start, skip] of engines) {
  describe.skipIf(skip)(`on ${name}`, () => {
    let engine: Engine
    let work: WorkTable
    beforeAll(async () => {
      engine = await start()
      work = workTable(engine.clients, WORK)
    })
    afterAll(() => engine?.stop())

    const atOnce = async (times: number, act: () => Promise<boolean>) =>
      (await Promise.all(Array.from({ length: times }, act))).filter(Boolean).length

    test('an act under a key begins once, and once more after it has died', async () => {
      const store = repeats(work)
      const begin = (minutes: number) =>
        store
          .begin({ account: 'a', key: 'k', asked: 'x' }, new Date(minutesLater(minutes)))
          .then(({ is }) => is === 'new')
      expect(await atOnce(3, () => begin(0))).toBe(1)
      expect(await atOnce(3, () => begin(2))).toBe(1)
      expect(await begin(2)).toBe(false)
    })

    test('a code’s step is used once, and never one before it', async () => {
      const store = accounts(work)
      await store.putFactors('0000000000000001', FACTORS, AT)
      expect(await atOnce(3, () => store.useStep('0000000000000001', 7))).toBe(1)
      expect(await store.useStep('0000000000000001', 6)).toBe(false)
      expect(await store.useStep('0000000000000001', 8)).toBe(true)
    })

    test('a recovery code is used once, and does not bring another back', async () => {
      const store = accounts(work)
      const id = '0000000000000002'
      await store.putFactors(id, FACTORS, AT)
      const both = [store.useRecovery(id, FACTORS, 'a'), store.useRecovery(id, FACTORS, 'b')]
      expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1)
      expect((await store.factors(id))?.recovery).toHaveLength(2)
    })

    test('a reset keeps the last five passwords, the present one with them', async () => {
      const store = accounts(work)
      const id = '0000000000000007'
      await store.putFactors(id, { ...FACTORS, earlier: ['o', 'n', 'm', 'l'] }, AT)
      await store.disarm(id)
      const reset = await store.factors(id)
      expect([reset?.password, reset?.earlier]).toEqual([undefined, ['p', 'o', 'n', 'm', 'l']])
    })

    test('an identity is one account’s, until that account lets go of it or has another', async () => {
      const store = identityBindings(work)
      const [one, other] = ['0000000000000005', '0000000000000006'] as const
      const bind = (account: string, identity: string) => store.bind(account, { identity, boundAt: AT })
      const holders = Promise.all(['first', 'second'].map((identity) => store.accountOf(identity)))
      expect(await holders).toEqual([undefined, undefined])
      expect(await bind(one, 'first')).toBe(true)
      expect(await bind(one, 'first')).toBe(true)
      expect(await bind(other, 'first')).toBe(false)
      expect([await store.accountOf('first'), await store.of(other)]).toEqual([one, undefined])
      expect(await bind(one, 'second')).toBe(true)
      expect(await store.accountOf('first')).toBeUndefined()
      expect(await bind(other, 'first')).toBe(true)
      expect([await store.accountOf('first'), await store.accountOf('second')]).toEqual([other, one])
      await store.unbind(other)
      expect([await store.accountOf('first'), await store.of(other)]).toEqual([undefined, undefined])
    })

    test('a way to the identity provider is gone once, by the browser that began it, for its time', async () => {
      const store = identityFlows(work)
      const flow = { browser: 'b', nonce: 'n', verifier: 'v', until: minutesLater(10) }
      for (const hash of ['one', 'late']) await store.begin(hash, flow)
      expect(await store.take('one', 'other', AT)).toBeUndefined()
      expect(await store.take('never', 'b', AT)).toBeUndefined()
      expect(await atOnce(3, async () => (await store.take('one', 'b', AT)) !== undefined)).toBe(1)
      expect(await store.take('late', 'b', minutesLater(10))).toBeUndefined()
    })

    test('a name to sign in by has one account', async () => {
      const store = accounts(work)
      const [one, other] = ['0000000000000003', '0000000000000004'] as const
      for (const id of [one, other])
        await store.create({ id, division: '440222', office: 'finance', duties: ['clerk'], invitedAt: AT })
      const holder = { name: '测试人', signInName: 'lina@example.org' }
      expect(await store.name(one, holder, 'key')).toBe(true)
      expect(await store.name(one, holder, 'key')).toBe(true)
      expect(await store.name(other, holder, 'key')).toBe(false)
      expect(await store.idOf('key')).toBe(one)
      expect((await store.get(other))?.name).toBeUndefined()
      expect((await store.inCounty('440222')).map(({ id }) => id)).toEqual([one, other])
    })

    const LIMIT = { most: 5, minutes: 15 }
    const tally = (counts: readonly string[]) => [...counts].sort().join(' ')

    test('the fifth try in any quarter of an hour is the last for another from then', async () => {
      const store = tries(work)
      const tried = { whose: 'y', what: 'password' } as const
      const at = (minute: number) => store.count(tried, minutesLater(minute), LIMIT)
      for (const minute of [0, 14, 14, 14]) expect(await at(minute)).toBe('open')
      // The first is forgotten by now, the other three are not.
      expect(await at(16)).toBe('open')
      expect(await at(17)).toBe('last')
      for (const minute of [17, 30, 31.9]) expect(await at(minute)).toBe('locked')
      for (const minute of [32, 32, 32, 32]) expect(await at(minute)).toBe('open')
      await store.forget(tried)
      expect(await at(32)).toBe('open')
    })

    test('of tries at once five are let through, and nobody is locked out by another’s first', async () => {
      const store = tries(work)
      const atOnce = (whose: string, times: number) =>
        Promise.all(Array.from({ length: times }, () => store.count({ whose, what: 'code' }, AT, LIMIT)))
      expect(tally(await atOnce('few', 3))).toBe('open open open')
      expect(tally(await atOnce('many', 12))).toBe(
        tally([...Array(4).fill('open'), 'last', ...Array(7).fill('locked')]),
      )
    })

    test('an address has a wide limit of wrong tries: right ones are given back', async () => {
      const store = tries(work)
      const limit = { most: 20, minutes: 15 }
      expect(await atOnce(12, () => store.countAt('office', AT, limit))).toBe(12)
      for (const _ of Array(12)) await store.giveBack('office')
      expect(await atOnce(25, () => store.countAt('office', minutesLater(1), limit))).toBe(20)
      expect(await store.countAt('office', minutesLater(14), limit)).toBe(false)
      expect(await store.countAt('office', minutesLater(15), limit)).toBe(true)
      await store.giveBack('nobody')
      expect(await store.countAt('nobody', AT, { ...limit, most: 1 })).toBe(true)
    })

    test('an invitation is used once, and ends after five wrong codes', async () => {
      const store = invitations(work)
      const invitation = { code: 'c', until: minutesLater(60), tries: 0 }
      await store.put('one', { account: '0000000000000005', ...invitation })
      await store.put('two', { account: '0000000000000006', ...invitation })
      expect(await atOnce(3, () => store.use('one', AT))).toBe(1)
      expect(await store.countTry('one', 5)).toBe(false)
      await store.countTry('two', 5)
      await store.forgive('two')
      expect(await atOnce(8, () => store.countTry('two', 5))).toBe(5)
    })

    test('of an account’s invitations the latest counts', async () => {
      const store = invitations(work)
      const invitation = { account: '0000000000000007', code: 'c', until: minutesLater(60), tries: 0 }
      for (const hash of ['lost', 'later']) await store.put(hash, invitation)
      expect(await store.get('lost')).toBeUndefined()
      expect(await store.get('later')).toMatchObject(invitation)
    })

    test('of passkeys changed at once none is lost, and the last is decided on what is left', async () => {
      const store = passkeys(work)
      const id = '0000000000000006'
      const one = (n: number) => ({ id: `p${n}`, publicKey: 'k', counter: 0, name: '电脑', madeAt: AT })
      const five = [0, 1, 2, 3, 4]
      await Promise.all(five.map((n) => store.change(id, (kept) => [...kept, one(n)])))
      expect((await store.list(id)).map((passkey) => passkey.id).sort()).toEqual(five.map((n) => `p${n}`))
      const without = (n: number) =>
        store.change(id, (kept) => (kept.length > 1 ? kept.filter((passkey) => passkey.id !== `p${n}`) : undefined))
      expect((await Promise.all(five.map(without))).filter(Boolean)).toHaveLength(4)
      expect(await store.list(id)).toHaveLength(1)
    })

    test('a challenge is taken once', async () => {
      const store = passkeys(work)
      await store.putChallenge('hash', { purpose: 'sign-in', until: minutesLater(5) })
      expect(await atOnce(3, async () => (await store.takeChallenge('hash')) !== undefined)).toBe(1)
      expect(await store.takeChallenge('none')).toBeUndefined()
    })
  })
}
