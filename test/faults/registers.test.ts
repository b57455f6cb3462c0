/**
 * Lists and registers of several counties race on the real stages, each step of each of them at any time: whoever is
 * listed in the end has just what the registers say (ADR 16).
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import fc, { runs } from '../fc.ts'
import { type Engines, startEngines } from './engines.ts'
import { type Cells, COUNTY, csvOf, listed, person, registered } from './lists.ts'
import { COUNTIES, contentOf, dayOf, HELD, periodOf, type Step, steps } from './sequences.ts'
import { personsOf, uploadsOf } from './state.ts'
import { expectTablesOnItems } from './tables.ts'
import { type Message, World } from './world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

const whole = defaultPolicy()
const policy = { ...whole, counties: whole.counties.filter(({ code }) => COUNTIES.includes(code)), held: HELD }
/** Half of what is sent is registers. */
const racing = fc
  .tuple(steps, steps)
  .map(([some, others]) =>
    [...some, ...others.map((step): Step => ({ ...step, form: 'register' }))].toSorted((a, b) => a.month - b.month),
  )

async function sendAll(world: World, all: readonly Step[]): Promise<Message[]> {
  const messages: Message[] = []
  for (const step of all)
    messages.push(
      await world.send({
        form: step.form,
        content: contentOf(step),
        division: step.county,
        day: dayOf(step),
        period: periodOf(step),
      }),
    )
  return messages
}

describe('lists and registers at once', () => {
  test('all intakes interleaved, units in any order and some twice', async () => {
    const luck = fc.infiniteStream(fc.nat({ max: 0x7fffffff }))
    await fc.assert(
      fc.asyncProperty(racing, luck, async (all, numbers) => {
        const chance = (below: number) => numbers.next().value! % below
        const world = await World.begin(engines, 2, policy)
        const waiting = await sendAll(world, all)
        while (waiting.length > 0) {
          // Some at once: their requests to the engines mix as they come.
          const some = Array.from({ length: Math.min(waiting.length, 1 + chance(5)) }, () =>
            waiting.splice(chance(waiting.length), 1),
          ).flat()
          await Promise.all(some.filter(({ stage }) => stage !== 'match').map((message) => world.deliver(message)))
          // A shard has one writer at a time.
          for (const message of some) if (message.stage === 'match') await world.deliver(message)
          if (chance(4) === 0) waiting.push(some[0]!)
          waiting.push(...(await world.take()))
        }
        await expectTablesOnItems(world)
      }),
      { numRuns: runs(12), endOnFailure: true },
    )
  })

  test('whoever is on no list has no item, and a person who comes back has the rows of now', async () => {
    const world = await World.begin(engines, 2, policy)
    const step = (form: Step['form'], county: string, persons: readonly number[], status = '正常参保'): Step => ({
      form,
      county,
      month: 0,
      behind: false,
      rows: persons.map((n) => ({
        n,
        name: 1,
        mistake: undefined,
        township: 0,
        register: { 险种: '城乡居民', 参保状态: status, 本年缴费方式: '未缴费', 待遇状态: '未领取', 在校学生: '' },
      })),
    })
    const play = async (...all: Step[]) => {
      for (const message of await sendAll(world, all)) {
        await world.deliver(message)
        await world.settle()
      }
      return expectTablesOnItems(world)
    }
    const [here, there] = COUNTIES as [string, string]
    await play(step('register', here, [0, 1, 2, 3, 4, 5, 6, 7]), step('register', there, [0, 1, 2]))
    expect(await personsOf(world)).toEqual([])
    expect(await play(step('dibao-full', here, [0, 1, 2, 3, 4, 5, 6, 7]))).toEqual({ listed: 8, rows: 11 })
    // One leaves the list; registers change; the item of who has left stays as it was.
    await play(step('dibao-full', here, [0, 1, 2, 3, 4, 5, 6]))
    await play(step('register', here, [0, 1, 2, 3, 4, 5, 6, 7], '暂停缴费'), step('register', there, [0, 1]))
    const left = (await personsOf(world)).filter(({ decisions }) => Object.keys(decisions).length === 0)
    expect(left.map(({ register }) => register[`${here}#resident`]!.enrolment)).toEqual(['active'])
    expect(await play(step('dibao-new', here, [7]))).toEqual({ listed: 8, rows: 10 })
    const all = await personsOf(world)
    expect(all.map(({ register }) => register[`${here}#resident`]!.enrolment)).toEqual(Array(8).fill('paused'))
  })
})

