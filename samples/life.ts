import type { NamedDivision } from '../divisions/divisions-of.ts'
import type { Person } from './population.ts'
import { random } from './random.ts'

export interface Life {
  readonly listedIn: number | undefined
  readonly movedIn: number | undefined
  readonly township: NamedDivision
  readonly diedIn: number | undefined
  readonly postedIn: number | undefined
  readonly leftDibaoIn: number | undefined
  readonly leftCountyIn: number | undefined
}

export interface LifeOptions {
  readonly seed: number
  readonly month: number
  readonly townships: readonly NamedDivision[]
  readonly acrossCounties: boolean
  readonly listed: number
  readonly newlyListed: number
}

function listedMonth(number: number, options: Pick<LifeOptions, 'listed' | 'newlyListed'>): number {
  if (number < options.listed) return 1
  return 2 + Math.floor((number - options.listed) / options.newlyListed)
}

/** Events are drawn month by month, so that the past never changes. */
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
