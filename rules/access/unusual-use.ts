/** Looks at persons about which somebody should ask (docs/access.md#audit), of a day's entries of one chain. */
import type { AuditEntry, UnusualUse } from '../../schemas/records/audit.ts'

export type Look = Pick<AuditEntry, 'seq' | 'time' | 'division' | 'account' | 'office' | 'object' | 'of'>

/** Different persons, or lists and files, within an hour. */
const PERSONS_AN_HOUR = 30
const LISTS_AN_HOUR = 20
/** Hours in Shanghai. */
const NIGHT = { from: 22, to: 6 }
const HOUR = 3_600_000

const isPerson = ({ object }: Look) => object?.startsWith('person/') ?? false

/** @param looks in the order of their entries */
export function unusualUse(looks: readonly Look[]): UnusualUse[] {
  const found: UnusualUse[] = []
  for (const [account, own] of Map.groupBy(looks, ({ account }) => account)) {
    if (account === undefined) continue
    const say = (what: UnusualUse['what'], some: readonly Look[]) => {
      const [first] = some
      if (first) found.push({ account, what, count: some.length, from: first.time, seq: first.seq })
    }
    say('many-persons', busiestHour(own.filter(isPerson), PERSONS_AN_HOUR))
    say(
      'many-lists',
      busiestHour(
        own.filter((look) => !isPerson(look)),
        LISTS_AN_HOUR,
      ),
    )
    say('at-night', own.filter(isAtNight))
    say('elsewhere', own.filter(isElsewhere))
  }
  return found.sort((a, b) => a.seq - b.seq)
}

/** @returns the first looks at each thing in the hour with the most, or none where these are fewer than `many` */
function busiestHour(looks: readonly Look[], many: number): readonly Look[] {
  const times = new Map<string | undefined, number>()
  let first = 0
  let busiest: readonly [from: number, to: number, things: number] = [0, 0, many - 1]
  for (const [at, { object, time }] of looks.entries()) {
    times.set(object, (times.get(object) ?? 0) + 1)
    for (let left = looks[first]; left && Date.parse(left.time) <= Date.parse(time) - HOUR; left = looks[first]) {
      const rest = (times.get(left.object) ?? 0) - 1
      if (rest > 0) times.set(left.object, rest)
      else times.delete(left.object)
      first++
    }
    if (times.size > busiest[2]) busiest = [first, at + 1, times.size]
  }
  const inHour = looks.slice(busiest[0], busiest[1])
  return [...new Map(inHour.toReversed().map((look) => [look.object, look])).values()].toReversed()
}

function isAtNight({ time }: Look): boolean {
  const hour = (new Date(time).getUTCHours() + 8) % 24
  return hour >= NIGHT.from || hour < NIGHT.to
}

const isTownship = (office: Look['office']) => office === 'township' || office === 'township-government'

/** `of` is a place that is not the account's own. */
function isElsewhere({ of, division, office }: Look): boolean {
  if (of === undefined || division.endsWith('00')) return false
  return of.slice(0, 6) !== division || (of.length > 6 && isTownship(office))
}
