import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../samples/calendar.ts'
import { type City, type CityOptions, makeCity } from '../../samples/city.ts'
import { checkCharacter } from '../../samples/id-number.ts'
import { SITUATIONS } from '../../samples/situations.ts'
import fc from '../fc.ts'
import { listingsAfter, outcomesOf } from './outcomes.ts'

const BASE: CityOptions = { seed: 1, counties: 3, listedPerCounty: 200, registeredPerCounty: 400, day: '2018-06-06' }

/** A city with its registers written out, to be compared. */
const spelledOut = (city: City) =>
  city.months.map((month) => month.counties.map((sent) => ({ ...sent, register: [...sent.register] })))

const listRows = (city: City) =>
  city.months.flatMap((month) => month.counties.flatMap(({ lists }) => lists.flatMap(({ rows }) => rows)))

describe('makeCity: the same for the same seed', () => {
  it('makes the same city twice, and its registers whenever they are read', () => {
    const options = { ...BASE, months: 2, badShare: 0.1 }
    const city = makeCity(options)
    expect(spelledOut(city)).toEqual(spelledOut(makeCity(options)))
    expect(spelledOut(city)).toEqual(spelledOut(city))
  })

  it('makes other persons for another seed', () => {
    const ids = new Set(listRows(makeCity(BASE)).map(({ idNumber }) => idNumber))
    const others = listRows(makeCity({ ...BASE, seed: 2 })).filter(({ idNumber }) => ids.has(idNumber))
    expect(others.length).toBeLessThan(5)
  })

  it('keeps the months it had when more are asked for', () => {
    expect(spelledOut(makeCity({ ...BASE, months: 3 })).slice(0, 2)).toEqual(
      spelledOut(makeCity({ ...BASE, months: 2 })),
    )
  })
})

describe('makeCity: persons', () => {
  const city = makeCity({ ...BASE, counties: 10 })
  const people = city.people.flat()

  it('have valid ID numbers (docs/rules.md#id-numbers) that agree with sex and birth date, for any seed and day', () => {
    const day = fc.date({ min: new Date('2016-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.nat(), day, (seed, date) => {
        const today = date.toISOString().slice(0, 10)
        const [persons] = makeCity({ ...BASE, seed, day: today, counties: 1, listedPerCounty: 40 }).people
        for (const { idNumber, birthDate, sex } of persons!) {
          expect(idNumber).toMatch(/^[1-9]\d{16}[\dX]$/)
          expect(idNumber[17]).toBe(checkCharacter(idNumber))
          expect(idNumber.slice(6, 14)).toBe(birthDate.replaceAll('-', ''))
          expect(birthDate >= '1900-01-01' && birthDate <= today).toBe(true)
          expect(new Date(dayNumber(birthDate) * 86_400_000).toISOString().slice(0, 10)).toBe(birthDate)
          expect(Number(idNumber[16]) % 2).toBe(sex === '男' ? 1 : 0)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('never share an ID number, in the registers neither', () => {
    expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length)
    const homes = new Map<string, string>()
    for (const { county, register } of city.months[0]!.counties) {
      for (const row of register) {
        const key = `${row.idNumber}/${row.scheme}/${county.code}`
        expect(homes.has(key)).toBe(false)
        homes.set(key, row.name)
      }
    }
  })

  it('live in all 105 townships', () => {
    expect(new Set(people.map(({ township }) => township.code)).size).toBe(105)
  })

  it('have names of several lengths, some with a middle dot, some beyond the BMP, all valid and in normal form', () => {
    const names = people.map(({ name }) => name)
    const lengths = new Set(names.filter((name) => !name.includes('·')).map((name) => [...name].length))
    expect([...lengths].sort()).toEqual(expect.arrayContaining([2, 3, 4]))
    expect(names.some((name) => name.includes('·'))).toBe(true)
    expect(names.some((name) => name.length > [...name].length)).toBe(true)
    for (const name of names) {
      expect(name).toMatch(/^[\p{Script=Han}·]+$/u)
      expect(name).toBe(name.normalize('NFKC'))
    }
  })
})

describe('makeCity: sizes', () => {
  it('gives 37 listings for 30 persons and registers of exactly the rows asked for', () => {
    const city = makeCity({ ...BASE, listedPerCounty: 600, registeredPerCounty: 1200 })
    for (const { lists, register } of city.months[0]!.counties) {
      const rows = lists.reduce((sum, list) => sum + list.rows.length, 0)
      expect(rows).toBeGreaterThan(735)
      expect(rows).toBeLessThan(745)
      expect([...register]).toHaveLength(1200)
    }
  })

  it('works down to nothing, and for one county without a neighbour', () => {
    const none = makeCity({ ...BASE, counties: 1, listedPerCounty: 0, registeredPerCounty: 0 })
    expect(none.months[0]!.counties[0]!.lists).toEqual([])
    expect([...none.months[0]!.counties[0]!.register]).toEqual([])
    const alone = makeCity({ ...BASE, counties: 1 })
    const outcomes = new Set(outcomesOf(listingsAfter(alone, 1), alone.months[0]!).values())
    expect([...outcomes].filter((outcome) => outcome.startsWith('review'))).toEqual(['review/name-conflict'])
  })

  it.each([0, 11])('refuses %i counties of a city of ten', (counties) => {
    expect(() => makeCity({ ...BASE, counties })).toThrow(RangeError)
  })
})

describe('makeCity: outcomes (docs/rules.md#determination)', () => {
  it('gives each person the outcome that the situation names, for any seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const city = makeCity({ ...BASE, seed })
        const outcomes = outcomesOf(listingsAfter(city, 1), city.months[0]!)
        for (const person of city.people.flat()) {
          const mine = [...outcomes].filter(([key]) => key.endsWith(person.idNumber)).map(([, outcome]) => outcome)
          expect(new Set(mine)).toEqual(new Set([person.situation]))
          expect(mine).toHaveLength(person.situation === 'review/two-counties' ? 2 : 1)
        }
      }),
      { numRuns: 5 },
    )
  })

  it('lets every outcome and reason occur, most of them pay, drawing, sponsored and enrol', () => {
    const city = makeCity(BASE)
    const outcomes = [...outcomesOf(listingsAfter(city, 1), city.months[0]!).values()]
    expect(new Set(outcomes)).toEqual(new Set(Object.keys(SITUATIONS)))
    const common = outcomes.filter((outcome) => ['pay', 'drawing', 'sponsored', 'enrol'].includes(outcome))
    expect(common.length / outcomes.length).toBeGreaterThan(0.7)
  })
})
