/** Damaged rosters, tables and endings are made anew from the roster before and its list (ADR 18). */
import { mergeList } from '../../rules/roster/merge-list.ts'
import { present } from '../../schemas/present.ts'
import { NAMED_MOST } from '../../schemas/records/endings.ts'
import type { Head, PlacedList } from '../../schemas/records/head.ts'
import { namesKey } from '../shared/registers/registers.ts'
import { tableKey } from '../shared/registers/take-registers.ts'
import type { IntakeDeps } from './deps.ts'
import { besideRegister, standOf, stateOf } from './roster/merge-lists.ts'
import { putRoster } from './roster/put-roster.ts'
import { readPlaced } from './run.ts'

export interface Rebuilt {
  readonly made: string[]
  readonly lost: Lost[]
}

export interface Lost {
  readonly key: string
  /** Another unreadable object, or the key itself where nobody knows what was there; none where the list is forgotten. */
  readonly because?: string | undefined
}

/** Earliest first; the outbox takes only what was there. */
export async function rebuild(deps: IntakeDeps, head: Head): Promise<Rebuilt> {
  const found: Rebuilt = { made: [], lost: [] }
  const [division = '', form = ''] = head.head.split('#')
  const ofRoster = (key: string | undefined) =>
    key ? [key, ...(form === 'register' ? [tableKey(key), namesKey(key)] : [])] : []
  const first = await damagedOf(deps, ofRoster(head.lists[0] ? head.lists[0].before : head.roster))
  found.lost.push(...first.map((key) => ({ key })))
  for (const [n, placed] of head.lists.entries()) {
    const roster = present(head.lists[n + 1]?.before ?? head.roster, 'the roster after a list')
    const upload = await deps.uploads.get(division, placed.upload)
    const endings = upload?.endingsKey ? [upload.endingsKey] : []
    const damaged = await damagedOf(deps, [...endings, ...ofRoster(roster)])
    if (damaged.length === 0) continue
    const because = await mergeAgain(deps, { division, form, roster }, placed, damaged).catch(objectOf)
    const lost = await damagedOf(deps, damaged)
    found.lost.push(...lost.map((key) => ({ key, because })))
    found.made.push(...damaged.filter((key) => !lost.includes(key)))
  }
  return found
}

async function damagedOf({ outbox }: IntakeDeps, keys: readonly string[]): Promise<string[]> {
  const damaged: string[] = []
  for (const key of keys) if (!(await outbox.isSound(key))) damaged.push(key)
  return damaged
}

/** @returns an object that kept the endings from being made */
async function mergeAgain(
  deps: IntakeDeps,
  { division, form, roster }: { division: string; form: string; roster: string },
  placed: PlacedList,
  damaged: readonly string[],
): Promise<string | undefined> {
  const { upload, before } = placed
  const rosterBefore = before ? await deps.outbox.get(before) : Buffer.alloc(0)
  const read = await readPlaced(
    deps,
    present(await deps.uploads.get(division, upload), 'the upload of a placed list', 'upload-missing'),
  )
  try {
    const merged = mergeList(rosterBefore, read.list, read.limits, standOf(placed), NAMED_MOST)
    const because = damaged.some((key) => key.startsWith('endings/'))
      ? await stateOf(deps, division, { upload, before }, read, merged).then(() => undefined, objectOf)
      : undefined
    if (damaged.some((key) => key.startsWith(roster))) {
      const beside = await besideRegister(deps.outbox, { form }, before, { ...read, held: placed.held })
      await putRoster(deps, roster, merged.roster, beside)
    }
    return because
  } finally {
    read.rows?.dispose()
  }
}

function objectOf(error: Error): string {
  if (!('object' in error)) throw error
  return String(error.object)
}
