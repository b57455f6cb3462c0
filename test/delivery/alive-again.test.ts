/** A case that was at its end at the last close and is alive again stands on the lists at once (docs/cases.md#never-with-cases). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, listed, OTHER_COUNTY, person, registered } from '../faults/lists.ts'
import { officesOf, townshipsOf } from './offices-today.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
let begun: PlayedCity
beforeAll(async () => {
  engines = await startEngines()
  begun = await PlayedCity.begin(engines)
})
afterAll(() => engines.stop())

const [FIRST = '', SECOND = ''] = townshipsOf(COUNTY)

/** All of the county's list but these. */
const without = (...left: readonly number[]) =>
  [1, 2, 3, 4, 5, 6, 7, 43]
    .filter((n) => !left.includes(n))
    .map((n) => listed(n, COUNTY, n % 2 ? { '乡镇（街道）': SECOND } : {}))

async function town() {
  const city = await begun.copy()
  const offices = officesOf(city)
  const numberOf = async (n: number, kind = 'contribution') =>
    (await city.cases(COUNTY)).findLast(({ row, person: { id } }) => row.kind === kind && id === person(n).id)!.row
      .number
  const isListed = async (number: string) => (await offices.list(COUNTY)).some((one) => one.number === number)
  return { city, offices, numberOf, isListed }
}

test('who is listed anew is on the county’s list, the township’s and among what the morning counts', async () => {
  const { city, offices, numberOf, isListed } = await town()
  const number = await numberOf(6)
  await city.list(COUNTY, 'dibao-full', without(6))
  await city.close(COUNTY)
  expect([await isListed(number), await offices.visits(FIRST)]).toEqual([false, []])
  const before = await offices.turns(COUNTY)
  city.wait(3)
  await city.list(COUNTY, 'dibao-new', [listed(6)])
  expect((await offices.own(COUNTY, number)).state).toBe('待收材料')
  expect(await offices.list(COUNTY)).toContainEqual(await offices.own(COUNTY, number))
  expect(await offices.asData(COUNTY)).toContainEqual(await offices.own(COUNTY, number))
  expect([await offices.visits(FIRST), await offices.form(FIRST)]).toEqual([[number], [number]])
  expect(await offices.turns(COUNTY)).toEqual([`collecting ${FIRST} township 1`, ...before].sort())
})

test('a list that is taken back brings back whom it had ended', async () => {
  const { city, numberOf, isListed } = await town()
  const number = await numberOf(2)
  const list = await city.list(COUNTY, 'dibao-full', without(2))
  await city.close(COUNTY)
  await city.takeBack(COUNTY, list)
  expect(await isListed(number)).toBe(true)
})

test('what ended since the close stands among what is done with its state of today, in its workbook too', async () => {
  const { city, offices, numberOf } = await town()
  const number = await numberOf(2)
  await city.list(COUNTY, 'dibao-full', without(2))
  expect(await offices.done(COUNTY)).toEqual([`${number} 已终止`])
})

test('a payment that is taken back, a finding about somebody paid, and a pension registered twice over', async () => {
  const { city, offices, numberOf, isListed } = await town()
  const [paid, found] = [await numberOf(1), await numberOf(2)]
  await city.prepare(COUNTY)
  await city.decide(COUNTY, true)
  await city.bank(COUNTY, () => '00')
  city.wait(20)
  await city.close(COUNTY)
  expect([await isListed(paid), await isListed(found)]).toEqual([false, false])
  city.wait(1)
  await city.bank(COUNTY, (row) => (row === 1 ? '05' : undefined))
  const named = await city.named(COUNTY, person(2).id)
  const said = { 材料情况: '未收齐', 入户复核: '已复核', 核实情况: '死亡', 复核人: '乡镇人员', 复核日期: city.day }
  await city.answer('materials', FIRST, [{ ...named, ...said }])
  const reversed = (await offices.list(COUNTY)).filter(({ state }) => state.startsWith('银行未能办理'))
  expect(reversed).toHaveLength(1)
  expect(await isListed(found)).toBe(true)
  expect(await offices.turns(COUNTY)).toEqual(expect.arrayContaining([`finding ${COUNTY} social-insurance 1`]))
  // The next close knows of it, and no later one forgets it.
  for (const _ of 'twice') {
    city.wait(31)
    await city.close(COUNTY)
    expect(await isListed(found)).toBe(true)
  }
})

test('a row of the register that is taken back opens the case again', async () => {
  const { city, numberOf, isListed } = await town()
  const number = await numberOf(3)
  const others = [1, 2, 8, 4, 5].map((n) => registered(n))
  await city.register(COUNTY, [...others, registered(3, { 参保状态: '死亡' })])
  await city.close(COUNTY)
  expect(await isListed(number)).toBe(false)
  city.wait(1)
  await city.register(COUNTY, [...others, registered(3)])
  expect(await isListed(number)).toBe(true)
})

test('two counties that list somebody since their closes find the conflict at once', async () => {
  const { city, offices, numberOf } = await town()
  await city.list(OTHER_COUNTY, 'dibao-new', [listed(3, OTHER_COUNTY)])
  expect(await offices.conflicts(COUNTY)).toEqual([await numberOf(3)])
})

test('what the bank has is on the list in the new year too, and done when it is paid', async () => {
  const { city, offices, numberOf, isListed } = await town()
  const number = await numberOf(1)
  city.wait(180)
  await city.prepare(COUNTY)
  await city.decide(COUNTY, true)
  city.wait(60)
  expect([city.day.slice(0, 4), await isListed(number)]).toEqual(['2019', true])
  await city.bank(COUNTY, () => '00')
  expect(await isListed(number)).toBe(false)
  expect(await offices.done(COUNTY)).toContain(`${number} 已缴费`)
})

test('who turns 60 between two closes is not paid for any more on the list either', async () => {
  const { city, offices, numberOf, isListed } = await town()
  city.wait(333)
  await city.list(COUNTY, 'dibao-new', [listed(22)])
  await city.close(COUNTY)
  const number = await numberOf(22)
  expect([city.day, await isListed(number)]).toEqual(['2019-05-05', true])
  city.wait(10)
  expect([(await offices.own(COUNTY, number)).who, await isListed(number)]).toEqual(['', false])
})

test('whom a batch leaves out for lack of papers is the township’s to visit, though nothing has come since the close', async () => {
  const { city, offices, numberOf } = await town()
  const others = [1, 3, 8, 4, 5].map((n) => registered(n))
  await city.prepare(COUNTY)
  await city.register(COUNTY, others)
  city.wait(5)
  await city.close(COUNTY)
  const number = await numberOf(2)
  expect(await offices.visits(FIRST)).not.toContain(number)
  await city.decide(COUNTY, true)
  expect((await offices.own(COUNTY, number)).state).toBe('待收材料')
  expect(await offices.visits(FIRST)).toContain(number)
})
