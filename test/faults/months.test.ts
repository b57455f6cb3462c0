import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import fc, { runs } from '../fc.ts'
import type { Deaths } from './dying.ts'
import { type Engines, startEngines } from './engines.ts'
import {
  COUNTIES,
  contentOf,
  dayOf,
  HELD,
  LAST_DAY,
  listedAfter,
  numbered,
  periodOf,
  returnedByRegisters,
  type Stand,
  type Step,
  steps,
} from './sequences.ts'
import { linesOf, runsOf, uploadsOf } from './state.ts'
import { expectTablesOnItems } from './tables.ts'
import { type Message, World } from './world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

const whole = defaultPolicy()
const policy = { ...whole, counties: whole.counties.filter(({ code }) => COUNTIES.includes(code)), held: HELD }

/** What chance decides on the way: whole numbers from 0 up to, not including, `below`. */
type Chance = (below: number) => number

interface Played {
  /** Every county's snapshot, row by row, without the day and the policy of a decision that says what it said before. */
  readonly rows: readonly SnapshotRow[]
  /** The places in the order of those full lists that wait in the end, of the one confirmed and the one taken out. */
  readonly held: readonly number[]
  readonly confirmed: number | undefined
  readonly withdrawn: number | undefined
}

/** Plays all months; `deliver` brings messages, and what they send, to their end. */
async function play(
  all: readonly Step[],
  taken: number,
  deliver: (world: World, messages: readonly Message[]) => Promise<void>,
): Promise<Played> {
  const world = await World.begin(engines, 2, policy)
  const messages: Message[] = []
  for (const step of all) {
    const sent = { form: step.form, content: contentOf(step), division: step.county, day: dayOf(step) }
    messages.push(await world.send({ ...sent, period: periodOf(step) }))
  }
  await deliver(world, messages)
  const waiting = async () => inOrderOf((await uploadsOf(world)).filter(({ state }) => state === 'held'))
  const chosen = latestFull(await waiting(), all)[0]
  if (chosen) await deliver(world, [await world.confirm(chosen)])
  const lists = inOrderOf((await uploadsOf(world)).filter(({ form, id }) => form !== 'register' && id !== chosen?.id))
  const out = lists[taken % Math.max(1, lists.length)]
  if (out) await deliver(world, [await world.takeOut(out, out.state === 'held')])
  expect((await uploadsOf(world)).find(({ id }) => id === chosen?.id)?.state ?? 'accepted').toBe('accepted')
  await deliver(world, await Promise.all(COUNTIES.map((county) => world.run(county, LAST_DAY, '2018-12'))))
  await expectTablesOnItems(world)
  const closed = (await runsOf(world)).filter(({ period }) => period)
  expect(closed.map(({ state }) => state)).toEqual(COUNTIES.map(() => 'done'))
  const lines = await Promise.all(closed.map(({ snapshot }) => linesOf(world, snapshot!.key)))
  return {
    rows: lines.flat().map((line) => {
      const parsed = SnapshotRow.parse(JSON.parse(line))
      return { ...parsed, decision: { ...parsed.decision, day: LAST_DAY, policy: 1 } }
    }),
    held: (await waiting()).filter(({ form }) => form !== 'register').map(place),
    confirmed: chosen && place(chosen),
    withdrawn: out && place(out),
  }
}

const place = ({ id }: { id: string }) => Number(/u(\d{3})-/.exec(id)?.[1]) - 1
const inOrderOf = (uploads: readonly Upload[]) => uploads.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** Of these the ones with no later full list of their category: only they can be confirmed. */
const latestFull = (waiting: readonly Upload[], all: readonly Step[]) =>
  waiting.filter(
    (upload) => !all.some((s, i) => i > place(upload) && s.form === upload.form && s.county === upload.division),
  )

/** How each list stands, as it was seen; `held` unless it is to be judged by the sentences. */
const standIn =
  ({ held, confirmed, withdrawn }: Played, ofWaiting: 'held' | 'judged'): Stand =>
  (index) =>
    index === withdrawn ? 'withdrawn' : index === confirmed ? 'confirmed' : held.includes(index) ? ofWaiting : 'judged'

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

/** Line 3 of docs/rules.md#determination: whom a register may have had returned is neither enrolled nor paid. */
function expectRegistersAsked(all: readonly Step[], rows: readonly SnapshotRow[]): void {
  const registers = returnedByRegisters(all)
  for (const { id, county, name, register, decision } of rows) {
    if (decision.line < 3) continue
    const of = registers.get(county)
    const hasRow = Object.keys(register).some((key) => key.startsWith(county))
    const isKnown = of !== undefined && (hasRow || !of.names.has(name))
    if (!isKnown) expect(decision.reason).toBe('register-incomplete')
    if (of && decision.line === 3)
      expect({ hasRow, mayBe: of.ever.has(name) || of.ever.has(numbered.get(id)!) }).toEqual({
        hasRow: false,
        mayBe: true,
      })
  }
}

test('months in any order of arrival, doubled and with deaths, end as in their own order', async () => {
  const luck = fc.infiniteStream(fc.nat({ max: 0x7fffffff }))
  const property = fc.asyncProperty(steps, fc.nat({ max: 9 }), luck, async (all, taken, numbers) => {
    const plain = await play(all, taken, inOrder)
    // Every listed person has exactly one outcome a county of listing, and nobody has ended whom a sentence keeps.
    const right = listedAfter(all, standIn(plain, 'held'))
    expect({ listed: ordered(plain.rows), held: plain.held }).toEqual(right)
    expectRegistersAsked(all, plain.rows)
    const chance: Chance = (below) => numbers.next().value! % below
    const other = await play(all, taken, anyhow(chance))
    // What was held because a list was not there yet stays held; the rest is the same in any order.
    const same = listedAfter(all, standIn(other, 'held'))
    expect({ listed: ordered(other.rows), held: other.held }).toEqual(same)
    expectRegistersAsked(all, other.rows)
    if (
      other.held.join() === plain.held.join() &&
      other.confirmed === plain.confirmed &&
      other.withdrawn === plain.withdrawn
    )
      expect(other).toEqual(plain)
  })
  await fc.assert(property, { numRuns: runs(12, 6), endOnFailure: true })
})
