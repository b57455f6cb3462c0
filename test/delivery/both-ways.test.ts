/**
 * A close holds persons and rosters against each other, both ways: what a person lacks, and what a person still has and
 * no roster has any more. Neither is ever reported; the lists' units are sent again, and the close goes on.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { newPerson } from '../../rules/roster/merge-facts.ts'
import type { Person } from '../../schemas/records/person.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { type Cells, COUNTY, csvOf, listed, person, registered } from '../faults/lists.ts'
import { personsOf, uploadsOf } from '../faults/state.ts'
import { closeAll, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

const personOf = async ({ world }: DeliveryWorld, n: number): Promise<Person | undefined> =>
  (await personsOf(world)).find(({ id }) => id === person(n).id)

async function send({ world }: DeliveryWorld, form: 'dibao-full' | 'dibao-new' | 'register', rows: readonly Cells[]) {
  await world.deliver(await world.send({ form, content: csvOf(form === 'register' ? 'register' : 'dibao', rows) }))
  await world.settle()
}
const dibao = (...numbers: number[]) => numbers.map((n) => listed(n))
const enrolled = (...numbers: number[]) => numbers.map((n) => registered(n))

interface Case {
  readonly what: string
  readonly act: (delivery: DeliveryWorld) => Promise<void>
  /** Whom the items lack or have too much of, in the end: the person, and the outcome; undefined where not listed. */
  readonly ends: readonly [n: number, outcome: string | undefined]
  readonly ofRegister?: true
}

/** The person as before: what a worker that was left behind writes over newer facts. */
async function over(delivery: DeliveryWorld, n: number, act: () => Promise<void>): Promise<void> {
  const before = (await personOf(delivery, n)) ?? newPerson('')
  await act()
  expect(await personOf(delivery, n)).not.toEqual(before)
  await delivery.world.match.people.put([before])
}

const CASES: Case[] = [
  {
    what: 'somebody whom the last close had, and whom a list has ended since, has the listing',
    act: async (delivery) => {
      await delivery.settle(await closeAll(delivery))
      await over(delivery, 3, () => send(delivery, 'dibao-full', dibao(1, 2, 4, 5, 6, 7, 43)))
    },
    ends: [3, undefined],
  },
  {
    what: 'somebody whom no close ever had has it',
    act: async (delivery) => {
      await send(delivery, 'dibao-new', dibao(20))
      await over(delivery, 20, () => send(delivery, 'dibao-full', dibao(1, 2, 3, 4, 5, 6, 7, 43)))
    },
    ends: [20, undefined],
  },
  {
    what: 'somebody whom only a list had that was taken back has it',
    act: async (delivery) => {
      const { world } = delivery
      await send(delivery, 'dibao-new', dibao(20))
      await over(delivery, 20, async () => {
        const list = (await uploadsOf(world)).find(({ form }) => form === 'dibao-new')!
        await world.deliver(await world.takeOut(list))
        await world.settle()
      })
    },
    ends: [20, undefined],
  },
  {
    what: 'somebody who is listed has a register row that the register has no more',
    act: (delivery) => over(delivery, 2, () => send(delivery, 'register', enrolled(1, 3, 4, 5, 8))),
    ends: [2, 'enrol'],
    ofRegister: true,
  },
  {
    what: 'somebody who is on a list has an earlier row of it',
    act: (delivery) =>
      over(delivery, 3, () => send(delivery, 'dibao-new', [listed(3, COUNTY, { 联系电话: '13800000000' })])),
    ends: [3, 'pay'],
  },
  {
    what: 'somebody who is on a list lacks it',
    act: async (delivery) => {
      await send(delivery, 'dibao-new', dibao(9))
      const { lists, ...rest } = (await personOf(delivery, 9))!
      const { [`${COUNTY}#dibao`]: _, ...others } = lists
      await delivery.world.match.people.put([{ ...rest, lists: others }])
    },
    ends: [9, 'enrol'],
  },
]

describe.each(CASES)('$what', ({ act, ofRegister, ends: [n, outcome] }) => {
  test('is not reported, but mended', async () => {
    const delivery = await city.copy()
    await act(delivery)
    const close = await delivery.close(COUNTY, { at: '2018-06-06T05:00:00.000Z' })
    // A list's units are sent again and the close is tried once more; what a register says is taken from its table.
    if (ofRegister) await delivery.deliver(close)
    else
      await expect(delivery.deliver(close)).rejects.toMatchObject({
        code: 'persons-differ',
        message: expect.stringContaining('1 persons'),
      })
    const run = async () => (await delivery.world.snapshot.runs.closes(COUNTY)).at(-1)!
    expect(await run()).not.toHaveProperty('snapshot')
    await delivery.settle([], { without: ['report', 'township'] })
    await delivery.settle([close], { without: ['report', 'township'] })
    const rows = await thaw(delivery.batch.outbox, (await run()).snapshot!, SnapshotRow)
    expect(rows.find(({ id }) => id === person(n).id)?.decision.outcome).toBe(outcome)
    if (n === 9) expect(rows.find(({ id }) => id === person(n).id)?.categories).toContain('dibao')
  })
})
