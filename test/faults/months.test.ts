import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/default-policy.ts'
import { SnapshotRow } from '../../schemas/snapshot.ts'
import type { Deaths } from './dying.ts'
import { type Engines, startEngines } from './engines.ts'
import { COUNTIES, contentOf, dayOf, HELD, LAST_DAY, listedAfter, numbered, type Step, steps } from './sequences.ts'
import { linesOf, reviewsOf, uploadsOf } from './state.ts'
import { type Message, World } from './world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
}, 60_000)
afterAll(() => engines.stop())

const whole = defaultPolicy()
const policy = { ...whole, counties: whole.counties.filter(({ code }) => COUNTIES.includes(code)), held: HELD }

/** What chance decides on the way: whole numbers from 0 up to, not including, `below`. */
type Chance = (below: number) => number

interface Played {
  /** Every county's snapshot, row by row, without the day and the policy of a decision that says what it said before. */
  readonly rows: readonly SnapshotRow[]
  /** The places in the order of those lists that were held, and of the one that was then confirmed. */
  readonly held: readonly number[]
  readonly confirmed: number | undefined
}

/** Plays all months; `deliver` brings messages, and what they send, to their end. */
async function play(
  all: readonly Step[],
  confirming: number,
  deliver: (world: World, messages: readonly Message[]) => Promise<void>,
): Promise<Played> {
  const world = await World.begin(engines, 2, policy)
  const messages: Message[] = []
  for (const step of all)
    messages.push(
      await world.send({ form: step.form, content: contentOf(step), division: step.county, day: dayOf(step) }),
    )
  await deliver(world, messages)
  const waiting = (await uploadsOf(world))
    .filter(({ state }) => state === 'held')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const place = (id: string) => Number(id.slice(-3)) - 1
  const chosen = waiting[confirming % Math.max(1, waiting.length)]
  if (chosen) await deliver(world, [await world.confirm(chosen)])
  await deliver(world, await Promise.all(COUNTIES.map((county) => world.review(county, LAST_DAY, '2018-12'))))
  const closed = (await reviewsOf(world)).filter(({ period }) => period)
  expect(closed.map(({ state }) => state)).toEqual(COUNTIES.map(() => 'done'))
  const lines = await Promise.all(closed.map(({ snapshot }) => linesOf(world, snapshot!.key)))
  return {
    rows: lines.flat().map((line) => {
      const parsed = SnapshotRow.parse(JSON.parse(line))
      return { ...parsed, decision: { ...parsed.decision, day: LAST_DAY, policy: 1 } }
    }),
    held: waiting.map(({ id }) => place(id)),
    confirmed: chosen && place(chosen.id),
  }
}

/** One list after the other, each through before the next comes: as `npm run month` sends those of a roster. */
async function inOrder(world: World, messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    await world.deliver(message)
    await world.settle()
  }
}

/** Any of what waits comes next, some come twice, and now and then a handler dies at one of its writes. */
function anyhow(chance: Chance) {
  const deaths: Deaths = {
    atWrite: () => (chance(12) === 0 ? (chance(2) === 0 ? 'before' : 'after') : undefined),
  }
  return async (world: World, messages: readonly Message[]): Promise<void> => {
    const waiting = [...messages]
    for (let early = 0; waiting.length > 0; ) {
      const at = chance(waiting.length)
      const message = waiting[at]!
      if (chance(5) > 0) waiting.splice(at, 1)
      try {
        await world.deliver(message, deaths)
      } catch (error) {
        // A close that came before its lists were matched is delivered again, as its queue would.
        if (!/still being matched|do not say what the rosters say/.test(String(error)) || ++early > 200) throw error
        if (!waiting.includes(message)) waiting.push(message)
      }
      waiting.push(...(await world.take()))
    }
  }
}

const ordered = (rows: readonly SnapshotRow[]) =>
  rows.map(({ county, id, categories, name }) => `${county} ${numbered.get(id)} ${categories.join('+')} ${name}`).sort()

test('months in any order of arrival, doubled and with deaths, end as in their own order', async () => {
  const luck = fc.infiniteStream(fc.nat({ max: 0x7fffffff }))
  const property = fc.asyncProperty(steps, fc.nat({ max: 9 }), luck, async (all, confirming, numbers) => {
    const plain = await play(all, confirming, inOrder)
    // Every listed person has exactly one outcome a county of listing, and a returned row has ended nobody.
    expect(ordered(plain.rows)).toEqual(listedAfter(all, (index) => index === plain.confirmed).sort())
    const chance: Chance = (below) => numbers.next().value! % below
    expect(await play(all, confirming, anyhow(chance))).toEqual(plain)
  })
  await fc.assert(property, { numRuns: 12, endOnFailure: true })
}, 300_000)
