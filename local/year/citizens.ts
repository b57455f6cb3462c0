/** Persons of a simulated city and what their month brings: the truth that offices' files tell, each in its way. */
import type { County, NamedDivision } from '../../divisions/divisions-of.ts'
import { addMonths } from '../../samples/calendar.ts'
import { CATEGORY_DECK, type Category } from '../../samples/categories.ts'
import { makeName, misheard, type Sex } from '../../samples/names.ts'
import { makeIdentity } from '../../samples/person.ts'
import { type Random, random } from '../../samples/random.ts'
import type { RegisterRow } from '../../samples/register-row.ts'
import type { FaultCounts } from './fault-counts.ts'

/** What one county's register has of a person. */
export interface Enrolment {
  county: string
  scheme: RegisterRow['scheme']
  status: '正常参保' | '暂停缴费' | '终止参保' | '死亡'
  contribution: RegisterRow['contribution']
  benefit: RegisterRow['benefit']
  student: boolean
}

export interface Citizen {
  readonly number: number
  readonly id: string
  readonly sex: Sex
  readonly birthDate: string
  readonly name: string
  /** Where an office has the name wrong: `register`, or a category's list. */
  misheardBy: string | undefined
  readonly misheardAs: string
  county: string
  township: NamedDivision
  categories: Category[]
  /** A second county that lists the person too. */
  alsoIn: string | undefined
  enrolments: Enrolment[]
}

export interface Living {
  readonly seed: number
  readonly counties: readonly County[]
  readonly people: Citizen[]
  /** Birth days and sequence numbers that ID numbers have already. */
  readonly taken: Set<number>
  readonly met: FaultCounts
}

const AGES = [
  { share: 12, age: [1, 15] },
  { share: 60, age: [16, 58] },
  { share: 10, age: [59, 59] },
  { share: 18, age: [60, 88] },
] as const

/** @param today the first close */
export function firstCitizens({ seed, counties, people, taken }: Living, perCounty: number, today: string): void {
  for (const county of counties)
    for (let at = 0; at < perCounty; at++) people.push(citizenOf(seed, county, people.length, today, taken))
}

function citizenOf(seed: number, county: County, number: number, today: string, taken: Set<number>): Citizen {
  const draw = random(seed, 'citizen', number)
  const origins = { home: county.code, elsewhere: county.code }
  const dealt = draw.int(100)
  const [age] = AGES.filter((_, at) => dealt < AGES.slice(0, at + 1).reduce((sum, { share }) => sum + share, 0))
  const { idNumber: id, name, sex, birthDate } = makeIdentity(draw, origins, age!.age, today, taken)
  const enrolment: Enrolment = {
    ...{ county: county.code, scheme: '城乡居民', status: '正常参保' },
    ...{ contribution: '未缴费', benefit: '未领取', student: false },
  }
  const old = age!.age[0] >= 60
  const is = draw.int(100)
  const enrolments: Enrolment[] =
    age!.age[1] < 16 || is < 22
      ? []
      : [
          {
            ...enrolment,
            ...(is < 30 && { contribution: '政府代缴' as const }),
            ...(is >= 30 && is < 33 && { contribution: '个人缴费' as const }),
            ...(is >= 33 && is < 36 && { student: !old }),
            ...(is >= 36 && is < 39 && { scheme: '企业职工' as const }),
            ...(is >= 39 && is < 42 && { status: '终止参保' as const }),
            ...(old && is >= 60 && { benefit: is < 64 ? ('暂停' as const) : ('正常领取' as const) }),
          },
        ]
  return {
    ...{ number, id, name, sex, birthDate, county: county.code, enrolments },
    ...{ misheardBy: undefined, alsoIn: undefined, misheardAs: misheard(draw, name, sex) || makeName(draw, sex) },
    township: draw.pick(county.townships.slice(0, 3)),
    categories: [...draw.pick(CATEGORY_DECK)],
  }
}

/** What happens to everybody between two closes. */
export function liveOn(living: Living, month: number, today: string): void {
  const { seed, counties, people, taken, met } = living
  const isNewYear = today.slice(0, 4) !== addMonths(today, -1).slice(0, 4)
  for (const citizen of people) {
    const draw = random(seed, 'life', citizen.number, month)
    if (isNewYear)
      for (const enrolment of citizen.enrolments) if (enrolment.status !== '死亡') enrolment.contribution = '未缴费'
    const [name, change] = EVENTS[draw.int(EVENTS.length * 7)] ?? []
    if (name && change?.(citizen, draw, counties)) met.count(`life: ${name}`)
  }
  const draw = random(seed, 'newcomers', month)
  for (const county of counties)
    if (draw.chance(0.6)) {
      met.count('life: a newcomer')
      people.push(citizenOf(seed, county, people.length, today, taken))
    }
}

