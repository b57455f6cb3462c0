/** Whose listing is set aside is on the list of the office that sent it all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import type { Roster } from '../../functions/web/persons/listed-now.ts'
import { rosterOf } from '../../functions/web/persons/roster.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, person } from '../faults/lists.ts'
import { closeAll, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let delivery: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  delivery = await smallCity(engines)
})
afterAll(() => engines.stop())

async function send(form: string, content: Buffer, from = {}) {
  await delivery.world.deliver(await delivery.world.send({ form, content, ...from }))
  await delivery.world.settle()
}

type Deps = Parameters<typeof rosterOf>[0]

/** Of the 低保 list, without what an earlier asking has gathered. */
async function onList(n: number) {
  const { snapshot, match } = delivery.world
  const rosters = (_: string, __: unknown, gather: () => Promise<Roster>) => gather()
  const deps = { ...snapshot, personVersions: match.personVersions, rosters } as Deps
  const { persons } = await rosterOf(deps, COUNTY, 'dibao', undefined)
  return persons.find(({ id }) => id === person(n).id)
}

test('another county is responsible: the list has the person as before, and no outcome, at each close', async () => {
  await send('dibao-new', csvOf('dibao', [listed(11)]))
  await delivery.settle(await closeAll(delivery))
  expect(await onList(11)).toMatchObject({ outcome: 'review' })
  const { rows } = await casesOf(delivery.world.snapshot, COUNTY)
  const people = await delivery.world.match.people.get(
    rows.map(({ key }) => key),
    'strong',
  )
  const one = rows.find(({ key }) => people.get(key)?.id === person(11).id)!
  const said = { 案件编号: one.number, ...listed(11), 处理意见: '由对方县负责', 依据说明: '户籍在对方县' }
  await send('settlement', csvOf('settlement', [said]), { office: 'social-insurance' })
  for (const [period, at] of [
    ['2018-06', '2018-07-04T02:00:00.000Z'],
    ['2018-07', '2018-08-03T02:00:00.000Z'],
  ] as const) {
    await delivery.settle([await delivery.close(COUNTY, { period, at })])
    const now = await onList(11)
    expect([now?.isElsewhere, now?.change, now?.outcome]).toEqual([true, undefined, undefined])
  }
  // Who has left the list stands on it no more.
  await send(
    'dibao-full',
    csvOf(
      'dibao',
      [1, 2, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
    ),
    { period: '2018-08' },
  )
  expect(await onList(11)).toBeUndefined()
})
