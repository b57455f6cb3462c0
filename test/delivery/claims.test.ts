/** A payment claim against its model, over the real store: absent, released or failed -> approved -> failed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claimed, PaymentClaim } from '../../schemas/records/batch.ts'
import { type Payments, payments } from '../../stores/payments/payments.ts'
import fc from '../fc.ts'
import { dynalite, type Engine, PEOPLE } from '../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

/** Two of one county and one of another: few, so that they meet. */
const BATCHES = ['440222-2018-001', '440222-2018-002', '440281-2018-001'].map((batch) => ({
  county: batch.slice(0, 6),
  batch,
}))
type By = (typeof BATCHES)[number]

interface Model {
  readonly claims: Map<string, PaymentClaim>
}
interface Real {
  readonly store: Payments
  /** Persons of this run only. */
  readonly key: (person: number) => string
}

const isFree = (claim: PaymentClaim | undefined) => !claim || claim.state === 'released' || claim.state === 'failed'
const name = (person: number, what: Claimed) => `${person} ${what}`

/** Some batches ask at once: exactly one gets a claim that is free, whoever has it gets it again, the others never. */
class Claim implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, what: Claimed, by: readonly By[]]
  constructor(...args: [number, Claimed, readonly By[]]) {
    this.#args = args
  }
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    const [person, what, by] = this.#args
    const before = claims.get(name(person, what))
    const answers = await Promise.all(by.map((one) => store.claim(key(person), what, one)))
    const winners = new Set(by.filter((_, i) => answers[i]).map(({ batch }) => batch))
    if (isFree(before)) {
      expect(winners.size).toBe(1)
      const winner = by.find(({ batch }) => winners.has(batch))!
      claims.set(name(person, what), { state: 'approved', ...winner })
    } else expect([...winners].every((batch) => batch === before!.batch)).toBe(true)
    // Of the same batch all are answered alike.
    expect(answers).toEqual(by.map(({ batch }) => claims.get(name(person, what))!.batch === batch))
  }
  toString = () => `claim(${JSON.stringify(this.#args)})`
}

/** Only the batch that has it gives it back, and only before the bank has answered. */
class Release implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, what: Claimed, by: By]
  constructor(...args: [number, Claimed, By]) {
    this.#args = args
  }
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    const [person, what, by] = this.#args
    const before = claims.get(name(person, what))
    await store.release(key(person), what, by)
    if (before?.state === 'approved' && before.batch === by.batch)
      claims.set(name(person, what), { ...before, state: 'released' })
  }
  toString = () => `release(${JSON.stringify(this.#args)})`
}

/** What the bank answers, to the batch that has the claim: a failure may be corrected. */
class Return implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, what: Claimed, by: By, how: 'correct' | 'fail']
  constructor(...args: [number, Claimed, By, 'correct' | 'fail']) {
    this.#args = args
  }
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    const [person, what, by, how] = this.#args
    const before = claims.get(name(person, what))
    const isOwn = before?.batch === by.batch && before.state !== 'released'
    const isFreed = before?.state === 'released' && how === 'correct' && what !== 'benefit'
    expect(await store[how](key(person), what, by, '1')).toBe(isOwn || isFreed)
    if (isOwn || isFreed) claims.set(name(person, what), { state: how === 'fail' ? 'failed' : 'approved', ...by })
  }
  toString = () => `return(${JSON.stringify(this.#args)})`
}

/** A pension that was done is claimable again. */
class Reopen implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, by: By]
  constructor(...args: [number, By]) {
    this.#args = args
  }
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    const [person, by] = this.#args
    const before = claims.get(name(person, 'benefit'))
    await store.reopen(key(person), by)
    if (before?.state === 'approved' && before.batch === by.batch)
      claims.set(name(person, 'benefit'), { ...before, state: 'released' })
  }
  toString = () => `reopen(${JSON.stringify(this.#args)})`
}

class Look implements fc.AsyncCommand<Model, Real> {
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    for (const what of CLAIMED) {
      const found = await store.get(PERSONS.map(key), what)
      for (const person of PERSONS) expect(found.get(key(person))).toEqual(claims.get(name(person, what)))
    }
  }
  toString = () => 'look'
}

const PERSONS = [1, 2]
const CLAIMED: readonly Claimed[] = [2018, 2019, 'benefit']

test('whatever happens in whatever order, the store is as the model; two never have it, and the bank answers the batch that has it', async () => {
  const person = fc.constantFrom(...PERSONS)
  const what = fc.constantFrom(...CLAIMED)
  const by = fc.constantFrom(...BATCHES)
  const commands = [
    fc.tuple(person, what, fc.array(by, { minLength: 1, maxLength: 4 })).map((args) => new Claim(...args)),
    fc.tuple(person, what, by).map((args) => new Release(...args)),
    fc.tuple(person, what, by, fc.constantFrom('correct' as const, 'fail' as const)).map((args) => new Return(...args)),
    fc.tuple(person, by).map((args) => new Reopen(...args)),
    fc.constant(new Look()),
  ]
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 60, size: 'max' }), async (cmds) => {
      const run = String(++runs).padStart(6, '0')
      const real: Real = { store: payments(engine.clients, PEOPLE), key: (n) => `${n}${run}`.padEnd(30, '0') }
      const model: Model = { claims: new Map() }
      await fc.asyncModelRun(() => ({ model, real }), cmds)
      await new Look().run(model, real)
    }),
    { numRuns: 60 },
  )
})
