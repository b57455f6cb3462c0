/** Months of returns that are read again, and those that are not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownByVersion } from '../../../../functions/web/readings/known-by-version.ts'
import { monthReturns } from '../../../../functions/web/readings/month-returns.ts'
import type { MonthReturn } from '../../../../schemas/records/month-return.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { returns } from '../../../../stores/months/returns.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

const MONTHS = ['2018-04', '2018-05']
const [COUNTY, CITY] = [
  { division: '440222', period: '2018-05' },
  { division: '440200', period: '2018-05' },
] as const
const BOTH = [COUNTY.division, CITY.division]

test('each change of a return is seen at once by every reader, and no other month is read for it', async () => {
  const store = returns(workTable(engine.clients, WORK))
  const elsewhere = returns(workTable(engine.clients, WORK))
  const read: string[] = []
  const known = knownByVersion<readonly MonthReturn[]>(10)
  const ofAll = (divisions: readonly string[], period: string) => {
    read.push(`${period} of ${divisions.length}`)
    return store.ofAll(divisions, period)
  }
  const deps = { returns: { ...store, ofAll }, monthReturns: known }
  const look = async (divisions: readonly string[]) => {
    read.length = 0
    return { found: await monthReturns(deps, divisions, MONTHS), read: [...read] }
  }
  expect((await look(BOTH)).read).toEqual(['2018-04 of 2', '2018-05 of 2'])
  expect((await look(BOTH)).read).toEqual([])
  // Whoever sees one county alone has what is remembered for nobody else.
  const own = await look([COUNTY.division])
  expect(own.read).toEqual(['2018-04 of 1', '2018-05 of 1'])
  expect(own.found.map((month) => month.map(({ division }) => division))).toEqual([['440222'], ['440222']])

  const at = (hour: number) => `2018-06-05T0${hour}:00:00.000Z`
  const by = { account: '0123456789abcdef', name: '甲', division: COUNTY.division }
  const figures = { key: 'returns/440222/a', sha256: '0'.repeat(64), rows: 1 }
  const drawn = { run: 'r', day: '2018-06-05', at: at(2), figures }
  const [version, sentBack] = [
    { version: 1, on: '2018-06-05', at: at(3), by, drawn },
    { by, on: '2018-06-05', at: at(4), reason: '人数不符' },
  ]
  const standing = () => elsewhere.get(COUNTY.division, COUNTY.period)
  const acts: readonly (() => Promise<unknown>)[] = [
    () => elsewhere.beginClose(COUNTY, { id: 'r', at: at(1) }),
    () => elsewhere.draw(COUNTY, drawn),
    () => elsewhere.undraw(COUNTY, at(1)),
    () => elsewhere.beginClose(COUNTY, { id: 'r', at: at(2) }),
    () => elsewhere.draw(COUNTY, drawn),
    async () => expect(await elsewhere.submit(await standing(), version)).toBe(true),
    () => elsewhere.noteCarriedOut(COUNTY, 1),
    async () => expect(await elsewhere.sendBack(await standing(), sentBack)).toBe(true),
    () => elsewhere.beginClose(CITY, { id: 'c', at: at(5) }),
  ]
  for (const act of acts) {
    await act()
    const seen = await look(BOTH)
    expect(seen.read).toEqual(['2018-05 of 2'])
    expect(seen.found).toEqual(await store.ofMonths(BOTH, MONTHS))
  }
})
