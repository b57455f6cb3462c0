/**
 * At any moment between two closes each office's lists and counts are what the cases' own pages say, whatever lists,
 * registers, answers, batches and returns have come. `npm run test:long` plays thirty times as many months.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { standingName } from '../../wording/standings.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import fc, { runs } from '../fc.ts'
import { COUNTIES, isDone, type Offices, type Own, officesOf, townshipsOf } from './offices-today.ts'
import { months, play } from './played-acts.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
let begun: PlayedCity
beforeAll(async () => {
  engines = await startEngines()
  begun = await PlayedCity.begin(engines)
})
afterAll(() => engines.stop())

test('the lists of every office are what the cases’ own pages say', { timeout: 3_600_000 }, async () => {
  const property = fc.asyncProperty(months, async (acts) => {
    const city = await begun.copy()
    const offices = officesOf(city)
    for (const of of COUNTIES) await offices.turns(of)
    for (const act of acts) {
      await play(city, act)
      // A new day is counted by its morning, answers with what they answer (requests.test.ts).
      const isCounted = !['days', 'materials', 'settlement', 'payment'].includes(act.kind)
      const before = await offices.counted()
      const now = await Promise.all(COUNTIES.map((of) => offices.turns(of)))
      if (isCounted) expect(before.map(atHome)).toEqual(now.map(atHome))
      for (const of of COUNTIES) await agree(city, offices, of)
    }
  })
  await fc.assert(property, { numRuns: runs(30, 30), endOnFailure: true })
})

async function agree(city: PlayedCity, offices: Offices, of: string): Promise<void> {
  const cases = await city.cases(of)
  const own = await Promise.all(cases.map(({ row }) => offices.own(of, row.number)))
  const open = own.filter(({ who }) => who !== '').sort((a, b) => (a.number < b.number ? -1 : 1))
  expect(await offices.list(of)).toEqual(open)
  expect(await offices.asData(of)).toEqual(open)
  const rest = own.filter(({ who }) => who === '')
  expect(await offices.done(of)).toEqual(rest.map(({ number, state }) => `${number} ${bare(state)}`).sort())
  expect(await offices.doneAsData(of)).toEqual(rest.map(({ number, state }) => `${number} ${state}`).sort())
  expect(rest.filter(({ state }) => !isDone(state))).toEqual([])
  const failed = [...'123'].map((n) => standingName({ state: 'failed', reason: `0${n}` }))
  const asked = ({ number, state }: Own) =>
    state === '待收材料' || failed.includes(state) || (noticeOf(number) !== undefined && state.startsWith('暂停办理'))
  const count = (office: string) => open.filter(({ who }) => who.split('、').includes(office)).length
  const todo = count(OFFICE_NAMES['social-insurance'])
  const tabs = [todo, open.length - todo, rest.length, own.length]
  expect(await offices.counts(of)).toEqual(['todo', 'doing', 'done', 'all'].map((tab, i) => `${tab} ${tabs[i]}`))
  expect(await offices.reviews(of)).toEqual(numbersOf(open, /^(待复核|暂停办理|银行未能办理)/))
  // Whom a batch has that waits is among them where counties disagree by now; its own page says that it waits (batch-leaving.test.ts).
  const batched = new Set(numbersOf(open, /^待审批/))
  expect((await offices.conflicts(of)).filter((number) => !batched.has(number))).toEqual(
    numbersOf(open, /^待复核（(两县名单重复|两县重复参保|在外县参保|正在办理关系转入)/),
  )
  // A notice has asked a township for what it found collecting, and a batch asks the bank.
  const isTold = ({ number, state }: Own) =>
    state === '银行办理中' || (state === '待收材料' && noticeOf(number)?.state === 'collecting')
  for (const office of ['social-insurance', 'bank', 'township'] as const) {
    const turns = (await offices.turns(of)).map((turn) => turn.split(' '))
    const counted = turns.reduce((sum, [, , who, cases]) => sum + (who === office ? Number(cases) : 0), 0)
    const mine = open.filter((one) => !isTold(one) && one.who.split('、').includes(OFFICE_NAMES[office]))
    expect([office, counted]).toEqual([office, mine.length])
  }
  for (const township of townshipsOf(of)) {
    const theirs = open.filter((one) => asked(one) && placeOf(one) === township).map(({ number }) => number)
    expect(await offices.visits(township), township).toEqual(theirs)
    expect(await offices.form(township), township).toEqual(theirs)
  }

  function noticeOf(number: string) {
    const { close } = cases.find(({ row }) => row.number === number)!.row
    return close.notified === undefined ? undefined : close
  }

  function placeOf({ number }: Own) {
    const { row, person: whose } = cases.find((one) => one.row.number === number)!
    const listing = Object.entries(whose.lists).find(([head, fact]) => head.startsWith(of) && !fact.ended && fact.row)
    return row.close.notified ?? listing?.[1].row?.township
  }
}

/** What is prepared, or is at the bank, stands there as a batch. */
const atHome = (turns: readonly string[]) => turns.filter((turn) => !/^(batches|in-flight) /.test(turn))
const numbersOf = (all: readonly Own[], states: RegExp) =>
  all.flatMap(({ number, state }) => (states.test(state) ? [number] : []))
const bare = (state: string) => state.replace(/（.*/, '')
