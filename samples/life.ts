import type { NamedDivision } from '../divisions/divisions-of.ts'
import type { Person } from './population.ts'
import { random } from './random.ts'

/** What has happened to a person by a month; months count from 1, `undefined` where it has not. */
export interface Life {
  readonly listedIn: number | undefined
  readonly movedIn: number | undefined
  readonly township: NamedDivision
  readonly diedIn: number | undefined
  /** the county's payment stands in the register from this month on */
  readonly postedIn: number | undefined
  /** no longer on the dibao list, which is sent whole every month */
  readonly leftDibaoIn: number | undefined
  /** on the next county's dibao list instead */
  readonly leftCountyIn: number | undefined
}

export interface LifeOptions {
  readonly seed: number
  readonly month: number
  readonly townships: readonly NamedDivision[]
  readonly acrossCounties: boolean
  /** persons listed in the first month, and newly in each later one */
  readonly listed: number
  readonly newlyListed: number
}

/** The month in which a county's person with this number is first listed; perhaps one that never comes. */
function listedMonth(number: number, options: Pick<LifeOptions, 'listed' | 'newlyListed'>): number {
  if (number < options.listed) return 1
  return 2 + Math.floor((number - options.listed) / options.newlyListed)
}

/** Most of a month's persons stay as they were; what happens is drawn month by month, so that the past never changes. */
export function lifeOf(person: Person, options: LifeOptions): Life {
  const listed = listedMonth(person.number, options)
  const life: { -readonly [K in keyof Life]: Life[K] } = {
    listedIn: listed <= options.month ? listed : undefined,
    movedIn: undefined,
    township: person.township,
    diedIn: undefined,
    postedIn: undefined,
    leftDibaoIn: undefined,
    leftCountyIn: undefined,
  }
  if (options.month === 1) return life
  const draw = random(options.seed, person.county, person.number, 'life')
  for (let month = 2; month <= options.month; month++) {
    const event = draw.next()
    const township = draw.pick(options.townships)
    const posted = draw.chance(0.5)
    const onDibao = listed < month && person.categories.includes('dibao') && !life.leftDibaoIn && !life.leftCountyIn
    if (event < 0.005) life.diedIn ??= month
    else if (event < 0.02) Object.assign(life, { movedIn: month, township })
    else if (event < 0.04) life.leftDibaoIn ??= onDibao ? month : undefined
    else if (event < 0.045 && options.acrossCounties) life.leftCountyIn ??= onDibao ? month : undefined
    if (person.situation === 'pay' && posted) life.postedIn ??= month
  }
  return life
}
