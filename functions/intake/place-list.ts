/**
 * Puts a list where it belongs among the lists of its roster, confirms it there or takes it out, and gives the shards
 * what changes. Read the head, fold, write roster and units under keys of this attempt, move the head on if nobody else
 * has; then carry out what is pending. A crash anywhere resumes from `pending`.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Roster } from '../../formats/roster.ts'
import type { UnitObject } from '../../schemas/messages/messages.ts'
import type { Head, PendingChange, PlacedList } from '../../schemas/records/head.ts'
import { headOf, type Upload } from '../../schemas/records/upload.ts'
import { allEnded } from '../../stores/in-chunks.ts'
import { carryOut } from './carry-out.ts'
import { type MergeDeps, mergeFrom, type Placing, type Remerged, rosterOf } from './merge-lists.ts'
import { type ReadList, writeUnits } from './write-units.ts'

/** Lists that a roster remembers, to put a late one among them; more behind a full list that waits for its second person. */
const REMEMBERED = 30
const REMEMBERED_MOST = 300
/** Rosters that no head names any more and that are kept for who has read an earlier head. */
const LEFT_MOST = 8
/** Moves of one head that are given way to before the message is tried again later. */
const ATTEMPTS = 20
/** Forgotten lists that are looked through for what they said of somebody. */
const LOOKED_THROUGH = 60

export interface PlaceDeps extends MergeDeps {
  /** Before the nth attempt; by default some milliseconds first, a second later. */
  readonly pause?: (attempt: number) => Promise<void>
}

/** `forgotten`: the roster no longer remembers the lists around it, and nothing was done. */
export async function placeList(deps: PlaceDeps, placing: Placing): Promise<'done' | 'forgotten'> {
  const { division, id, form } = placing.upload
  const name = headOf(division, form)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await (deps.pause ?? backOff)(attempt)
    const head = await deps.heads.get(name)
    if (head.pending) {
      await carryOut(deps, head)
      continue
    }
    // As the roster's lists, what is known of the upload is of now.
    const upload = await deps.uploads.get(division, id)
    if (!upload) throw new Error('a list without its upload')
    const next = nextStep(head, upload, placing.act)
    if (next === 'unconfirm') await deps.uploads.unconfirm(division, id)
    if (next === 'settle') await takeOutUnplaced(deps, upload)
    if (next === 'forgotten') return next
    if (next !== 'advance') return 'done'
    const known = await advance(deps, head, { ...placing, upload })
    if (known) {
      await carryOut(deps, await deps.heads.get(name), known)
      return 'done'
    }
  }
  throw new Error(`the head of a roster was moved by others ${ATTEMPTS} times`)
}

const backOff = (attempt: number) => wait(Math.random() * Math.min(20 * 2 ** attempt, 2000))

type Step = 'advance' | 'done' | 'settle' | 'unconfirm' | 'forgotten'

/** What is to be done with a head that has nothing pending. */
function nextStep(head: Head, upload: Upload, act: Placing['act']): Step {
  const own = head.lists.find((l) => l.upload === upload.id)
  const isForgotten = upload.sequence! <= (head.forgotten ?? 0)
  switch (act) {
    case 'place':
      if (own) return 'done'
      if (upload.withdrawn) return 'settle'
      return isForgotten ? 'forgotten' : 'advance'
    case 'withdraw':
      if (own) return 'advance'
      return isForgotten && upload.state !== 'withdrawn' ? 'forgotten' : 'settle'
    case 'confirm':
      if (!own) return isForgotten ? 'unconfirm' : 'done'
      if (own.confirmed || !own.held) return 'done'
      return isConfirmable(head, own, upload) ? 'advance' : 'unconfirm'
  }
}

/** Only the latest full list can be confirmed, and only what the second person has seen. */
function isConfirmable({ lists }: Head, own: PlacedList, upload: Upload): boolean {
  const isOvertaken = own.mode === 'full' && lists.some((l) => l.sequence > own.sequence && l.mode === 'full')
  return !isOvertaken && (upload.confirmedSeen === undefined || upload.confirmedSeen === upload.endingsKey)
}

