/** Nobody is asked to look at a person for a settlement that does not fit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, person } from '../faults/lists.ts'
import { officesOf } from './offices-today.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

test('a case that waits asks for the purpose first; one in a batch has nothing to settle', async () => {
  const city = await PlayedCity.begin(engines)
  const offices = officesOf(city)
  const { row } = (await city.cases(COUNTY)).find((one) => one.person.id === person(1).id)!
  const asked = async () => {
    const html = await offices.pageOf(COUNTY, row.number)
    return ['请先在“人员”中选择查阅用途', '这个案件现在没有要处理的'].map((words) => html.includes(words))
  }
  expect(await asked()).toEqual([true, false])
  await city.prepare(COUNTY)
  expect(await asked()).toEqual([false, true])
})
