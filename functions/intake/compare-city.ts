/** A city department's list against the counties', in counts only (docs/rules.md#city-lists). */
import { ENTRY } from '../../formats/entries.ts'
import { keyAt, type Roster } from '../../formats/roster.ts'
import type { UnitLines } from '../../formats/unit-lines.ts'
import { Listing } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import type { Objects } from '../../stores/objects/objects.ts'
import type { Heads } from '../../stores/people/heads.ts'
import { goOnWithoutRoster } from '../shared/stages/unreadable.ts'

type Compared = Pick<Upload, 'compared' | 'uncompared'>

/** Counties whose list cannot be read are named. */
export async function compareWithCounties(
  { heads, outbox }: { heads: Heads; outbox: Objects },
  lines: UnitLines,
  category: string,
  policy: Policy,
): Promise<Compared> {
  const byCounty = new Map<string, Set<string>>()
  for (const { key, json } of lines.all()) {
    const county = Listing.parse(JSON.parse(json).row).township.slice(0, 6)
    const persons = byCounty.get(county) ?? new Set()
    byCounty.set(county, persons.add(key))
  }
  const compared = await Promise.all(
    policy.counties.map(async ({ code: county }) => {
      const head = `${county}#${category}`
      const { roster: key } = await heads.get(head)
      const roster: Roster | undefined = key
        ? await outbox.get(key).catch(async (error) => goOnWithoutRoster(heads, head, key, error).then(() => undefined))
        : Buffer.alloc(0)
      if (!roster) return county
      const listed = byCounty.get(county) ?? new Set()
      let both = 0
      for (let at = 0; at < roster.length; at += ENTRY) if (listed.has(keyAt(roster, at).person)) both++
      return { county, both, onlyCity: listed.size - both, onlyCounty: roster.length / ENTRY - both }
    }),
  )
  const uncompared = compared.filter((one) => typeof one === 'string')
  return {
    compared: compared
      .filter((one) => typeof one !== 'string')
      .filter(({ both, onlyCity, onlyCounty }) => both + onlyCity + onlyCounty > 0),
    ...(uncompared.length > 0 && { uncompared }),
  }
}
