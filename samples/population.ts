import type { CityPlaces, County } from '../divisions/divisions-of.ts'
import type { Category } from './categories.ts'
import { CATEGORY_DECK } from './categories.ts'
import { type Identity, makeIdentity, makePhone, makeResidence, type Residence } from './person.ts'
import { random } from './random.ts'
import { ACROSS_COUNTIES, SITUATION_DECK, SITUATIONS, type Situation } from './situations.ts'

export interface Person extends Identity, Residence {
  readonly number: number
  readonly county: string
  readonly phone: string
  readonly situation: Situation
  readonly categories: readonly Category[]
}

export interface PopulationOptions {
  readonly seed: number
  readonly places: CityPlaces
  readonly county: County
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly listed: number
  readonly acrossCounties: boolean
}

/**
 * A county's persons are endless and always the same: first the listed, then those of later months, then the registered
 * only.
 */
export function* population(options: PopulationOptions): Generator<Person> {
  const { seed, places, county, day } = options
  const at = places.counties.findIndex((other) => other.code === county.code)
  const next = places.counties[(at + 1) % places.counties.length]!
  const origins = { home: county.code, elsewhere: next.code }
  const taken = new Set<number>()
  let situations: readonly Situation[] = []
  let categories: readonly (readonly Category[])[] = []
  for (let number = 0; ; number++) {
    const draw = random(seed, county.code, number)
    const dealt = number % SITUATION_DECK.length
    if (dealt === 0) situations = random(seed, county.code, 'situations', number).shuffle(SITUATION_DECK)
    const held = number % CATEGORY_DECK.length
    if (held === 0) categories = random(seed, county.code, 'categories', number).shuffle(CATEGORY_DECK)
    const drawn = situations[dealt]!
    const across = options.acrossCounties && number < options.listed
    const situation = ACROSS_COUNTIES.has(drawn) && !across ? 'pay' : drawn
    const township = county.townships[number % county.townships.length]!
    yield {
      number,
      county: county.code,
      ...makeIdentity(draw, origins, SITUATIONS[situation].age, day, taken),
      ...makeResidence(draw, places.city, county, township),
      phone: makePhone(draw),
      situation,
      categories: categories[held]!,
    }
  }
}
