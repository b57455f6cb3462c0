/**
 * Whom a department’s list has now: those of the month closed last with what its lists have changed since, compared with
 * the month before. A person is
 * shown as the office sent it, and with the outcome alone (docs/rules.md#who-sees-what).
 */
import { gunzipSync } from 'node:zlib'
import type * as z from 'zod'
import { normaliseId, normaliseName } from '../../../rules/rows/normalise.ts'
import type { Category } from '../../../schemas/codes.ts'
import { Compared } from '../../../schemas/records/compared.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { Listing } from '../../../schemas/records/person.ts'
import { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { listOf } from '../../../schemas/records/upload.ts'
import { SentUnits } from '../../../schemas/records/work-units.ts'
import { casesOf } from '../../shared/cases/case-facts.ts'
import { partsOfLines } from '../../shared/registers/lines-with.ts'
import { goOnWithout } from '../../shared/stages/unreadable.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { versionOf } from '../readings/batches-version.ts'
import type { Change, Roster, RosterPerson } from './listed-now.ts'

type Deps = Pick<
  WebDeps,
  'runs' | 'uploads' | 'outbox' | 'people' | 'heads' | 'personVersions' | 'rosters' | 'caseBooks'
>

/** Persons whose lists have changed since, or for whom another county may be responsible, that are read. */
const MOST_CHANGED = 5000
const KEY_LENGTH = 30

/**
 * Gathered again only where the list, a person, a close or the comparison has changed.
 * @param compared the object of a comparison with the city’s list
 */
export async function rosterOf(
  deps: Deps,
  county: string,
  category: Category,
  compared: string | undefined,
): Promise<Roster> {
  const name = `${county}#${category}`
  // Versions are read before what they are of: what comes between is gathered again.
  const [head, persons, all] = await Promise.all([
    deps.heads.get(name),
    deps.personVersions.of(county),
    deps.runs.closes(county),
  ])
  const closes = all.filter(({ snapshot }) => snapshot).sort((a, b) => (a.at < b.at ? 1 : -1))
  const [close] = closes
  const earlier = closes.find(({ period = '' }) => period < (close?.period ?? '')) ?? close
  const rests = [head.version, persons, close?.id, close?.snapshot?.key, earlier?.id, earlier?.snapshot?.key, compared]
  const version = head.pending ? undefined : versionOf(rests)
  return deps.rosters(name, version, () => gathered(deps, { county, category, close, earlier, compared }))
}

interface Gathering {
  readonly county: string
  readonly category: Category
  readonly close: DeterminationRun | undefined
  readonly earlier: DeterminationRun | undefined
  readonly compared: string | undefined
}

async function gathered(deps: Deps, { county, category, close, earlier, compared }: Gathering): Promise<Roster> {
  const [lacked, { closed, undecided }, before, touched] = await Promise.all([
    lackedByCity(deps, county, compared),
    closedNow(deps, county, { close, category }),
    earlier === close ? undefined : rowsOf(deps, earlier).then((rows) => closedRoster(rows, category)),
    keysSince(deps, county, { category, since: close?.at ?? '' }),
  ])
  const read = [...new Set([...touched, ...undecided])].slice(0, MOST_CHANGED)
  const persons = await deps.people.get(read, 'strong')
  const now = new Map(closed)
  const since = new Set(touched)
  for (const key of read) {
    const person = persons.get(key)
    const fact = person?.lists[`${county}#${category}`]
    if (!person || !fact?.row || fact.ended) {
      now.delete(key)
      continue
    }
    const isElsewhere = !closed.has(key) && !person.decisions[county] && undecided.has(key)
    const one = { ...shownOf(key, person.id, fact.row), ...(isElsewhere && { isElsewhere }) }
    now.set(key, { ...one, outcome: closed.get(key)?.outcome })
    // The close before may have set the listing aside as well: that is no reason to call it new.
    if (isElsewhere && !since.has(key) && before && !before.has(key)) before.set(key, one)
  }
  return {
    period: close?.period,
    since: earlier?.period,
    persons: comparedWith(before ?? closed, now).map((one) =>
      one.change !== 'ended' && lacked?.has(one.key) ? { ...one, notInCity: true as const } : one,
    ),
    isPartial: new Set([...touched, ...undecided]).size > MOST_CHANGED,
    isCompared: lacked !== undefined,
  }
}

/** A lost comparison keeps nobody from the list itself. */
async function lackedByCity(
  { outbox }: Pick<Deps, 'outbox'>,
  county: string,
  key: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (!key) return new Set()
  try {
    return new Set(Compared.parse(JSON.parse((await outbox.get(key)).toString())).onlyCounty)
  } catch (error) {
    goOnWithout(error, county)
    return undefined
  }
}

const shownOf = (key: string, id: string, { name, township, village }: Listing): RosterPerson => ({
  ...{ key, id, name, township },
  ...(village && { village }),
})

type People = ReadonlyMap<string, RosterPerson>

/** By township and number; whoever is listed no more stands among them. */
export function comparedWith(before: People, now: People): RosterPerson[] {
  const changeOf = (one: RosterPerson): Change | undefined => {
    const was = before.get(one.key)
    if (!was) return 'began'
    return was.name === one.name && was.township === one.township && was.village === one.village ? undefined : 'changed'
  }
  const listed = [...now.values()].map((one) => {
    const change = changeOf(one)
    return change ? { ...one, change } : one
  })
  const ended = [...before.values()].filter(({ key }) => !now.has(key))
  return [...listed, ...ended.map((one) => ({ ...one, change: 'ended' as const }))].sort((a, b) =>
    a.township + a.id < b.township + b.id ? -1 : 1,
  )
}

const Row = SnapshotRow.pick({ key: true, id: true, listings: true, decision: true })
type Row = z.infer<typeof Row>

const rowsOf = async (
  { outbox }: Pick<Deps, 'outbox'>,
  close: DeterminationRun | undefined,
): Promise<readonly Row[]> => (close?.snapshot ? thaw(outbox, close.snapshot, Row) : [])

/** @returns also who has a case and was not decided: whose listings are set aside, or who has left the lists */
async function closedNow(
  deps: Pick<Deps, 'outbox' | 'caseBooks'>,
  county: string,
  { close, category }: Pick<Gathering, 'close' | 'category'>,
) {
  const [rows, cases] = await Promise.all([rowsOf(deps, close), casesOf(deps, county)])
  const decided = new Set(rows.map(({ key }) => key))
  const others = cases.rows.filter((one) => !decided.has(one.key) && one.close.reason !== 'left-lists')
  return { closed: closedRoster(rows, category), undecided: new Set(others.map(({ key }) => key)) }
}

function closedRoster(rows: readonly Row[], category: Category): Map<string, RosterPerson> {
  return new Map(
    rows.flatMap(({ key, id, listings, decision: { outcome } }): [string, RosterPerson][] => {
      const listing = listings[category]
      if (!listing) return []
      return [[key, { ...shownOf(key, id, listing), outcome }]]
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
