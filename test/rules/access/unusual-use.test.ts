import { expect, test } from 'vitest'
import { type Look, unusualUse } from '../../../rules/access/unusual-use.ts'

const ACCOUNT = '0000000000000001'
const at = (minutes: number) => new Date(Date.UTC(2018, 5, 6, 1, minutes)).toISOString()
let seq = 0
const look = (given: Partial<Look>): Look => ({
  seq: ++seq,
  time: at(0),
  division: '440222',
  account: ACCOUNT,
  office: 'social-insurance',
  ...given,
})
const persons = (count: number, every: number, from = 0) =>
  Array.from({ length: count }, (_, i) => look({ object: `person/${from + i}`, time: at((from + i) * every) }))

test('thirty persons within an hour are many, and twenty-nine are not', () => {
  const [first] = persons(29, 2)
  expect(unusualUse(persons(29, 2))).toEqual([])
  const thirty = persons(30, 2)
  expect(unusualUse(thirty)).toEqual([
    { account: ACCOUNT, what: 'many-persons', count: 30, from: thirty[0]?.time, seq: thirty[0]?.seq },
  ])
  expect(first?.time).toBe(at(0))
})

test('thirty persons in more than an hour are not many, nor is one person thirty times', () => {
  expect(unusualUse(persons(40, 3))).toEqual([])
  expect(unusualUse(Array.from({ length: 40 }, () => look({ object: 'person/1' })))).toEqual([])
})

test('the busiest hour is named by its first look', () => {
  const day = [...persons(5, 20), ...persons(35, 1, 200)]
  expect(unusualUse(day)).toMatchObject([{ what: 'many-persons', count: 35, from: at(200), seq: day[5]?.seq }])
})

test('each account is counted by itself', () => {
  const two = persons(40, 1).map((one, i) => ({ ...one, account: i % 2 ? ACCOUNT : '0000000000000002' }))
  expect(unusualUse(two)).toEqual([])
})

test('twenty lists or files within an hour are many', () => {
  const lists = (count: number) => Array.from({ length: count }, (_, i) => look({ object: `440222/${i}`, time: at(i) }))
  expect(unusualUse(lists(19))).toEqual([])
  expect(unusualUse(lists(20))).toMatchObject([{ what: 'many-lists', count: 20 }])
})

test.each([
  ['21:59', 13, 59, false],
  ['22:00', 14, 0, true],
  ['05:59', 21, 59, true],
  ['06:00', 22, 0, false],
])('a look at %s in Shanghai', (_, hour, minute, isUnusual) => {
  const time = new Date(Date.UTC(2018, 5, 6, hour, minute)).toISOString()
  expect(unusualUse([look({ time, object: 'person/1' })]).map(({ what }) => what)).toEqual(
    isUnusual ? ['at-night'] : [],
  )
})

test.each<[who: string, Partial<Look>, isElsewhere: boolean]>([
  ['a township’s office, at its own', { office: 'township' }, false],
  ['a township’s office, at another township’s', { office: 'township', of: '440222102' }, true],
  ['a township’s office, at its county’s', { office: 'township', of: '440222' }, false],
  ['a county’s office, at a township’s of it', { of: '440222102' }, false],
  ['a county’s office, at another county’s', { of: '440224' }, true],
  ['a city’s office, at a county’s', { division: '440200', of: '440224' }, false],
])('%s', (_, given, isElsewhere) => {
  const found = unusualUse([look({ object: 'person/1', ...given })])
  expect(found.map(({ what }) => what)).toEqual(isElsewhere ? ['elsewhere'] : [])
})

test('an entry of nobody is nobody’s use', () => {
  expect(unusualUse(Array.from({ length: 40 }, (_, i) => look({ account: undefined, object: `person/${i}` })))).toEqual(
    [],
  )
})
