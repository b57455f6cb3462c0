/** The work lists of cases: whose turn it is, with nobody shown whole. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casePages } from '../../functions/web/cases/case-pages.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { maskedId } from '../../rules/access/masked.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, listed, OTHER_COUNTY } from '../faults/lists.ts'
import { signedIn } from '../signed-in.ts'
import { closeAll, DAY, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let delivery: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  delivery = await smallCity(engines)
  await delivery.settle(await closeAll(delivery))
})
afterAll(() => engines.stop())

const AGENCY = { duty: 'preparer', division: COUNTY, office: 'social-insurance' } as const

test('every case that waits stands in one list, the number leads to it, and names and numbers are masked', async () => {
  const { snapshot, work } = delivery.world
  const { asking, ...access } = signedIn()
  const web = mount(casePages, {
    ...snapshot,
    ...access,
    deadlines: deadlines(workTable(engines.clients, work)),
    now: () => new Date(`${DAY}T03:00:00Z`),
    dayOf: () => DAY,
  } as unknown as WebDeps)
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const agency = asking(web, AGENCY)
  const page = await (await agency(`/cases/${COUNTY}`)).text()
  const text = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  // 6 and 9 to enrol and 43 to claim wait for papers; 1, 2, 3 and 8 for a batch.
  expect(text).toContain('待乡镇（街道）收齐材料（3件）')
  expect(text).toContain('待组批、待审批（4件）')
  expect(page.match(new RegExp(`href="/cases/${COUNTY}/${COUNTY}-2018-0000\\d"`, 'g'))).toHaveLength(7)
  for (const n of [1, 2, 3, 6, 8, 9, 43]) {
    expect(text).toContain(maskedId(listed(n).身份证号码!))
    expect(text).not.toContain(listed(n).身份证号码)
    expect(text).not.toContain(listed(n).姓名)
  }
  // The county's own only, and on record.
  expect((await agency(`/cases/${OTHER_COUNTY}`)).status).toBe(404)
  expect(access.entries.at(-1)).toMatchObject({ kind: 'view', outcome: 'refused' })
  expect((await agency('/cases')).headers.get('location')).toBe(`/cases/${COUNTY}`)
  expect((await asking(web, { ...AGENCY, office: 'finance', duty: 'clerk' })(`/cases/${COUNTY}`)).status).toBe(404)
})
