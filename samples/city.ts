import { type CityPlaces, type County, placesOf } from '../divisions/divisions-of.ts'
import { addMonths } from './calendar.ts'
import { CATEGORIES, type Category } from './categories.ts'
import { type Life, lifeOf } from './life.ts'
import { type ListRow, listRowOf } from './listing.ts'
import { type Person, population } from './population.ts'
import { type RegisterRow, registerRowsOf } from './register-row.ts'
import { spoilListRow, spoilRegisterRow } from './spoil.ts'

export interface CityOptions {
  readonly seed: number
  readonly counties: number
  /** Of persons listed in the first month 30 make 37 listings. */
  readonly listedPerCounty: number
  /** Rows of a county's register, or as many as its listed persons have. */
  readonly registeredPerCounty: number
  /** The first determination day, `YYYY-MM-DD`; later ones fall on the same day of the month. */
  readonly day: string
  readonly months?: number
  /** The share of rows with a slip of the pen, 0 to 1; 0 by default. */
  readonly badShare?: number
  readonly cityCode?: string
}

export interface City {
  readonly places: CityPlaces
  readonly people: readonly (readonly Person[])[]
  readonly months: readonly Month[]
}

export interface Month {
  /** The month before the determination day, `YYYY-MM`. */
  readonly period: string
  readonly day: string
  readonly counties: readonly CountyMonth[]
  readonly city?: Pick<CountyMonth, 'county' | 'lists'>
}

export interface CountyMonth {
  readonly county: County
  readonly lists: readonly List[]
  /** A register is made row by row whenever it is iterated, so that a million rows need no memory. */
  readonly register: Iterable<RegisterRow>
}

export interface List {
  readonly category: Category
  readonly kind: 'full' | 'new'
  /** An empty list would be a nil return. */
  readonly rows: readonly ListRow[]
}

/** A synthetic city, the same for the same options; later months send new, moved and returned persons, dibao whole. */
export function makeCity(options: CityOptions): City {
  const months = options.months ?? 1
  const cityCode = options.cityCode ?? '440200'
  const all = placesOf(cityCode)
  if (!(options.counties >= 1 && options.counties <= all.counties.length)) {
    throw new RangeError(`${cityCode} has ${all.counties.length} counties, not ${options.counties}`)
  }
  const scene = makeScene(options, all)
  const people = scene.places.counties.map((_, at) => [...scene.residents(at, scene.listedBy(months))])
  return {
    places: scene.places,
    people,
    months: Array.from({ length: months }, (_, at) => makeMonth(scene, people, at + 1)),
  }
}

type Scene = ReturnType<typeof makeScene>

function makeScene(options: CityOptions, all: CityPlaces) {
  const { seed, day: firstDay, listedPerCounty: listed } = options
  const counties = all.counties.slice(0, options.counties)
  const acrossCounties = counties.length > 1
  const newlyListed = Math.max(1, Math.round(listed / 50))
  const listedBy = (month: number) => listed + (month - 1) * newlyListed
  const next = (at: number) => (at + 1) % counties.length
  const previous = (at: number) => (at + counties.length - 1) % counties.length

  function* residents(at: number, count: number): Generator<Person> {
    if (count === 0) return
    for (const person of population({
      seed,
      places: all,
      county: counties[at]!,
      day: firstDay,
      listed,
      acrossCounties,
    })) {
      yield person
      if (person.number + 1 === count) return
    }
  }
  const life = (person: Person, home: number, month: number) =>
    lifeOf(person, { seed, month, townships: counties[home]!.townships, acrossCounties, listed, newlyListed })

  return {
    seed,
    firstDay,
    places: { ...all, counties },
    acrossCounties,
    badShare: options.badShare ?? 0,
    registered: options.registeredPerCounty,
    listedBy,
    next,
    previous,
    residents,
    life,
    otherName: (at: number) => all.counties[(at + 1) % all.counties.length]!.name,
  }
}

