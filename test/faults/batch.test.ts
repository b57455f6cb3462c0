import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as handle } from '../../functions/batch/run.ts'
import { keepResults } from '../../functions/shared/cases/batch-results.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { present } from '../../schemas/present.ts'
import { type Batch, BatchRow } from '../../schemas/records/batch.ts'
import type { Person } from '../../schemas/records/person.ts'
import { some } from '../long.ts'
import { DAY, HERE } from '../rules/determination/perfect-person.ts'
import { dynalite, type Engine, PEOPLE, WORK } from '../stores/engines.ts'
import type { Death } from './mortal.ts'
import { PayingCity } from './paying-city.ts'

let engine: Engine
let city: PayingCity
let runs = 0
beforeAll(async () => {
  engine = await dynalite()
  city = new PayingCity(engine)
  await city.begin()
})
afterAll(() => engine.stop())

/** Both before and after each of so many writes. */
const deaths = (writes: number): Death[] =>
  Array.from({ length: writes }, (_, i) => (['before', 'after'] as const).map((when) => ({ nth: i + 1, when }))).flat()

/**
 * Seven persons: 5 is in flight elsewhere before it is prepared, 4 after it, 3 leaves the lists before the approval;
 * 0, 1, 2 and 6 remain, 6 claimed and released before.
 */
async function play(at: { prepare?: Death; approve?: Death }) {
  const run = ++runs
  // Whoever another county claims was on its list.
  const { batch, persons } = await city.closed(run, 7, (one, i) =>
    i < 4 ? one : { ...one, lists: { ...one.lists, '440229#dibao': { version: 1, ended: true } } },
  )
  const message = (type: 'prepare' | 'approve') => ({ type, county: HERE, batch })
  await city.claimElsewhere(persons[5]!.key)
  await city.claimElsewhere(persons[6]!.key)
  await city.deps.payments.release(persons[6]!.key, 2018, { county: '440229', batch: 'of another county' })
  const prepare = await city.mortal.live(() => handle(city.deps, message('prepare')), at.prepare)
  await city.claimElsewhere(persons[4]!.key)
  const { lists, ...rest } = persons[3]!
  const ended = Object.fromEntries(
    Object.entries(lists).map(([k, fact]) => [k, { ...fact, version: 2, ended: true as const }]),
  )
  await city.deps.people.put([{ ...rest, lists: ended }])
  expect(await city.approve(batch)).toBe(true)
  const approve = await city.mortal.live(() => handle(city.deps, message('approve')), at.approve)
  const state = () => city.state(run, batch, persons)
  return { writes: { prepare, approve }, state, message, persons, batch }
}

describe('a batch whose handler dies at any of its writes pays the same persons, each claimed by one batch', () => {
  test('prepare', async () => {
    const plain = await play({})
    const expected = await plain.state()
    expect(expected).toMatchObject({
      state: 'published',
      totals: [
        [6, 72000],
        [4, 48000],
      ],
    })
    expect(plain.writes.prepare).toBe(3)
    for (const death of deaths(plain.writes.prepare))
      expect(await (await play({ prepare: death })).state(), JSON.stringify(death)).toEqual(expected)
  })

  test('approve', async () => {
    const plain = await play({})
    const expected = await plain.state()
    expect(plain.writes.approve).toBeGreaterThan(9)
    for (const death of some(deaths(plain.writes.approve), 3))
      expect(await (await play({ approve: death })).state(), JSON.stringify(death)).toEqual(expected)
  })

  test('both messages once more when all is done change nothing', async () => {
    const { state, message } = await play({})
    const before = await state()
    for (const type of ['approve', 'prepare', 'approve'] as const) await handle(city.deps, message(type))
    expect(await state()).toEqual(before)
  })
})

test('who was claimed before the death and is not to be paid after it is given back', async () => {
  for (let nth = 1; nth <= 3; nth++) {
    const { batch, persons } = await city.closed(++runs, 3)
    await handle(city.deps, { type: 'prepare', county: HERE, batch })
    await city.approve(batch)
    let lives = 0
    await city.mortal.live(
      async () => {
        // Between the two lives the person leaves the lists.
        if (lives++ === 1) await city.deps.people.put([{ ...persons[0]!, lists: {} }])
        await handle(city.deps, { type: 'approve', county: HERE, batch })
      },
      { nth, when: 'after' },
    )
    expect(lives).toBe(2)
    expect((await city.deps.batches.get(HERE, batch))?.frozen?.rows).toBe(2)
    const claims = await city.deps.payments.get([persons[0]!.key], 2018)
    expect(claims.get(persons[0]!.key)?.state ?? 'released').toBe('released')
  }
})

