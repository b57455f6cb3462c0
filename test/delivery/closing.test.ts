/** Closing a month by route: only for a county of the city, and of one that has reported something. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebDeps } from '../../functions/web/deps.ts'
import { grants } from '../../functions/web/grants.ts'
import { requestRun } from '../../functions/web/months/close-month.ts'
import type { CloseRequest } from '../../schemas/records/determination-run.ts'
import { workTable } from '../../stores/aws/work.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed } from '../faults/lists.ts'
import { DAY, type DeliveryWorld, PERIOD } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

const KEY = '0b0c2fd0-37a1-4d8e-9e7b-3f5d1c2a4b6c'
const SILENT_COUNTY = '440232'

let engines: Engines
let delivery: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  delivery = await smallCity(engines)
})
afterAll(() => engines.stop())

test('a place that is no county, and one that has never reported anything, have no month; 零报告 is a report', async () => {
  const { world } = delivery
  const said = submissions(workTable(engines.clients, world.work))
  const sent: object[] = []
  const deps = {
    ...{ policies: delivery.batch.policies, heads: world.intake.heads, submissions: said },
    ...{ runs: world.snapshot.runs, returns: world.snapshot.returns },
    snapshotQueue: { send: async (message: object) => void sent.push(message) },
    now: () => new Date(`${DAY}T03:00:00Z`),
    dayOf: () => DAY,
  } as unknown as WebDeps
  const status = (request: CloseRequest) =>
    world
      .as('web', grants, () => requestRun(deps, request))
      .then(
        () => 202,
        (error) => error.status,
      )
  expect(await status({ county: '440299', period: PERIOD })).toBe(400)
  // A month that has not begun.
  expect(await status({ county: COUNTY, period: '2018-07' })).toBe(400)
  expect(await status({ county: SILENT_COUNTY, period: PERIOD })).toBe(409)
  // Who asked for a URL only has sent nothing.
  expect(await world.intake.heads.issue(`${SILENT_COUNTY}#dibao`)).toBe(1)
  expect(await status({ county: SILENT_COUNTY, period: PERIOD })).toBe(409)
  // Nor has who has taken back the only list.
  const list = await world.send({
    form: 'dibao-full',
    division: SILENT_COUNTY,
    content: csvOf('dibao', [listed(21, SILENT_COUNTY)]),
  })
  await world.deliver(list)
  const [upload] = await world.intake.uploads.list(SILENT_COUNTY)
  await world.deliver(await world.takeOut(upload!))
  expect((await world.intake.heads.get(`${SILENT_COUNTY}#dibao`)).version).toBe(2)
  expect(await status({ county: SILENT_COUNTY, period: PERIOD })).toBe(409)
  expect(sent).toEqual([])
  const nil = { division: SILENT_COUNTY, office: 'civil-affairs', form: 'dibao-new', state: 'nil' } as const
  await said.record({ ...nil, period: PERIOD, time: `${DAY}T02:00:00.000Z` })
  expect(await status({ county: SILENT_COUNTY, period: '2018-04' })).toBe(409)
  expect(await status({ county: SILENT_COUNTY, period: PERIOD })).toBe(202)
  expect(await status({ county: COUNTY, period: PERIOD })).toBe(202)
  expect(sent).toHaveLength(2)
  // Two clicks on one page are one close; the page asked for again makes another.
  const [first, second, other] = await Promise.all(
    [KEY, KEY, undefined].map((key) =>
      world.as('web', grants, () => requestRun(deps, { county: COUNTY, period: PERIOD }, key)),
    ),
  )
  expect(second!.id).toBe(first!.id)
  expect(other!.id).not.toBe(first!.id)
  expect(await world.snapshot.runs.closes(COUNTY, PERIOD)).toHaveLength(3)
})
