/** A list is read by the policy under which it was asked for, whichever list makes it be read again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENTRY } from '../../formats/entries.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed } from '../faults/lists.ts'
import { World } from '../faults/world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

/** 低保 comes from another office now, on another form, and is held for less. */
async function changed() {
  const world = await World.begin(engines)
  const { policy } = world
  const version = policy.version + 1
  const office = 'poverty-alleviation' as const
  const categories = policy.categories.map((c) =>
    c.code === 'dibao' ? { ...c, office, form: 'registered-poor' as const } : c,
  )
  await world.intake.policies.put({ ...policy, version, categories, held: { percent: 0, persons: 0 } })
  const old = (ns: number[], form = 'dibao-full') =>
    world.send({
      form,
      content: csvOf(
        'dibao',
        ns.map((n) => listed(n)),
      ),
    })
  const later = (ns: number[], form = 'dibao-full') =>
    world.send({
      form,
      office,
      policy: version,
      content: csvOf(
        'registered-poor',
        ns.map((n) => listed(n)),
      ),
    })
  const head = () => world.intake.heads.get(`${COUNTY}#dibao`)
  const listings = async () => (await world.intake.outbox.get((await head()).roster!)).length / ENTRY
  return { world, old, later, head, listings }
}

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

test('an older list that comes late makes the later ones be read, each as its own policy says', async () => {
  const { world, old, later, head, listings } = await changed()
  const first = await old(TEN)
  const second = await old([13], 'dibao-new')
  const third = await later([11, 12], 'dibao-new')
  for (const message of [third, second, first]) await world.deliver(message)
  await world.settle()
  expect((await head()).lists.map(({ held }) => held)).toEqual([false, false, false])
  expect(await listings()).toBe(13)
})

test('limits are those of the list that is merged, not of the one that came late', async () => {
  const { world, old, later, head, listings } = await changed()
  const [first, second] = [await old(TEN), await old([11], 'dibao-new')]
  const third = await later(TEN.slice(1))
  for (const message of [first, third, second]) await world.deliver(message)
  await world.settle()
  // One of ten is too many for the new policy, and is none for the old one.
  expect((await head()).lists.map(({ held }) => held)).toEqual([false, false, true])
  expect(await listings()).toBe(11)
})
