/** Whoever stands in a batch that waits and comes under review meanwhile is in-batch (docs/cases.md), and is seen all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conflictPages } from '../../functions/web/cases/conflict-pages.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { batchView } from '../../functions/web/payments/batch-view.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, listed, OTHER_COUNTY, person } from '../faults/lists.ts'
import { signedIn } from '../signed-in.ts'
import { officesOf, townshipsOf } from './offices-today.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
let begun: PlayedCity
beforeAll(async () => {
  engines = await startEngines()
  begun = await PlayedCity.begin(engines)
  await begun.prepare(COUNTY)
})
afterAll(() => engines.stop())

const [, TOWNSHIP = ''] = townshipsOf(COUNTY)
const BATCH = `${COUNTY}-2018-001`

async function town() {
  const city = await begun.copy()
  const { world, batch, report } = city.delivery
  const { asking, ...access } = signedIn()
  const stores = { ...world.match, ...world.intake, ...world.snapshot, ...report, ...batch }
  const deps = { ...stores, ...access, now: city.now, dayOf: () => city.day } as unknown as WebDeps
  const web = world.web(mount(conflictPages, deps))
  const numberOf = async (n: number) => (await city.named(COUNTY, person(n).id))?.案件编号 ?? ''
  return {
    ...{ city, offices: officesOf(city), numberOf },
    async leaving() {
      const kept = await batch.batches.get(COUNTY, BATCH)
      if (!kept) throw new Error('no batch')
      const { review } = await batchView(deps, await batch.policies.inForce(), kept)
      return review?.leaving.map(({ number, standing }) => [number, standing])
    },
    async conflicts(division: string) {
      const by = { duty: 'preparer', division, office: 'social-insurance' } as const
      const html = await (await asking(web, by)(`/conflicts/${division}?tab=doing`)).text()
      return [...html.matchAll(/<tr><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/gs)].map(([, name, rest = '']) => [
        name,
        /\d{6}-\d{4}-\d{5}/.exec(rest)?.[0],
        rest.includes('两县名单重复'),
        rest.includes('在待审批的批次中'),
      ])
    },
  }
}

test('another county lists a person of the batch: its page names who would leave and why, and both counties find the conflict', async () => {
  const { city, offices, numberOf, leaving, conflicts } = await town()
  expect([await leaving(), await conflicts(COUNTY)]).toEqual([[], []])
  await city.list(OTHER_COUNTY, 'dibao-new', [listed(2, OTHER_COUNTY)])
  const number = await numberOf(2)
  expect(await offices.own(COUNTY, number)).toMatchObject({ state: '待审批' })
  expect(await leaving()).toEqual([[number, { state: 'under-review', reason: 'two-counties' }]])
  const name = `${listed(2).姓名?.[0]}**`
  expect(await conflicts(COUNTY)).toEqual([[name, number, true, true]])
  // Of the other county's case it is told no number.
  expect(await conflicts(OTHER_COUNTY)).toEqual([[name, undefined, true, true]])

  await city.decide(COUNTY, true)
  expect((await offices.own(COUNTY, number)).state).toBe('待复核（两县名单重复）')
  expect(await offices.conflicts(COUNTY)).toEqual([number])
})

test('whom the village finds otherwise, and whoever is ready again by then is none of them', async () => {
  const { city, numberOf, leaving } = await town()
  const named = await city.named(COUNTY, person(3).id)
  const said = { ...named, 材料情况: '已收齐', 入户复核: '已复核', 收集人: '邓云', 复核人: '邓云', 复核日期: city.day }
  await city.answer('materials', TOWNSHIP, [{ ...said, 核实情况: '死亡' }])
  expect(await leaving()).toEqual([[await numberOf(3), { state: 'paused', reason: '死亡' }]])
  await city.answer('materials', TOWNSHIP, [{ ...said, 核实情况: '属实' }])
  expect(await leaving()).toEqual([])
})
