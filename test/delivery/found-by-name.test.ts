/** Whoever is listed is found by name and by ID number at once, with a case or without one. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unitLine } from '../../formats/unit-lines.ts'
import { findPersons } from '../../functions/web/persons/find-persons.ts'
import { SentUnits } from '../../schemas/records/work-units.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, listed, person } from '../faults/lists.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

type Deps = Parameters<typeof findPersons>[0]

async function found({ delivery, day, now }: PlayedCity, asked: string) {
  const { snapshot, intake } = delivery.world
  const { persons } = await findPersons(
    { ...intake, ...snapshot, now, dayOf: () => day } as unknown as Deps,
    COUNTY,
    asked,
  )
  return persons.map(({ isListed }) => isListed)
}

test('who is listed again since a list was taken back, whether or not another list still says the name', async () => {
  const city = await PlayedCity.begin(engines)
  const { name, id } = person(5)
  const ofOthers = [1, 2, 3, 4, 6, 7, 43].map((n) => listed(n))
  const list = await city.list(COUNTY, 'dibao-full', ofOthers)
  await city.close(COUNTY)
  const both = async () => [await found(city, name), await found(city, id)]
  expect(await both()).toEqual([[], []])
  await city.takeBack(COUNTY, list)
  expect(await both()).toEqual([[true], [true]])
  await sayAgain(city, list)
  expect(await both()).toEqual([[true], [true]])
})

/** What is said of persons whose lists are remembered no more. */
async function sayAgain({ delivery }: PlayedCity, list: string): Promise<void> {
  const { uploads, outbox } = delivery.world.intake
  const { unitObjects = [] } = (await uploads.get(COUNTY, list)) ?? {}
  const { key } = unitObjects.map((units) => SentUnits.parse(JSON.parse(units))).find(({ at }) => at) ?? {}
  const lines = gunzipSync(await outbox.get(key ?? ''))
    .toString()
    .trim()
    .split('\n')
  const again = lines.map((line) => unitLine(line.slice(0, 30), Number.parseInt(line.slice(30, 32), 16), '+'))
  await outbox.put(key ?? '', gzipSync(again.join('')))
}
