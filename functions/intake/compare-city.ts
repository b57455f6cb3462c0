/** A city department's list against the counties': counts for all, names for each side (docs/rules.md#city-lists). */
import { createHash } from 'node:crypto'
import { ENTRY, NAME_AT, PERIOD_AT } from '../../formats/entries.ts'
import { hex, keyAt, type ParsedList, type Roster } from '../../formats/roster.ts'
import type { UnitLines } from '../../formats/unit-lines.ts'
import { Compared } from '../../schemas/records/compared.ts'
import { NAMED_MOST } from '../../schemas/records/endings.ts'
import { Listing } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import type { Objects } from '../../stores/objects/objects.ts'
import type { Heads } from '../../stores/people/heads.ts'
import { goOnWithoutRoster } from '../shared/stages/unreadable.ts'

interface Deps {
  readonly heads: Heads
  readonly outbox: Objects
}

/** The city's list, as it was read. */
interface Read {
  readonly list: Pick<ParsedList, 'returnedKeys' | 'returnedNames'>
  readonly lines: UnitLines
}

interface OfCounty extends Compared {
  readonly county: string
  readonly both: number
  /** Keys that the city's list alone has. */
  readonly alone: ReadonlySet<string>
}

/** Counties whose list cannot be read are named. */
export async function compareWithCounties(
  deps: Deps,
  { division, id }: Pick<Upload, 'division' | 'id'>,
  { list, lines }: Read,
  category: string,
  policy: Policy,
): Promise<Pick<Upload, 'compared' | 'uncompared'>> {
  const byCounty = new Map<string, Set<string>>()
  for (const { key, json } of lines.all()) {
    const county = countyOf(json)
    const persons = byCounty.get(county) ?? new Set()
    byCounty.set(county, persons.add(key))
  }
  const found = await Promise.all(
    policy.counties.map(async ({ code }) => {
      const listed = byCounty.get(code)
      return (await besideCounty(deps, code, category, { ...list, ...(listed && { listed }) })) ?? code
    }),
  )
  const compared = found.filter((one) => typeof one !== 'string')
  const uncompared = found.filter((one) => typeof one === 'string')
  nameAlone(lines, compared)
  const counts: Upload['compared'] = []
  for (const { county, both, alone, onlyCity, onlyCounty } of compared) {
    if (both + alone.size + onlyCounty.length === 0) continue
    const isSame = alone.size + onlyCounty.length === 0
    const key = isSame ? undefined : await write(deps, `endings/${division}/${id}`, { onlyCity, onlyCounty })
    counts.push({ county, both, onlyCity: alone.size, onlyCounty: onlyCounty.length, ...(key && { key }) })
  }
  return { compared: counts, ...(uncompared.length > 0 && { uncompared }) }
}

const rowOf = (json: string) => Listing.parse(JSON.parse(json).row)
const countyOf = (json: string) => rowOf(json).township.slice(0, 6)

async function besideCounty(
  { heads, outbox }: Deps,
  county: string,
  category: string,
  { listed = new Set(), returnedKeys, returnedNames }: Read['list'] & { readonly listed?: ReadonlySet<string> },
): Promise<OfCounty | undefined> {
  const head = `${county}#${category}`
  const { roster: key } = await heads.get(head)
  const roster: Roster | undefined = key
    ? await outbox.get(key).catch(async (error) => goOnWithoutRoster(heads, head, key, error).then(() => undefined))
    : Buffer.alloc(0)
  if (!roster) return undefined
  const alone = new Set(listed)
  const onlyCounty: string[] = []
  for (let at = 0; at < roster.length; at += ENTRY) {
    const { person } = keyAt(roster, at)
    if (alone.delete(person)) continue
    // A row that came back names somebody all the same: it is the city's to mend, and nobody is missing.
    const isReturned = returnedKeys.has(person) || returnedNames.has(hex(roster, at + NAME_AT, at + PERIOD_AT))
    if (!isReturned) onlyCounty.push(person)
  }
  return { county, both: listed.size - alone.size, alone, onlyCity: [], onlyCounty }
}

/** Once every county is compared, so that rows of persons on both lists are never gathered. */
function nameAlone(lines: UnitLines, compared: readonly OfCounty[]): void {
  for (const { key, json } of lines.all()) {
    // A list has a person once, in one county.
    const one = compared.find(({ alone }) => alone.has(key))
    if (!one || one.onlyCity.length === NAMED_MOST) continue
    const { phone: _, ...row } = rowOf(json)
    one.onlyCity.push({ key, id: JSON.parse(json).id, ...row })
  }
}

/** Another comparison is another object: what is counted is what is named. */
async function write({ outbox }: Pick<Deps, 'outbox'>, folder: string, who: Compared): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(Compared.parse(who)))
  const key = `${folder}/compared-${createHash('sha256').update(bytes).digest('hex').slice(0, 20)}.json`
  await outbox.put(key, bytes)
  return key
}
