/**
 * A county's persons by case number, name or ID number: those of the month closed last, those of lists sent since, and
 * those who had a case and have left the lists. Web has no key of ID numbers (docs/adr/0005-hashed-keys.md).
 */
import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { isOfCounty } from '../../../rules/person-file/timeline.ts'
import { hasFullLength } from '../../../rules/rows/id-number.ts'
import { normaliseId, normaliseName } from '../../../rules/rows/normalise.ts'
import type { PersonsFound } from '../../../schemas/api/person-search.ts'
import { CaseNumber, type CaseRow } from '../../../schemas/records/case.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { Person } from '../../../schemas/records/person.ts'
import { listOf } from '../../../schemas/records/upload.ts'
import { SentUnits } from '../../../schemas/records/work-units.ts'
import { casesOf } from '../../shared/cases/case-facts.ts'
import { linesWith, partsOfLines } from '../../shared/registers/lines-with.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { namesOf } from './person-file.ts'

const MOST_FOUND = 50
const LEAST_NAME = 2
/** Compressed bytes of lists that one search reads. */
const MOST_BYTES = 64 * 1024 * 1024
/** Persons who have left the lists, the latest cases first. */
const MOST_LEFT = 2000

type Wanted = { readonly by: 'case' | 'id' | 'name'; readonly text: string }

export async function findPersons(deps: WebDeps, county: string, asked: string): Promise<PersonsFound> {
  const wanted = wantedOf(asked)
  const { rows } = await casesOf(deps, county)
  if (wanted.by === 'case') {
    const keys = rows.flatMap(({ number, key }) => (number === wanted.text ? [key] : []))
    return found(deps, county, { wanted, rows, keys, searched: { lists: 0, isPartial: false } })
  }
  const close = (await deps.runs.closes(county))
    .filter(({ snapshot }) => snapshot)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  const [closed, since] = await Promise.all([
    inSnapshot(deps, close, wanted),
    inListsSince(deps, county, close, wanted),
  ])
  const left = rows.flatMap(({ key }) => (closed.all.has(key) ? [] : [key])).reverse()
  return found(deps, county, {
    ...{ wanted, rows },
    keys: [...closed.keys, ...since.keys, ...left.slice(0, MOST_LEFT)],
    searched: {
      ...(close && { period: close.period }),
      ...{ lists: since.lists, isPartial: since.isPartial || left.length > MOST_LEFT },
    },
  })
}

/** @throws 400 for what is none of the three */
function wantedOf(asked: string): Wanted {
  const id = normaliseId(asked)
  if (CaseNumber.safeParse(id).success) return { by: 'case', text: id }
  const number = id.replaceAll('-', '')
  if (/^\d{17}[\dX]$/.test(number) && hasFullLength(number)) return { by: 'id', text: number }
  const name = normaliseName(asked)
  if (/\d/.test(name) || [...name].length < LEAST_NAME) throw refuse('search-unfit')
  return { by: 'name', text: name }
}

const Named = z.object({ key: z.string() })

async function inSnapshot({ outbox }: Pick<WebDeps, 'outbox'>, close: DeterminationRun | undefined, { text }: Wanted) {
  if (!close?.snapshot) return { keys: [], all: new Set<string>() }
  const bytes = gunzipSync(await outbox.get(close.snapshot.key, close.snapshot.sha256))
  const keys = Array.from(linesWith(bytes, text), (line) => Named.parse(JSON.parse(line)).key)
  return { keys, all: new Set(partsOfLines(bytes, KEY_AT, KEY_AT + KEY_LENGTH)) }
}

/** A frozen row begins so. */
const KEY_AT = '{"key":"'.length

async function inListsSince(
  deps: Pick<WebDeps, 'uploads' | 'outbox'>,
  county: string,
  close: DeterminationRun | undefined,
  { text }: Wanted,
) {
  const sent = (await deps.uploads.list(county)).flatMap(({ id, form, settledAt = '', unitObjects = [] }) => {
    if (!listOf(form)) return []
    const units = unitObjects.map((stored) => SentUnits.parse(JSON.parse(stored)))
    return units.map(({ key, ranges, at = settledAt }) => ({ id, key, ranges, at }))
  })
  const since = sent.filter(({ at }) => at > (close?.at ?? '')).sort((a, b) => (a.at < b.at ? 1 : -1))
  const keys: string[] = []
  const lists = new Set<string>()
  let bytes = 0
  for (const { id, key, ranges } of since) {
    bytes += ranges.reduce((sum, { start, end }) => sum + end - start, 0)
    if (bytes > MOST_BYTES) return { keys, lists: lists.size, isPartial: true }
    const lines = gunzipSync(await deps.outbox.get(key))
    for (const line of linesWith(lines, text)) keys.push(line.slice(0, KEY_LENGTH))
    // Whoever is listed again as before has no name there.
    for (const line of partsOfLines(lines, 0, OP_AT + 1))
      if (line[OP_AT] === AGAIN) keys.push(line.slice(0, KEY_LENGTH))
    lists.add(id)
  }
  return { keys, lists: lists.size, isPartial: false }
}

/** A unit line begins with a key, and what it says (docs/formats.md#unit-lines). */
const KEY_LENGTH = 30
const OP_AT = 32
const AGAIN = '+'

interface Search {
  readonly wanted: Wanted
  readonly rows: readonly CaseRow[]
  readonly keys: readonly string[]
  readonly searched: PersonsFound['searched']
}

/** Whoever was found is looked at as they are now. */
async function found(deps: WebDeps, county: string, { wanted, rows, keys, searched }: Search): Promise<PersonsFound> {
  const policy = await deps.policies.inForce()
  const day = deps.dayOf(deps.now())
  const persons = await deps.people.get([...new Set(keys)], 'eventual')
  const hits = [...persons.values()]
    .filter((person) => isOfCounty(person, county) && isWanted(person, county, wanted))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const numbers = Map.groupBy(rows, ({ key }) => key)
  return {
    persons: hits.slice(0, MOST_FOUND).map((person) => {
      const listing = activeListings(person, policy, day).find(([, of]) => of === county)
      return {
        ...{ person: person.key, name: namesOf(person, county).map(maskedName).join('、'), id: maskedId(person.id) },
        ...(listing && { township: listing[3].township }),
        isListed: listing !== undefined,
        cases: (numbers.get(person.key) ?? []).map(({ number }) => number),
      }
    }),
    isMore: hits.length > MOST_FOUND,
    searched,
  }
}

function isWanted(person: Person, county: string, { by, text }: Wanted): boolean {
  if (by === 'case') return true
  return by === 'id' ? person.id === text : namesOf(person, county).some((name) => name.includes(text))
}
