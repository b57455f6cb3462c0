/** A county's rosters against persons' items: missing facts, and facts that no roster has any more (ADR 9). */
import * as z from 'zod'
import { Endings } from '../../schemas/records/endings.ts'
import type { Head } from '../../schemas/records/head.ts'
import { PersonKey } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { type Expected, eachEntry, factName, factsOf, rosterAt } from '../shared/registers/facts-of-persons.ts'
import { UPLOADS } from '../shared/work/awaited.ts'
import { thaw } from '../shared/work/frozen.ts'
import type { SnapshotDeps } from './deps.ts'

type Deps = Pick<SnapshotDeps, 'heads' | 'outbox' | 'runs' | 'uploads'>

export async function listedBy(deps: Deps, county: string, policy: Policy): Promise<Expected> {
  const expected: Expected = new Map()
  const heads = await deps.heads.all(policy.categories.map(({ code }) => `${county}#${code}`))
  for (const head of heads) {
    const roster = await rosterAt(deps, head.roster)
    eachEntry(roster, (key, slot, digest) => factsOf(expected, key).set(factName(head.head, slot), digest))
  }
  for await (const key of formerly(deps, county, heads)) factsOf(expected, key)
  await addRegister(deps, county, expected)
  return expected
}

/** Items of persons who are not listed are not kept up to date. */
async function addRegister(deps: Deps, county: string, expected: Expected): Promise<void> {
  const { head, roster } = await deps.heads.get(`${county}#register`)
  const listed = new Map([...expected].filter(([, facts]) => facts.size > 0))
  const says = (key: string, slot: number, digest: string) => listed.get(key)?.set(factName(head, slot), digest)
  eachEntry(await rosterAt(deps, roster), says, listed.keys())
}

async function* formerly(deps: Deps, county: string, heads: readonly Head[]): AsyncGenerator<string> {
  const closes = (await deps.runs.closes(county)).flatMap(({ at, snapshot }) => (snapshot ? [{ at, snapshot }] : []))
  const last = closes.reduce<(typeof closes)[number] | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined)
  if (last) for (const { key } of await thaw(deps.outbox, last.snapshot, z.object({ key: PersonKey }))) yield key
  for (const before of new Set(heads.flatMap(({ lists }) => lists.map((list) => list.before)))) {
    const keys: string[] = []
    eachEntry(await rosterAt(deps, before), (key) => keys.push(key))
    yield* keys
  }
  for (const { state, endingsKey } of await deps.uploads.list(county, UPLOADS))
    if (state === 'withdrawn' && endingsKey)
      yield* Endings.parse(JSON.parse((await deps.outbox.get(endingsKey)).toString())).began
}
