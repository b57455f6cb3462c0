/** A payment claim against its model, over the real store: absent, released or failed -> approved -> paid or failed. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PaymentClaim } from '../../schemas/records/batch.ts'
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
const name = (person: number, year: number) => `${person} ${year}`

/** Some batches ask at once: exactly one gets a claim that is free, whoever has it gets it again, the others never. */
class Claim implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, year: number, by: readonly By[]]
  constructor(...args: [number, number, readonly By[]]) {
    this.#args = args
  }
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    const [person, year, by] = this.#args
    const before = claims.get(name(person, year))
    const answers = await Promise.all(by.map((one) => store.claim(key(person), year, one)))
    const winners = new Set(by.filter((_, i) => answers[i]).map(({ batch }) => batch))
    if (isFree(before)) {
      expect(winners.size).toBe(1)
      const winner = by.find(({ batch }) => winners.has(batch))!
      claims.set(name(person, year), { state: 'approved', ...winner })
    } else expect([...winners].every((batch) => batch === before!.batch)).toBe(true)
    // Of the same batch all are answered alike.
    expect(answers).toEqual(by.map(({ batch }) => claims.get(name(person, year))!.batch === batch))
  }
  toString = () => `claim(${JSON.stringify(this.#args)})`
}

/** Only the batch that has it gives it back, and only before the bank has answered. */
class Release implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, year: number, by: By]
  constructor(...args: [number, number, By]) {
    this.#args = args
  }
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    const [person, year, { batch }] = this.#args
    const before = claims.get(name(person, year))
    await store.release(key(person), year, batch)
    if (before?.state === 'approved' && before.batch === batch)
      claims.set(name(person, year), { ...before, state: 'released' })
  }
  toString = () => `release(${JSON.stringify(this.#args)})`
}

/** What the bank answers, written as its stage will: to the claim that waits for it. */
class Return implements fc.AsyncCommand<Model, Real> {
  readonly #args: readonly [person: number, year: number, state: 'paid' | 'failed']
  constructor(...args: [number, number, 'paid' | 'failed']) {
    this.#args = args
  }
  check = ({ claims }: Model) => claims.get(name(this.#args[0], this.#args[1]))?.state === 'approved'
  async run({ claims }: Model, { key }: Real): Promise<void> {
    const [person, year, state] = this.#args
    await engine.clients.dynamodb.send(
      new UpdateItemCommand({
        TableName: PEOPLE,
        Key: { h: { S: key(person) }, sk: { S: `PAY#${year}` } },
        UpdateExpression: 'SET #state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': { S: state } },
      }),
    )
    claims.set(name(person, year), { ...claims.get(name(person, year))!, state })
  }
  toString = () => `return(${JSON.stringify(this.#args)})`
}

class Look implements fc.AsyncCommand<Model, Real> {
  check = () => true
  async run({ claims }: Model, { store, key }: Real): Promise<void> {
    for (const year of YEARS) {
      const found = await store.get(PERSONS.map(key), year)
      for (const person of PERSONS) expect(found.get(key(person))).toEqual(claims.get(name(person, year)))
    }
  }
  toString = () => 'look'
}

const PERSONS = [1, 2]
const YEARS = [2018, 2019]

test('whatever happens in whatever order, the store is as the model; two never have it, and paid stays paid', async () => {
  const person = fc.constantFrom(...PERSONS)
  const year = fc.constantFrom(...YEARS)
  const by = fc.constantFrom(...BATCHES)
  const commands = [
    fc.tuple(person, year, fc.array(by, { minLength: 1, maxLength: 4 })).map((args) => new Claim(...args)),
    fc.tuple(person, year, by).map((args) => new Release(...args)),
    fc.tuple(person, year, fc.constantFrom('paid' as const, 'failed' as const)).map((args) => new Return(...args)),
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
