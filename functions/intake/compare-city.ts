/** A city department's list against the counties', in counts only (docs/rules.md#city-lists). */
import { ENTRY } from '../../formats/entries.ts'
import { keyAt } from '../../formats/roster.ts'
import type { UnitLines } from '../../formats/unit-lines.ts'
import { Listing } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import type { Objects } from '../../stores/objects/objects.ts'
import type { Heads } from '../../stores/people/heads.ts'

export async function compareWithCounties(
  { heads, outbox }: { heads: Heads; outbox: Objects },
  lines: UnitLines,
  category: string,
  policy: Policy,
): Promise<NonNullable<Upload['compared']>> {
  const byCounty = new Map<string, Set<string>>()
  for (const { key, json } of lines.all()) {
    const county = Listing.parse(JSON.parse(json).row).township.slice(0, 6)
    const persons = byCounty.get(county) ?? new Set()
    byCounty.set(county, persons.add(key))
  }
  const compared = await Promise.all(
    policy.counties.map(async ({ code: county }) => {
      const head = await heads.get(`${county}#${category}`)
      const roster = head.roster ? await outbox.get(head.roster) : Buffer.alloc(0)
      const listed = byCounty.get(county) ?? new Set()
      let both = 0
      for (let at = 0; at < roster.length; at += ENTRY) if (listed.has(keyAt(roster, at).person)) both++
      return { county, both, onlyCity: listed.size - both, onlyCounty: roster.length / ENTRY - both }
    }),
  )
  return compared.filter(({ both, onlyCity, onlyCounty }) => both + onlyCity + onlyCounty > 0)
}
