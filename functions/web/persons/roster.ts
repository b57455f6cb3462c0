/**
 * Whom a department’s list has now: those of the month closed last, and what its lists have changed since. A person is
 * shown as the office sent it, and with the outcome alone (docs/rules.md#who-sees-what).
 */
import { gunzipSync } from 'node:zlib'
import { normaliseId, normaliseName } from '../../../rules/rows/normalise.ts'
import type { Category, Outcome } from '../../../schemas/codes.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { Listing } from '../../../schemas/records/person.ts'
import { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { listOf } from '../../../schemas/records/upload.ts'
import { SentUnits } from '../../../schemas/records/work-units.ts'
import { partsOfLines } from '../../shared/registers/lines-with.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'

export type Change = 'began' | 'ended' | 'changed'

export interface RosterPerson extends Pick<Listing, 'name' | 'township' | 'village'> {
  readonly key: string
  readonly id: string
  /** Of the month closed last. */
  readonly outcome?: Outcome | undefined
  readonly change?: Change
}

export interface Roster {
  /** The month closed last. */
  readonly period: string | undefined
  /** By township and number; who is listed no more stands among them as `ended`. */
  readonly persons: readonly RosterPerson[]
  /** More has changed since than is read. */
  readonly isPartial: boolean
}

type Deps = Pick<WebDeps, 'runs' | 'uploads' | 'outbox' | 'people'>

/** Persons whose lists have changed since, that are read. */
const MOST_CHANGED = 5000
const KEY_LENGTH = 30

export async function rosterOf(deps: Deps, county: string, category: Category): Promise<Roster> {
  const close = (await deps.runs.closes(county))
    .filter(({ snapshot }) => snapshot)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  const [before, touched] = await Promise.all([
    closedRoster(deps, close, category),
    keysSince(deps, county, { category, since: close?.at ?? '' }),
  ])
  const persons = await deps.people.get(touched.slice(0, MOST_CHANGED), 'eventual')
  const now = new Map(before)
  for (const key of touched.slice(0, MOST_CHANGED)) {
    const person = persons.get(key)
    const fact = person?.lists[`${county}#${category}`]
    const was = before.get(key)
    if (person && fact?.row && !fact.ended) {
      const { name, township, village } = fact.row
      const isSame = was && was.name === name && was.township === township && was.village === village
      const change = was ? (isSame ? undefined : 'changed') : 'began'
      now.set(key, {
        ...{ key, id: person.id, name, township, ...(village && { village }), outcome: was?.outcome },
        ...(change && { change }),
      })
    } else if (was) now.set(key, { ...was, change: 'ended' })
  }
  const order = (a: RosterPerson, b: RosterPerson) => (a.township + a.id < b.township + b.id ? -1 : 1)
  return {
    period: close?.period,
    persons: [...now.values()].sort(order),
    isPartial: touched.length > MOST_CHANGED,
  }
}

const Row = SnapshotRow.pick({ key: true, id: true, listings: true, decision: true })

async function closedRoster(
  { outbox }: Pick<Deps, 'outbox'>,
  close: DeterminationRun | undefined,
  category: Category,
): Promise<Map<string, RosterPerson>> {
  if (!close?.snapshot) return new Map()
  const rows = await thaw(outbox, close.snapshot, Row)
  return new Map(
    rows.flatMap(({ key, id, listings, decision: { outcome } }): [string, RosterPerson][] => {
      const listing = listings[category]
      if (!listing) return []
      const { name, township, village } = listing
      return [[key, { key, id, name, township, ...(village && { village }), outcome }]]
    }),
  )
}

/** Persons of the category’s lists that came, were confirmed or taken out after a moment. */
async function keysSince(
  { uploads, outbox }: Pick<Deps, 'uploads' | 'outbox'>,
  county: string,
  { category, since }: { readonly category: Category; readonly since: string },
): Promise<string[]> {
  const later = (await uploads.list(county)).filter(
    ({ form, settledAt = '', withdrawn, unitObjects }) =>
      listOf(form)?.category === category && unitObjects && (settledAt > since || (withdrawn?.at ?? '') > since),
  )
  const keys = new Set<string>()
  for (const stored of new Set(later.flatMap(({ unitObjects = [] }) => unitObjects))) {
    const { key } = SentUnits.parse(JSON.parse(stored))
    for (const person of partsOfLines(gunzipSync(await outbox.get(key)), 0, KEY_LENGTH))
      if (person.length === KEY_LENGTH) keys.add(person)
  }
  return [...keys]
}

/** @throws 400 for what is neither a name nor a number */
export function isWantedBy(asked: string): (person: RosterPerson) => boolean {
  const number = normaliseId(asked).replaceAll('-', '')
  if (/^\d{17}[\dX]$/.test(number)) return ({ id }) => id === number
  const name = normaliseName(asked)
  if (/\d/.test(name) || [...name].length < 2) throw refuse('roster-search-unfit')
  return (person) => person.name.includes(name)
}