/** It is in no roster: a city's list, or one that was asked for and has not come. */
async function takeOutUnplaced(deps: PlaceDeps, { division, id, state }: Upload): Promise<void> {
  if (state === 'withdrawn') return
  const settlement = { state: 'withdrawn' as const }
  const upload = await deps.uploads.settle(division, id, settlement, { at: deps.now().toISOString() })
  await allEnded([deps.settled(upload), deps.sendOn(upload)])
}

/** @returns the rosters before and after, by key; undefined where others have moved the head */
async function advance(
  deps: PlaceDeps,
  head: Head,
  placing: Placing,
): Promise<ReadonlyMap<string, Roster> | undefined> {
  const { upload, act } = placing
  const attempt = `${head.head.replace('#', '/')}/${head.version + 1}-${randomUUID()}`
  const merged = await mergeFrom(deps, head, placing, attempt)
  const before = merged.start.key === head.roster ? merged.start.roster : await rosterOf(deps.outbox, head.roster)
  const units = await unitsOf(deps, head, placing, { ...merged, before }, `units/${attempt}`)
  const roster = `rosters/${attempt}`
  const lists = remembered(merged.lists)
  const named = namedBy({ roster, lists })
  const left = [...(head.left ?? []), ...[...namedBy(head)].filter((key) => !named.has(key))]
  const gone = left.splice(0, Math.max(0, left.length - LEFT_MOST))
  const pending: PendingChange = {
    version: head.version + 1,
    upload: upload.id,
    states: merged.states,
    ...(head.roster && { before: head.roster }),
    ...(units && { units }),
    ...(act === 'withdraw' && { at: upload.withdrawn!.at }),
    ...(gone.length > 0 && { gone }),
    firstRegister: upload.form === 'register' && (head.lists.length === 0) !== (merged.lists.length === 0),
  }
  const forgotten = merged.lists.at(-1 - lists.length)?.sequence ?? head.forgotten
  const isMoved = await deps.heads.advance(head, { roster, lists, left, ...(forgotten && { forgotten }), pending })
  if (!isMoved) return undefined
  return new Map([[roster, merged.roster], ...(head.roster ? ([[head.roster, before]] as const) : [])])
}

/** The rosters that are read for the head and its remembered lists. */
function namedBy({ roster, lists }: Pick<Head, 'roster' | 'lists'>): Set<string> {
  return new Set([roster, ...lists.map(({ before }) => before)].filter((key) => key !== undefined))
}

/** A register's lines are of whoever is listed once its head has moved: see `carryOut`. */
async function unitsOf(
  deps: PlaceDeps,
  head: Head,
  { upload, act }: Placing,
  merged: Remerged & { readonly before: Roster },
  key: string,
): Promise<UnitObject | undefined> {
  if (upload.form === 'register') return undefined
  const change = {
    before: merged.before,
    after: merged.roster,
    merged: merged.read,
    isPutIn: act !== 'withdraw',
    saidBefore: saidBefore(deps, head, upload),
  }
  return writeUnits(deps, change, key)
}

/** What waits for its second person is remembered with all that came after it. */
function remembered(lists: readonly PlacedList[]): PlacedList[] {
  const latest = lists.findLastIndex((l) => l.mode === 'full')
  const waits = latest >= 0 && lists[latest]!.held && !lists[latest]!.confirmed
  const from = Math.max(lists.length - REMEMBERED, 0)
  return lists.slice(Math.max(waits ? Math.min(from, latest) : from, lists.length - REMEMBERED_MOST))
}

/** The lists before this one, the latest first; after those that are remembered some of the forgotten ones. */
async function* saidBefore(deps: PlaceDeps, head: Head, upload: Upload): AsyncGenerator<ReadList> {
  const { division, sequence = 0 } = upload
  for (const { upload: id } of head.lists.filter((l) => l.sequence < sequence).reverse())
    yield await deps.readPlaced(division, id)
  const { forgotten = 0 } = head
  if (forgotten === 0) return
  const older = (await deps.uploads.list(division))
    .filter((u) => headOf(division, u.form) === head.head && u.sequence! <= forgotten)
    .filter(({ state }) => state === 'accepted' || state === 'held')
    .sort((a, b) => b.sequence! - a.sequence!)
  for (const { id } of older.slice(0, LOOKED_THROUGH)) yield await deps.readPlaced(division, id)
}