test('a row that failed is not taken again before its person has heard of it; one that is done or on its way never is', async () => {
  const { batch } = await city.closed(++runs, 4)
  await handle(city.deps, { type: 'prepare', county: HERE, batch })
  await city.approve(batch)
  await handle(city.deps, { type: 'approve', county: HERE, batch })
  const first = (await city.deps.batches.get(HERE, batch))!
  const rows = await thaw(city.deps.outbox, first.frozen!, BatchRow)
  const answered = (['00', '02', '90'] as const).map((result, i) => ({ row: i + 1, result, day: DAY, order: '1' }))
  expect(await keepResults(city.deps, first, rows, answered)).toBe(true)
  await city.deps.payments.fail(rows[1]!.key, 2018, { county: HERE, batch }, '1')
  const second = { ...first, id: `${batch}b`, state: 'preparing' as const, at: `${DAY}T03:00:00.000Z` }
  const { prepared, frozen, frozenAt, approvedBy, approvedAt, results, ...begun } = second
  await city.deps.batches.create(begun)
  await handle(city.deps, { type: 'prepare', county: HERE, batch: begun.id })
  expect((await city.deps.batches.get(HERE, begun.id))?.state).toBe('empty')
})

describe('tables that are restored from a backup', () => {
  const remove = (TableName: string, Key: Record<string, { S: string }>) =>
    engine.clients.dynamodb.send('DeleteItem', { TableName, Key })

  /** As they were before the approval: without the batch, its claims and its request. */
  async function lose({ county, id }: Pick<Batch, 'county' | 'id'>, persons: readonly Person[]): Promise<void> {
    await remove(WORK, { pk: { S: `BATCH#${county}` }, sk: { S: id } })
    for (const { sequence } of (await city.deps.funding.list(county)).filter((one) => one.id === id))
      await remove(WORK, { pk: { S: `FUNDING#${county}` }, sk: { S: String(sequence).padStart(6, '0') } })
    for (const { key } of persons) await remove(PEOPLE, { h: { S: `CLAIM#${key}` }, sk: { S: 'PAY#2018' } })
  }

  async function instructed(count: number) {
    const { batch, persons } = await city.closed(++runs, count)
    await handle(city.deps, { type: 'prepare', county: HERE, batch })
    await city.approve(batch)
    await handle(city.deps, { type: 'approve', county: HERE, batch })
    const before = present(await city.deps.batches.get(HERE, batch), 'the batch')
    const { prepared, frozen, frozenAt, approvedBy, approvedAt, ...asked } = before
    const again = (id: string) => ({ ...asked, id, state: 'preparing' as const, at: `${DAY}T05:00:00.000Z` })
    return { before, persons, again }
  }

  test('a number that was instructed is again what it was, and its persons are in no other batch', async () => {
    const { before, persons, again } = await instructed(3)
    await lose(before, persons)
    const { id } = before
    await city.deps.batches.create(again(id))
    await handle(city.deps, { type: 'prepare', county: HERE, batch: id })
    expect(await city.deps.batches.get(HERE, id)).toEqual({ ...before, foundAgain: true })
    const claims = await city.deps.payments.get(
      persons.map(({ key }) => key),
      2018,
    )
    expect([...claims.values()].map(({ state, batch }) => [state, batch])).toEqual(persons.map(() => ['approved', id]))
    await city.deps.batches.create(again(`${id}b`))
    await handle(city.deps, { type: 'prepare', county: HERE, batch: `${id}b` })
    expect((await city.deps.batches.get(HERE, `${id}b`))?.state).toBe('empty')
  })

  test('of any county, since a person may be listed in two', async () => {
    const { before, persons, again } = await instructed(2)
    await lose(before, persons)
    const other = { ...before, state: 'frozen' as const, county: '440229', id: `440229-2018-${runs}` }
    await city.deps.instructions.keep(other, { total: 24000, netted: 0, requested: 24000 })
    await city.deps.batches.create(again(`${before.id}c`))
    await handle(city.deps, { type: 'prepare', county: HERE, batch: `${before.id}c` })
    expect((await city.deps.batches.get('440229', other.id))?.foundAgain).toBe(true)
  })

  test('so does the sweep find it, with what finance was asked', async () => {
    const { before, persons } = await instructed(2)
    await lose(before, persons)
    await handle(city.deps, { type: 'find-again', year: 2018 })
    expect(await city.deps.batches.get(HERE, before.id)).toEqual({ ...before, foundAgain: true })
    expect((await city.deps.funding.list(HERE)).filter(({ batch }) => batch === before.id)).toHaveLength(1)
  })

  test('approved before, instructed after: the rows are those that the bank has', async () => {
    const { before, persons } = await instructed(3)
    const { frozen, frozenAt, excluded, ...approving } = before
    await lose(before, persons)
    await city.deps.batches.create({ ...approving, state: 'approving' })
    const [gone] = persons
    await city.deps.people.put([{ ...present(gone, 'a person'), lists: {} }])
    await handle(city.deps, { type: 'approve', county: HERE, batch: before.id })
    expect((await city.deps.batches.get(HERE, before.id))?.frozen).toEqual(before.frozen)
  })

  test('a batch that died while it was found again is found by the next', async () => {
    for (const nth of some([1, 2, 3, 4, 5, 6], 2))
      for (const when of ['before', 'after'] as const) {
        const { before, persons } = await instructed(2)
        await lose(before, persons)
        await city.mortal.live(() => handle(city.deps, { type: 'find-again', year: 2018 }), { nth, when })
        // The sweep asks for what is under way.
        await handle(city.deps, { type: 'approve', county: HERE, batch: before.id })
        const found = await city.deps.batches.get(HERE, before.id)
        expect(found?.state).toBe('published')
        expect(found?.frozen, `${nth} ${when}`).toEqual(before.frozen)
        const claims = await city.deps.payments.get(
          persons.map(({ key }) => key),
          2018,
        )
        expect(claims.size).toBe(2)
      }
  })

  const claimants = async (persons: readonly Person[]) => {
    const keys = persons.map(({ key }) => key)
    const claims = await city.deps.payments.get(keys, 2018)
    return keys.map((key) => {
      const { state, batch } = claims.get(key) ?? {}
      return state === 'approved' ? batch : undefined
    })
  }
  const find = () => handle(city.deps, { type: 'find-again', year: 2018 })

  test('finance is asked for what it was asked then, whatever the bank has said of earlier ones', async () => {
    const earlier = (await instructed(2)).before
    const rows = await thaw(city.deps.outbox, present(earlier.frozen, 'its rows'), BatchRow)
    expect(await keepResults(city.deps, earlier, rows, [{ row: 1, result: '02', day: DAY, order: '1' }])).toBe(true)
    const { before, persons } = await instructed(2)
    const request = async () => (await city.deps.funding.list(HERE)).find(({ id }) => id === before.id)
    const asked = await request()
    await lose(before, persons)
    await lose(earlier, [])
    await find()
    expect(await request()).toEqual(asked)
  })

  test('a result that came before its batch was published comes anew, as all do', async () => {
    const { before, persons } = await instructed(1)
    const results = { ...present(before.frozen, 'its rows'), version: 1, unclear: 1 }
    const none = { rows: 0, fen: 0 }
    const total = { total: 12000, netted: 0, requested: 12000 }
    await city.deps.instructions.keep(
      { ...before, state: 'frozen', results: { ...results, paid: none, failed: none } },
      total,
    )
    await lose(before, persons)
    await find()
    expect(await city.deps.batches.get(HERE, before.id)).toEqual({ ...before, foundAgain: true })
  })

  test('a claim stays with the batch that was instructed later, which need not be the one approved later', async () => {
    const { before, persons } = await instructed(2)
    const at = (hour: number) => `${DAY}T0${hour}:00:00.000Z`
    const earlier = { ...before, state: 'frozen' as const, approvedAt: at(5), frozenAt: at(5) }
    const later = { ...earlier, county: '440229', id: `440229-2018-${runs}`, approvedAt: at(4), frozenAt: at(7) }
    const total = { total: 24000, netted: 0, requested: 24000 }
    for (const one of [earlier, later]) await city.deps.instructions.keep(one, total)
    await lose(before, persons)
    await find()
    expect(await claimants(persons)).toEqual([later.id, later.id])
    // Whoever found it as well, and was slower, knows it as lost.
    await remove(WORK, { pk: { S: `BATCH#${HERE}` }, sk: { S: before.id } })
    await find()
    expect(await city.deps.batches.get(HERE, before.id)).toMatchObject({ foundAgain: true })
    expect(await claimants(persons)).toEqual([later.id, later.id])
  })

  test('who was claimed at the minute of the backup and is not in the rows is given back', async () => {
    const { batch, persons } = await city.closed(++runs, 2)
    const message = { county: HERE, batch }
    await handle(city.deps, { type: 'prepare', ...message })
    await city.approve(batch)
    const { lists } = persons[0]!
    await city.deps.people.put([{ ...persons[0]!, lists: {} }])
    await handle(city.deps, { type: 'approve', ...message })
    await city.deps.people.put([{ ...persons[0]!, lists }])
    await lose({ county: HERE, id: batch }, persons)
    await city.deps.payments.claim(persons[0]!.key, 2018, message)
    await find()
    expect(await claimants(persons)).toEqual([undefined, batch])
  })

  test('a record that cannot be read is named, and holds up nobody who can be found', async () => {
    const damaged = await instructed(1)
    const sound = await instructed(1)
    const key = `instructed/2018/${damaged.before.id}.json`
    const bytes = await city.deps.outbox.get(key)
    await city.deps.outbox.freeze(key, bytes.subarray(0, 100))
    for (const { before, persons } of [damaged, sound]) await lose(before, persons)
    await expect(find()).rejects.toMatchObject({ code: 'object-damaged', object: key })
    expect(await city.deps.batches.get(HERE, sound.before.id)).toMatchObject({ state: 'published', foundAgain: true })
    await city.deps.batches.create(sound.again(`${sound.before.id}d`))
    const prepare = () => handle(city.deps, { type: 'prepare', county: HERE, batch: `${sound.before.id}d` })
    await expect(prepare()).rejects.toMatchObject({ object: key })
    await city.deps.outbox.freeze(key, bytes)
    await prepare()
    expect(await claimants(damaged.persons)).toEqual([damaged.before.id])
  })
})
