/** Whose listing is set aside is on the list of the office that sent it all the same, until it has left it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Roster } from '../../functions/web/persons/listed-now.ts'
import { rosterOf } from '../../functions/web/persons/roster.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, listed, person } from '../faults/lists.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
let settled: PlayedCity
beforeAll(async () => {
  engines = await startEngines()
  settled = await PlayedCity.begin(engines)
  await settled.list(COUNTY, 'dibao-new', [listed(11)])
  await settled.close(COUNTY)
  expect(await onList(settled, 11)).toMatchObject({ outcome: 'review' })
  const named = await settled.named(COUNTY, person(11).id)
  const said = { ...named, 处理意见: '由对方县负责', 依据说明: '户籍在对方县' }
  await settled.answer('settlement', COUNTY, [said])
  for (const _ of 'twice') await nextClose(settled)
})
afterAll(() => engines.stop())

type Deps = Parameters<typeof rosterOf>[0]

/** Of the 低保 list, without what an earlier asking has gathered. */
async function onList({ delivery }: PlayedCity, n: number) {
  const { snapshot, match } = delivery.world
  const rosters = (_: string, __: unknown, gather: () => Promise<Roster>) => gather()
  const deps = { ...snapshot, personVersions: match.personVersions, rosters } as Deps
  const { persons } = await rosterOf(deps, COUNTY, 'dibao', undefined)
  return persons.find(({ id }) => id === person(n).id)
}

async function nextClose(city: PlayedCity): Promise<void> {
  city.wait(30)
  await city.close(COUNTY)
}

const dropped = (city: PlayedCity) =>
  city.list(
    COUNTY,
    'dibao-full',
    [1, 2, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
  )

test('another county is responsible: the list has the person as before, and no outcome, at each close', async () => {
  const city = await settled.copy()
  for (const _ of 'twice') {
    const now = await onList(city, 11)
    expect([now?.isElsewhere, now?.change, now?.outcome]).toEqual([true, undefined, undefined])
    await nextClose(city)
  }
})

test('who leaves the list after two such closes is shown as listed no more, and after two further ones not at all', async () => {
  const city = await settled.copy()
  city.wait(2)
  await dropped(city)
  const shown = async () => (await onList(city, 11))?.change
  expect(await shown()).toBe('ended')
  await nextClose(city)
  expect(await shown()).toBe('ended')
  await nextClose(city)
  expect(await onList(city, 11)).toBeUndefined()
})

test('who is decided here again was on the list all along, and is not new', async () => {
  const city = await settled.copy()
  const named = await city.named(COUNTY, person(11).id)
  await city.answer('settlement', COUNTY, [{ ...named, 处理意见: '撤回', 依据说明: '对方县不再列入' }])
  await nextClose(city)
  const now = await onList(city, 11)
  expect([now?.change, now?.outcome]).toEqual([undefined, 'review'])
})

test('who began and left between two closes was never on it', async () => {
  const city = await settled.copy()
  city.wait(2)
  const list = await city.list(COUNTY, 'dibao-new', [listed(12)])
  expect((await onList(city, 12))?.change).toBe('began')
  await city.takeBack(COUNTY, list)
  expect(await onList(city, 12)).toBeUndefined()
})
