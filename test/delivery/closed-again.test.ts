/** A month that is closed again: what stands is the later close, whatever comes in which order. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, OTHER_COUNTY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { filesOf, outputsOf } from './delivered.ts'
import { DAY, type DeliveryWorld, type Message } from './delivery-world.ts'
import { smallCity } from './small-city.ts'
import { takingTurns } from './turns.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

const at = (second: number) => `${DAY}T02:00:0${second}.000Z`

/** Closes the county's month and takes what is said of it. */
async function closed(delivery: DeliveryWorld, county: string, second: number): Promise<Message[]> {
  await delivery.deliver(await delivery.close(county, { at: at(second) }))
  return delivery.take()
}
/** A list that ends everybody but these. */
async function onlyListed(delivery: DeliveryWorld, form: 'dibao' | 'registered-poor', persons: readonly number[]) {
  const { world } = delivery
  const content = csvOf(
    form,
    persons.map((n) => listed(n)),
  )
  await world.deliver(await world.send({ form: `${form}-full`, content }))
  await world.settle()
}
const townships = async (delivery: DeliveryWorld) =>
  (await outputsOf(delivery)).filter(({ folder }) => folder === 'township').map(({ name }) => name)

test.each([
  ['in their order', (first: Message[], second: Message[]) => [...first, ...second]],
  ['the later close first', (first: Message[], second: Message[]) => [...second, ...first]],
])('a township that is asked for nobody any more has no notice left, %s', async (_, ordered) => {
  const delivery = await city.copy()
  const first = await closed(delivery, COUNTY, 0)
  // 6 was to enrol in the first township, 43 to claim in the second with 9, who stays.
  await onlyListed(delivery, 'dibao', [1, 2, 3, 4, 5, 7])
  const second = await closed(delivery, COUNTY, 1)
  await delivery.settle(ordered(first, second))
  expect(await townships(delivery)).toEqual(['440222101.xlsx'])
  expect((await delivery.report.requests.open()).map(({ division }) => division)).toEqual(['440222101'])
  // All other files are the later close's too.
  const plain = await delivery.copy()
  await plain.settle(second)
  expect(await filesOf(delivery)).toEqual(await filesOf(plain))
})

/** What a county or the city says in a column of its total: by place. */
async function column(delivery: DeliveryWorld, division: string, heading: string): Promise<Map<string, string>> {
  const total = (await outputsOf(delivery)).find((o) => o.division === division && o.name === 'total.xlsx')!
  const [rows] = [...(await textsOf(await delivery.report.outbox.get(total.key))).values()]
  const texts = rows!.map((row) => row.texts)
  const header = texts.findIndex((row) => row.includes(heading))
  return new Map(texts.slice(header + 1).map((row) => [row[0]!, row[texts[header]!.indexOf(heading)] ?? '']))
}

test('a consolidation that saw less and is written last does not stand', async () => {
  const delivery = await city.copy()
  const isReport = ({ stage }: Message) => stage === 'report'
  for (const message of [...(await closed(delivery, COUNTY, 0)), ...(await closed(delivery, OTHER_COUNTY, 2))].filter(
    isReport,
  ))
    await delivery.deliver(message)
  const [consolidate] = (await delivery.take()).filter(isReport) as [Message]
  // The county closes again, at a time before the other's: the latest time of all stays what it was.
  await onlyListed(delivery, 'registered-poor', [1])
  const [again] = (await closed(delivery, COUNTY, 1)).filter(isReport) as [Message]
  await takingTurns(
    [0, ...Array.from({ length: 80 }, () => 1)],
    [
      () => delivery.handle(consolidate),
      async () => {
        await delivery.handle(again)
        for (const message of await delivery.take()) if (isReport(message)) await delivery.handle(message)
      },
    ],
  )
  for (const heading of ['名单人数', '待参保']) {
    const own = await column(delivery, COUNTY, heading)
    const consolidated = await column(delivery, '440200', heading)
    expect(consolidated.get('始兴县')).toBe(own.get('合计'))
    expect(consolidated.get('乳源瑶族自治县')).toBe(heading === '名单人数' ? '未报' : '')
  }
  expect((await column(delivery, COUNTY, '名单人数')).get('合计')).toBe('8')
})
