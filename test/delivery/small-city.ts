/** Two counties with a dozen persons, every outcome that a stage asks about among them, listed and registered. */

import type { Engines } from '../faults/engines.ts'
import { type Cells, COUNTY, csvOf, listed, OTHER_COUNTY, registered, TOWNSHIPS } from '../faults/lists.ts'
import { DeliveryWorld } from './delivery-world.ts'

const second = (county: string): Cells => ({ '乡镇（街道）': TOWNSHIPS[county]![1] })

/**
 * By number: 1-9 and 43 live in the one county, the others in the other. To pay are 1, 2, 3, 8, 11, 12 and 13, to enrol
 * 6, 9 and 16, to claim 36 and 43, who are past 60; 4 is sponsored, 5 pays himself, 7 is under 16.
 */
export async function smallCity(engines: Engines): Promise<DeliveryWorld> {
  const delivery = await DeliveryWorld.begin(engines)
  const { world } = delivery
  const lists: [form: string, division: string, content: Buffer][] = [
    [
      'dibao-full',
      COUNTY,
      csvOf(
        'dibao',
        [1, 2, 3, 4, 5, 6, 7, 43].map((n) => listed(n, COUNTY, n % 2 ? second(COUNTY) : {})),
      ),
    ],
    [
      'registered-poor-full',
      COUNTY,
      csvOf('registered-poor', [listed(1), listed(8), listed(9, COUNTY, second(COUNTY))]),
    ],
    [
      'register',
      COUNTY,
      csvOf('register', [
        ...[1, 2, 3, 8].map((n) => registered(n)),
        registered(4, { 本年缴费方式: '政府代缴', 本年缴费金额: '120' }),
        registered(5, { 本年缴费方式: '个人缴费' }),
      ]),
    ],
    [
      'dibao-full',
      OTHER_COUNTY,
      csvOf(
        'dibao',
        [11, 12, 13, 16, 36].map((n) => listed(n, OTHER_COUNTY, n === 16 ? second(OTHER_COUNTY) : {})),
      ),
    ],
    [
      'register',
      OTHER_COUNTY,
      csvOf(
        'register',
        [11, 12, 13].map((n) => registered(n)),
      ),
    ],
  ]
  for (const [form, division, content] of lists) await world.deliver(await world.send({ form, content, division }))
  await world.settle()
  return delivery
}