describe('a name in a returned row without a number: nobody is enrolled whom the register may have', () => {
  const INCOMPLETE = 'review register-incomplete'
  const paid = (n: number, changes: Cells = {}) => registered(n, { 本年缴费方式: '政府代缴', ...changes })
  const broken = (n: number) => paid(n, { 身份证号码: person(n).id.slice(0, 17) })

  async function begin() {
    const world = await World.begin(engines, 2, policy)
    const send = async (form: 'dibao-full' | 'register', rows: readonly Cells[]) => {
      const content = csvOf(form === 'register' ? form : 'dibao', rows)
      await world.deliver(await world.send({ form, content }))
      await world.settle()
      await expectTablesOnItems(world)
    }
    const outcome = async (n: number) => {
      const decided = (await personsOf(world)).find(({ id }) => id === person(n).id)?.decisions[COUNTY]
      return decided?.reason ? `${decided.outcome} ${decided.reason}` : decided?.outcome
    }
    return {
      world,
      list: (...rows: Cells[]) => send('dibao-full', rows),
      outcome,
      register: (...rows: Cells[]) => send('register', rows),
    }
  }

  test('the list after the register, and before it; the corrected register says what holds', async () => {
    const { list, register, outcome } = await begin()
    await register(paid(1), broken(2))
    await list(listed(2), listed(3))
    expect([await outcome(2), await outcome(3)]).toEqual([INCOMPLETE, 'enrol'])
    await register(paid(1), paid(2), broken(3))
    expect([await outcome(2), await outcome(3)]).toEqual(['sponsored', INCOMPLETE])
    // The fact of before stands, whatever becomes of the row; whom no register names any more is not enrolled.
    await register(paid(1), broken(2))
    expect([await outcome(2), await outcome(3)]).toEqual(['sponsored', 'enrol'])
  })

  test("the number of somebody else's row is none", async () => {
    const { list, register, outcome } = await begin()
    await list(listed(2))
    await register(paid(1), paid(2, { 身份证号码: person(1).id }))
    expect(await outcome(2)).toBe(INCOMPLETE)
  })

  test('the name of the listing counts as it is now', async () => {
    const { list, register, outcome } = await begin()
    await register(paid(1), broken(2))
    await list(listed(2, COUNTY, { 姓名: '别人' }))
    expect(await outcome(2)).toBe('enrol')
    await list(listed(2))
    expect(await outcome(2)).toBe(INCOMPLETE)
    await list(listed(2, COUNTY, { 姓名: '别人' }))
    expect(await outcome(2)).toBe('enrol')
  })

  test('a register that is held takes no name back until it is confirmed; one that is taken back does', async () => {
    const { world, list, register, outcome } = await begin()
    const last = async () => (await uploadsOf(world)).at(-1)!
    await list(listed(5), listed(6))
    await register(paid(1), paid(2), paid(3), paid(4), broken(5))
    await register(paid(1), broken(6))
    expect([await outcome(5), await outcome(6)]).toEqual([INCOMPLETE, INCOMPLETE])
    await world.deliver(await world.confirm(await last()))
    await world.settle()
    expect([await outcome(5), await outcome(6)]).toEqual(['enrol', INCOMPLETE])
    await world.deliver(await world.takeOut(await last()))
    await world.settle()
    expect([await outcome(5), await outcome(6)]).toEqual([INCOMPLETE, 'enrol'])
    await expectTablesOnItems(world)
  })
})
