/**
 * Lists and registers of several counties race on the real stages, each step of each of them at any time: whoever is
 * listed in the end has just what the registers say (ADR 16).
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/default-policy.ts'
import { type Engines, startEngines } from './engines.ts'
import { COUNTIES, contentOf, dayOf, HELD, periodOf, type Step, steps } from './sequences.ts'
import { personsOf } from './state.ts'
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
      { numRuns: 8, endOnFailure: true },
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
