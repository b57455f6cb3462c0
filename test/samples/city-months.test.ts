import { describe, expect, it } from 'vitest'
import { addMonths } from '../../samples/calendar.ts'
import { makeCity } from '../../samples/city.ts'
import { listingsAfter, outcomesOf } from './outcomes.ts'

const city = makeCity({
  seed: 3,
  counties: 4,
  listedPerCounty: 600,
  registeredPerCounty: 1200,
  day: '2018-06-06',
  months: 3,
})
const outcomes = city.months.map((month, at) => outcomesOf(listingsAfter(city, at + 1), month))
const count = (at: number, outcome: string) => [...outcomes[at]!.values()].filter((other) => other === outcome).length

describe('makeCity: months that follow each other', () => {
  it('names each month by the period that it reports', () => {
    expect(city.months.map(({ period, day }) => [period, day])).toEqual([
      ['2018-05', '2018-06-06'],
      ['2018-06', '2018-07-06'],
      ['2018-07', '2018-08-06'],
    ])
    expect(addMonths('2018-01-31', 1)).toBe('2018-02-28')
    expect(addMonths('2018-12-06', 1)).toBe('2019-01-06')
  })

  it('lists some new persons and ends some, most stay', () => {
    const [first, second] = outcomes as [Map<string, string>, Map<string, string>]
    const began = [...second.keys()].filter((key) => !first.has(key))
    const ended = [...first.keys()].filter((key) => !second.has(key))
    expect(began.length).toBeGreaterThan(20)
    expect(ended.length).toBeGreaterThan(3)
    expect(began.length + ended.length).toBeLessThan(first.size / 10)
  })

  it('posts payments: pay becomes sponsored, and nobody who was paid is to be paid again', () => {
    expect(count(1, 'sponsored')).toBeGreaterThan(count(0, 'sponsored') + count(0, 'pay') / 3)
    for (const [key, outcome] of outcomes[0]!) {
      if (outcome === 'sponsored') expect(['pay', 'enrol']).not.toContain(outcomes[1]!.get(key))
    }
  })

  it('lets some die, some move within the county and some to the next', () => {
    expect(count(1, 'deceased')).toBeGreaterThan(count(0, 'deceased'))
    const township = (at: number) =>
      new Map(
        listingsAfter(city, at).map(({ county, category, row }) => [county + category + row.idNumber, row.township]),
      )
    const before = township(1)
    const moved = [...township(2)].filter(([key, name]) => before.has(key) && before.get(key) !== name)
    expect(moved.length).toBeGreaterThan(5)
    const counties = (at: number) => Map.groupBy(listingsAfter(city, at), ({ row }) => row.idNumber)
    const homes = counties(1)
    const emigrants = [...counties(3)].filter(([id, now]) =>
      now.some(({ county }) => homes.get(id)?.every((then) => then.county !== county)),
    )
    expect(emigrants.length).toBeGreaterThan(0)
  })

  it('never lets a full list end so many that it would be held (docs/rules.md#held-lists)', () => {
    for (const at of [1, 2]) {
      const before = Map.groupBy(listingsAfter(city, at), ({ county, category }) => county + category)
      const after = new Set(
        listingsAfter(city, at + 1).map(({ county, category, row }) => county + category + row.idNumber),
      )
      for (const [list, listings] of before) {
        const ended = listings.filter(({ row }) => !after.has(list + row.idNumber))
        expect(ended.length <= 10 || ended.length <= listings.length / 5).toBe(true)
      }
    }
  })

  it('begins the contributions anew with the year', () => {
    const winter = makeCity({
      seed: 3,
      counties: 2,
      listedPerCounty: 200,
      registeredPerCounty: 300,
      day: '2018-12-06',
      months: 2,
    })
    const paid = winter.months.map((month) =>
      month.counties.flatMap(({ register }) => [...register]).filter(({ contribution }) => contribution !== '未缴费'),
    )
    expect(paid[0]!.length).toBeGreaterThan(50)
    expect(paid[1]).toEqual([])
  })
})
