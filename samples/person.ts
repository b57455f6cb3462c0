import type { County, NamedDivision } from '../divisions/divisions-of.ts'
import { addMonths, dateOf, dayNumber } from './calendar.ts'
import { idNumber } from './id-number.ts'
import { makeName, type Sex } from './names.ts'
import type { Random } from './random.ts'

export interface Identity {
  readonly idNumber: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string
}

export interface Residence {
  readonly township: NamedDivision
  readonly village: string
  readonly address: string
}

/** Some persons got their ID numbers in another county before they moved. */
export interface Origins {
  readonly home: string
  readonly elsewhere: string
}

const EPOCH = dayNumber('1900-01-01')

/**
 * Sequence numbers from 900 are of people who moved, so that two counties never draw the same.
 * @param age youngest and oldest full years on `day`
 */
export function makeIdentity(
  random: Random,
  origins: Origins,
  age: readonly [number, number],
  day: string,
  taken: Set<number>,
): Identity {
  const sex: Sex = random.chance(0.5) ? '男' : '女'
  const moved = random.chance(0.1)
  const first = dayNumber(addMonths(day, -12 * (age[1] + 1))) + 1
  const last = dayNumber(addMonths(day, -12 * age[0]))
  let born: number
  let sequence: number
  let slot: number
  do {
    born = first + random.int(last - first + 1)
    sequence = (moved ? 900 + 2 * random.int(50) : 2 * random.int(450)) + (sex === '男' ? 1 : 0)
    slot = (born - EPOCH) * 1000 + sequence
  } while (taken.has(slot))
  taken.add(slot)
  const birthDate = dateOf(born)
  const number = idNumber(moved ? origins.elsewhere : origins.home, birthDate, sequence)
  return { idNumber: number, name: makeName(random, sex), sex, birthDate }
}

const VILLAGE_FIRST = [...'上下大小东西南北新石黄白龙竹水']
const VILLAGE_LAST = [...'坪岭田塘坑洞湾围屋']

function villageOf(random: Random, township: NamedDivision): string {
  const at = (Number(township.code) % 9973) + 7 * random.int(12)
  const name = VILLAGE_FIRST[at % VILLAGE_FIRST.length]! + VILLAGE_LAST[at % VILLAGE_LAST.length]!
  return name + (township.name.endsWith('街道') ? '社区居委会' : '村委会')
}

export function makeResidence(random: Random, city: NamedDivision, county: County, township: NamedDivision): Residence {
  const village = villageOf(random, township)
  const address = `${city.name}${county.name}${township.name}${village}${1 + random.int(200)}号`
  return { township, village, address }
}

/** As far as we know no operator gives out 160. */
export const makePhone = (random: Random): string => `160${String(random.int(1e8)).padStart(8, '0')}`