type Change = (citizen: Citizen, draw: Random, counties: readonly County[]) => boolean

const other = (counties: readonly County[], county: string) => {
  const at = counties.findIndex(({ code }) => code === county)
  return counties.length > 1 ? counties[(at + 1) % counties.length] : undefined
}
const resident = ({ enrolments, county }: Citizen) =>
  enrolments.find((one) => one.scheme === '城乡居民' && one.county === county)

export function enrolled(citizen: Citizen, county = citizen.county): Enrolment {
  const found = citizen.enrolments.find((one) => one.scheme === '城乡居民' && one.county === county)
  if (found) return found
  const made: Enrolment = {
    ...{ county, scheme: '城乡居民', status: '正常参保' },
    ...{ contribution: '未缴费', benefit: '未领取', student: false },
  }
  citizen.enrolments.push(made)
  return made
}

type Event = readonly [string, Change]

/** Two counties may then have a payment of the person: it happens oftener than elsewhere. */
const MOVED: Event = [
  'moved to another county',
  (citizen, draw, counties) => {
    const next = other(counties, citizen.county)
    if (!next) return false
    Object.assign(citizen, { county: next.code, township: draw.pick(next.townships.slice(0, 3)), alsoIn: undefined })
    return true
  },
]

/** Each happens to one person in so many months as there are events, seven times over. */
const EVENTS: readonly Event[] = [
  ['death in the register', (citizen) => Object.assign(enrolled(citizen), { status: '死亡' }).status === '死亡'],
  ['left a list', ({ categories }) => categories.pop() !== undefined],
  [
    'moved to another township',
    (citizen, draw, counties) => {
      citizen.township = draw.pick(counties.find(({ code }) => code === citizen.county)!.townships.slice(0, 3))
      return true
    },
  ],
  ...Array<Event>(4).fill(MOVED),
  [
    'listed by a second county',
    (citizen, _, counties) => {
      citizen.alsoIn = citizen.alsoIn ? undefined : other(counties, citizen.county)?.code
      return citizen.alsoIn !== undefined
    },
  ],
  [
    'enrolled in a second county',
    (citizen, _, counties) => {
      const next = other(counties, citizen.county)
      return next !== undefined && citizen.enrolments.length > 0 && enrolled(citizen, next.code) !== undefined
    },
  ],
  [
    'enrolled in another county only',
    (citizen, _, counties) => {
      const next = other(counties, citizen.county)
      const own = resident(citizen)
      if (!next || !own) return false
      own.county = next.code
      return true
    },
  ],
  [
    'a second enrolment ended',
    (citizen) => {
      const away = citizen.enrolments.find(({ county }) => county !== citizen.county)
      return away !== undefined && Object.assign(away, { status: '终止参保' }) === away
    },
  ],
  ['enrolled by oneself', (citizen) => citizen.enrolments.length === 0 && enrolled(citizen) !== undefined],
  [
    'paid by oneself',
    (citizen) => {
      const own = resident(citizen)
      return own?.contribution === '未缴费' && Object.assign(own, { contribution: '个人缴费' }) === own
    },
  ],
  [
    'paid by somebody else',
    (citizen) => {
      const own = resident(citizen)
      return own?.contribution === '未缴费' && Object.assign(own, { contribution: '政府代缴' }) === own
    },
  ],
  [
    'a benefit suspended',
    (citizen) => {
      const own = resident(citizen)
      return own?.benefit === '正常领取' && Object.assign(own, { benefit: '暂停' }) === own
    },
  ],
  [
    'a job with its own scheme',
    (citizen) => {
      citizen.enrolments.push({ ...enrolled(citizen), scheme: '企业职工', contribution: '未缴费', benefit: '未领取' })
      return true
    },
  ],
  [
    'a name misheard',
    (citizen, draw) => {
      citizen.misheardBy = citizen.misheardBy ? undefined : draw.pick(['register', ...citizen.categories])
      return citizen.misheardBy !== undefined
    },
  ],
  [
    'a student',
    (citizen) => {
      const own = resident(citizen)
      return own !== undefined && Object.assign(own, { student: !own.student }).student
    },
  ],
]
