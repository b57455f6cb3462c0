/** Places by any of their spellings (RULES section 3, "Places are matched"). */
import type { Place, Policy } from '../schemas/policy.ts'
import { compact } from './normalise.ts'

const COUNTY_ENDING = /(?:瑶族自治县|县|市|区)$/u
/** Of the texts that are remembered: no place's name is as long. */
const LONGEST_KNOWN = 60
const TOWNSHIP_ENDING = /(?:镇|乡|街道)$/u

/** The places of one sender, ready to be asked once a row. */
export interface PlaceIndex {
  /** The code of the county or city a cell names; undefined for no known place. Blank is not asked. */
  division(text: string): string | undefined
  /** The 9-digit code of a township of the county, or of any in the city; undefined for none. */
  township(county: string, text: string): string | undefined
}

export function placeIndex(policy: Policy): PlaceIndex {
  const { city, province } = policy
  const divisions = spellings([city, ...policy.counties], COUNTY_ENDING)
  const townships = new Map(
    [{ ...city, townships: policy.counties.flatMap((c) => c.townships) }, ...policy.counties].map((c) => [
      c.code,
      spellings(c.townships, TOWNSHIP_ENDING),
    ]),
  )
  const leading = new RegExp(`^(?:${province})?(?:${city.name})?`, 'u')
  const memo = new Map<string, string>()
  const withoutLeading = (text: string) => {
    let short = memo.get(text)
    if (short === undefined) {
      const whole = compact(text)
      short = whole.replace(leading, '')
      // The city's name alone is the city, not nothing.
      if (short === '' && whole.endsWith(city.name)) short = city.name
      if (memo.size < 10_000 && text.length < LONGEST_KNOWN) memo.set(text, short)
    }
    return short
  }
  return {
    division: (text) => divisions.get(withoutLeading(text)),
    township: (county, text) => townships.get(county)?.get(withoutLeading(text)),
  }
}

function spellings(places: readonly Place[], ending: RegExp): Map<string, string> {
  const found = new Map<string, string>()
  const claim = (spelling: string, code: string) => {
    // A short name that two places share is no spelling of either.
    found.set(spelling, found.has(spelling) && found.get(spelling) !== code ? '' : code)
  }
  for (const place of places) {
    const short = compact(place.name).replace(ending, '')
    if (short !== place.name && short !== '') claim(short, place.code)
  }
  for (const place of places) {
    found.set(place.code, place.code)
    found.set(compact(place.name), place.code)
  }
  for (const [spelling, code] of found) if (code === '') found.delete(spelling)
  return found
}
