import type { County, NamedDivision } from '../divisions/divisions-of.ts'
import { dateOf, dayNumber } from './calendar.ts'
import type { Life } from './life.ts'
import { misheard } from './names.ts'
import type { Person } from './population.ts'
import { random } from './random.ts'
import type { Returned } from './returned.ts'

/** A row of a register (docs/forms.md#register); amounts in yuan, dates `YYYY-MM-DD`, months `YYYY-MM`. */
export interface RegisterRow {
  readonly name: string
  readonly idNumber: string
  readonly scheme: '城乡居民' | '企业职工' | '机关事业'
  readonly status: string
  readonly county: string
  readonly enrolledOn: string
  readonly months: number
  readonly contribution: '未缴费' | '个人缴费' | '政府代缴'
  readonly amount: number | undefined
  readonly benefit: '未领取' | '正常领取' | '暂停'
  readonly benefitSince: string | undefined
  readonly benefitAmount: number | undefined
  readonly student: '是' | '否' | undefined
  readonly returned?: Returned
}

export interface RegisterOptions {
  readonly seed: number
  readonly city: NamedDivision
  readonly home: County
  readonly next: County
  readonly day: string
  /** The first month's year is the one whose contributions the situations tell. */
  readonly firstDay: string
}

const SCHEME_START = '2012-01-01'
const OWN_TIERS = [120, 240, 360, 600] as const

/** Yuan (docs/rules.md#amounts). */
const tierOf = (year: number) => (year < 2020 ? 120 : 180)

const yearsLater = (date: string, years: number) => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`
const later = (a: string, b: string) => (a > b ? a : b)

export function registerRowsOf(
  person: Person,
  life: Life,
  options: RegisterOptions,
): readonly { readonly away: boolean; readonly row: RegisterRow }[] {
  const { situation } = person
  const draw = random(options.seed, person.county, person.number, 'register')
  const year = Number(options.day.slice(0, 4))
  const sameYear = options.day.slice(0, 4) === options.firstDay.slice(0, 4)
  const since = later(SCHEME_START, yearsLater(person.birthDate, 16))
  const span = Math.max(0, dayNumber(options.firstDay) - dayNumber(since))
  const enrolledOn = dateOf(dayNumber(since) + draw.int(Math.min(span, 1500) + 1))
  const resident: RegisterRow = {
    name: person.name,
    idNumber: person.idNumber,
    scheme: '城乡居民',
    status: life.diedIn || situation === 'deceased' ? '死亡' : draw.chance(0.9) ? '正常参保' : '暂停缴费',
    county: options.home.name,
    enrolledOn,
    months: 12 * draw.int(1 + Math.floor(span / 366)),
    contribution: '未缴费',
    amount: undefined,
    benefit: '未领取',
    benefitSince: undefined,
    benefitAmount: undefined,
    student: draw.pick([undefined, '否'] as const),
  }
  const home = (row: Partial<RegisterRow>) => [{ away: false, row: { ...resident, ...row } }]
  const sponsored = { contribution: '政府代缴', amount: tierOf(year) } as const
  const benefitMonth = later(SCHEME_START, yearsLater(person.birthDate, 60)).slice(0, 7)
  const drawing = { benefitSince: benefitMonth, benefitAmount: 148 + draw.int(40) } as const
  const away = { away: true, row: { ...resident, county: options.next.name } }

  switch (situation) {
    case 'pay':
      return home(life.postedIn && sameYear ? sponsored : {})
    case 'sponsored':
      return home(sameYear ? sponsored : {})
    case 'self-paid':
      return home(sameYear ? { contribution: '个人缴费', amount: draw.pick(OWN_TIERS) } : {})
    case 'student':
      return home({ student: '是' })
    case 'drawing':
      return home({ ...drawing, status: life.diedIn ? '死亡' : '正常参保', benefit: '正常领取' })
    case 'claim/suspended':
      return home({ ...drawing, benefit: '暂停' })
    case 'enrol':
    case 'claim/not-enrolled':
      return draw.chance(0.3) ? home({ status: life.diedIn ? '死亡' : '终止参保' }) : []
    case 'under-16':
      return []
    case 'other-scheme':
      return [...otherScheme(person, resident, options), ...(draw.chance(0.3) ? home({ status: '暂停缴费' }) : [])]
    case 'review/name-conflict':
      return home({ name: misheard(draw, person.name, person.sex) })
    case 'review/duplicate-enrolment':
      return [...home({}), away]
    case 'review/enrolled-elsewhere':
      return [away]
    case 'claim/enrolled':
    case 'deceased':
    case 'review/two-counties':
      return home({})
  }
}

/** The city runs the schemes of some employees; persons of 60 draw a pension from them. */
function otherScheme(person: Person, resident: RegisterRow, options: RegisterOptions) {
  const draw = random(options.seed, person.county, person.number, 'other-scheme')
  const retired = yearsLater(person.birthDate, 60) <= options.firstDay
  const row: RegisterRow = {
    ...resident,
    scheme: draw.pick(['企业职工', '企业职工', '企业职工', '机关事业'] as const),
    status: resident.status === '死亡' ? '死亡' : retired ? '暂停缴费' : '正常参保',
    county: draw.chance(0.2) ? options.city.name : resident.county,
    ...(retired
      ? {
          benefit: '正常领取',
          benefitSince: yearsLater(person.birthDate, 60).slice(0, 7),
          benefitAmount: 1800 + draw.int(2400),
        }
      : {}),
  }
  return [{ away: false, row }]
}