const kindOf = (category: Category, month: number): List['kind'] =>
  month === 1 || category === 'dibao' ? 'full' : 'new'

function makeMonth(scene: Scene, people: readonly (readonly Person[])[], month: number): Month {
  const day = addMonths(scene.firstDay, month - 1)
  return {
    period: addMonths(day, -1).slice(0, 7),
    day,
    counties: scene.places.counties.map((county, at) => ({
      county,
      lists: CATEGORIES.map((category) => ({
        category,
        kind: kindOf(category, month),
        rows: [
          ...people[at]!.flatMap((person) => listRows(scene, person, at, at, category, month)),
          ...guests(scene, people, at).flatMap((person) =>
            listRows(scene, person, scene.previous(at), at, category, month),
          ),
        ],
      })).filter((list) => list.rows.length > 0),
      register: { [Symbol.iterator]: () => registerRows(scene, guests(scene, people, at), at, month, day) },
    })),
  }
}

/** Some persons of the previous county also concern this one. */
const guests = (scene: Scene, people: readonly (readonly Person[])[], at: number) =>
  scene.acrossCounties ? people[scene.previous(at)]! : []

/** A row that is spoiled as a duplicate comes as two. */
function listRows(
  scene: Scene,
  person: Person,
  home: number,
  at: number,
  category: Category,
  month: number,
): readonly ListRow[] {
  if (!person.categories.includes(category)) return []
  const life = scene.life(person, home, month)
  if (!isListed(person, life, category, home === at)) return []
  const wasReturned = () =>
    listRows(scene, person, home, at, category, month - 1).some(
      ({ returned }) => returned && returned !== 'duplicate-row',
    )
  const isSent =
    kindOf(category, month) === 'full' ||
    life.listedIn === month ||
    (life.movedIn === month && home === at) ||
    wasReturned()
  if (!isSent) return []
  const county = scene.places.counties[at]!
  const row = listRowOf(person, life, category, {
    seed: scene.seed,
    city: scene.places.city,
    county,
    firstDay: scene.firstDay,
  })
  const key = [scene.seed, county.code, person.county, person.number, category, month]
  return spoilListRow(row, category, scene.badShare, scene.otherName(at), key)
}

/** A person of two counties stands in the next one with the last category. */
function isListed(person: Person, life: Life, category: Category, atHome: boolean): boolean {
  if (!life.listedIn) return false
  const lastInNext = person.situation === 'review/two-counties' && category === person.categories.at(-1)
  const dibaoInNext = category === 'dibao' && life.leftCountyIn !== undefined
  if (!atHome) return lastInNext || dibaoInNext
  if (lastInNext && person.categories.length > 1) return false
  return !dibaoInNext && !(category === 'dibao' && life.leftDibaoIn)
}

function* registerRows(
  scene: Scene,
  neighbours: readonly Person[],
  at: number,
  month: number,
  day: string,
): Generator<RegisterRow> {
  const { seed, firstDay } = scene
  const { city, counties } = scene.places
  let count = 0
  function* rowsOf(person: Person, home: number) {
    const life = scene.life(person, home, month)
    const about = { seed, city, home: counties[home]!, next: counties[scene.next(home)]!, day, firstDay }
    for (const { away, row } of registerRowsOf(person, life, about)) {
      if (away !== (home !== at)) continue
      const key = [seed, counties[at]!.code, person.county, person.number, row.scheme, month]
      for (const sent of spoilRegisterRow(row, scene.badShare, scene.otherName(at), key)) {
        count++
        yield sent
      }
    }
  }
  for (const person of neighbours) yield* rowsOf(person, scene.previous(at))
  for (const person of scene.residents(at, Number.POSITIVE_INFINITY)) {
    if (person.number < scene.listedBy(month)) yield* rowsOf(person, at)
    else
      for (const row of rowsOf(person, at)) {
        if (count > scene.registered) return
        yield row
      }
    if (person.number + 1 >= scene.listedBy(month) && count >= scene.registered) return
  }
}
