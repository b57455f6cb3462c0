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
/** A unit line begins with a key, and what it says (docs/formats.md#unit-lines). */
const KEY_LENGTH = 30
const OP_AT = 32

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
  const [lacked, { closed, undecided }, decided, said] = await Promise.all([
    lackedByCity(deps, county, compared),
    closedNow(deps, county, { close, category }),
    earlier === close ? undefined : rowsOf(deps, earlier).then((rows) => closedRoster(rows, category)),
    saidSince(deps, county, { category, since: earlier?.at ?? '' }),
  ])
  const before = decided ?? new Map(closed)
  // Whose listing was set aside had no outcome at a close, and was on the list all the same.
  const [since, left] = [new Set<string>(), new Set<string>()]
  for (const [key, { first, last }] of said) {
    if (last > (close?.at ?? '')) since.add(key)
    if (first === '-' && !before.has(key)) left.add(key)
  }
  const asked = new Set([...since, ...undecided, ...left])
  const read = [...asked].slice(0, MOST_CHANGED)
  const persons = await deps.people.get(read, 'strong')
  const now = new Map(closed)
  for (const key of read) {
    const person = persons.get(key)
    const fact = person?.lists[`${county}#${category}`]
    if (person && fact?.row && left.has(key)) before.set(key, shownOf(key, person.id, fact.row))
    if (!person || !fact?.row || fact.ended) {
      now.delete(key)
      continue
    }
    const isElsewhere = !closed.has(key) && !person.decisions[county] && undecided.has(key)
    const one = { ...shownOf(key, person.id, fact.row), ...(isElsewhere && { isElsewhere }) }
    now.set(key, { ...one, outcome: closed.get(key)?.outcome })
  }
  for (const [key, one] of now) if (!said.has(key) && !before.has(key)) before.set(key, one)
  return {
    period: close?.period,
    since: earlier?.period,
    persons: comparedWith(before, now).map((one) =>
      one.change !== 'ended' && lacked?.has(one.key) ? { ...one, notInCity: true as const } : one,
    ),
    isPartial: asked.size > MOST_CHANGED,
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

interface Said {
  /** `-` of whoever was on the list until then. */
  readonly first: string
  /** When. */
  readonly last: string
}

/** What the category’s lists have said of persons that came, were confirmed or taken out after a moment, by key. */
async function saidSince(
  { uploads, outbox }: Pick<Deps, 'uploads' | 'outbox'>,
  county: string,
  { category, since }: { readonly category: Category; readonly since: string },
): Promise<ReadonlyMap<string, Said>> {
  const sent = (await uploads.list(county)).flatMap(({ form, settledAt = '', unitObjects = [] }) => {
    if (listOf(form)?.category !== category) return []
    return unitObjects.map((stored) => {
      const { key, at = settledAt, version } = SentUnits.parse(JSON.parse(stored))
      return { key, at, version }
    })
  })
  const said = new Map<string, Said>()
  const later = sent.filter(({ at }) => at > since).sort((a, b) => a.version - b.version)
  for (const { key, at } of new Map(later.map((one) => [one.key, one])).values())
    for (const line of partsOfLines(gunzipSync(await outbox.get(key)), 0, OP_AT + 1)) {
      const person = line.slice(0, KEY_LENGTH)
      if (line.length > OP_AT) said.set(person, { first: said.get(person)?.first ?? line.slice(OP_AT), last: at })
    }
  return said
}

/** @throws 400 for what is neither a name nor a number */
export function isWantedBy(asked: string): (person: RosterPerson) => boolean {
  const number = normaliseId(asked).replaceAll('-', '')
  if (/^\d{17}[\dX]$/.test(number)) return ({ id }) => id === number
  const name = normaliseName(asked)
  if (/\d/.test(name) || [...name].length < 2) throw refuse('roster-search-unfit')
  return (person) => person.name.includes(name)
}
