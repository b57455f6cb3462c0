/**
 * A list is placed, confirmed or taken out; the head moves under a condition, and a crash resumes from `pending` (ADR
 * 4).
 */

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Roster } from '../../../formats/roster.ts'
import { Fault } from '../../../schemas/fault.ts'
import { present } from '../../../schemas/present.ts'
import type { Head, PendingChange, PlacedList } from '../../../schemas/records/head.ts'
import { headOf, type Upload } from '../../../schemas/records/upload.ts'
import type { UnitObject } from '../../../schemas/records/work-units.ts'
import { allEnded } from '../../../stores/aws/in-chunks.ts'
import { behindIn } from '../../shared/work/held-behind.ts'
import { carryOut } from './carry-out.ts'
import { type MergeDeps, mergeFrom, type Placing, type Remerged, rosterOf } from './merge-lists.ts'
import { attemptOf, namedBy, removeStrays } from './put-roster.ts'
import { type ReadList, writeUnits } from './write-units.ts'

/** Lists behind a waiting one stay remembered. */
const REMEMBERED = 30
const REMEMBERED_MOST = 300
/** Unnamed rosters kept for readers of an earlier head (ADR 16). */
const LEFT_MOST = 8
const ATTEMPTS = 20
const LOOKED_THROUGH = 60

export interface PlaceDeps extends MergeDeps {
  readonly pause?: (attempt: number) => Promise<void>
}

/** `forgotten`: the roster no longer remembers the lists around it; nothing was done. */
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
    const upload = await deps.uploads.get(division, id)
    if (!upload) throw new Fault('upload-missing', 'a list without its upload')
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
  throw new Fault('moved-by-others', `the head of a roster was moved by others ${ATTEMPTS} times`)
}

const backOff = (attempt: number) => wait(Math.random() * Math.min(20 * 2 ** attempt, 2000))

type Step = 'advance' | 'done' | 'settle' | 'unconfirm' | 'forgotten'

function nextStep(head: Head, upload: Upload, act: Placing['act']): Step {
  const own = head.lists.find((l) => l.upload === upload.id)
  const isForgotten = present(upload.sequence, 'the sequence number of a list') <= (head.forgotten ?? 0)
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
      return isConfirmable(head, upload) ? 'advance' : 'unconfirm'
  }
}

/** The second person confirms only the latest full list, as they have seen it. */
function isConfirmable(head: Head, upload: Upload): boolean {
  const isAsSeen = upload.confirmedSeen === undefined || upload.confirmedSeen === upload.endingsKey
  return isAsSeen && !behindIn(head, upload)
}

async function takeOutUnplaced(deps: PlaceDeps, { division, id, state }: Upload): Promise<void> {
  if (state === 'withdrawn') return
  const settlement = { state: 'withdrawn' as const }
  const upload = await deps.uploads.settle(division, id, settlement, { at: deps.now().toISOString() })
  await allEnded([deps.settled(upload), deps.sendOn(upload)])
}

/** @returns undefined where somebody else has moved the head */
async function advance(
  deps: PlaceDeps,
  head: Head,
  placing: Placing,
): Promise<ReadonlyMap<string, Roster> | undefined> {
  const current = () => deps.heads.get(head.head)
  const attempt = `${attemptOf(head, head.version + 1)}${randomUUID()}`
  const made = await mergeWith(deps, head, placing, attempt).catch(async (error: unknown) => {
    // Whoever has moved it deletes what others wrote for the same move.
    if ((await current()).version === head.version) throw error
    return undefined
  })
  const known = made && (await move(deps, head, placing, { ...made, attempt }))
  // Whether it was this very move that a repeated request found made, the head says.
  if (!known) await removeStrays(deps, await current(), head.version + 1)
  return known
}

async function mergeWith(deps: PlaceDeps, head: Head, placing: Placing, attempt: string) {
  const merged = await mergeFrom(deps, head, placing, attempt)
  const before = merged.start.key === head.roster ? merged.start.roster : await rosterOf(deps.outbox, head.roster)
  return { merged, before, units: await unitsOf(deps, head, placing, { ...merged, before }, `units/${attempt}`) }
}

async function move(
  deps: PlaceDeps,
  head: Head,
  { upload, act }: Placing,
  { merged, before, units, attempt }: Awaited<ReturnType<typeof mergeWith>> & { readonly attempt: string },
): Promise<ReadonlyMap<string, Roster> | undefined> {
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
    ...(act === 'withdraw' && { at: present(upload.withdrawn, 'who took a list back').at }),
    ...(gone.length > 0 && { gone }),
    firstRegister: upload.form === 'register' && (head.lists.length === 0) !== (merged.lists.length === 0),
  }
  const forgotten = merged.lists.at(-1 - lists.length)?.sequence ?? head.forgotten
  const isMoved = await deps.heads.advance(head, { roster, lists, left, ...(forgotten && { forgotten }), pending })
  if (!isMoved) return undefined
  return new Map([[roster, merged.roster], ...(head.roster ? ([[head.roster, before]] as const) : [])])
}

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
    listsBefore: listsBefore(deps, head, upload),
  }
  return writeUnits(deps, change, key)
}

function remembered(lists: readonly PlacedList[]): PlacedList[] {
  const latest = lists.findLastIndex((l) => l.mode === 'full')
  const last = lists[latest]
  const waits = last?.held === true && !last.confirmed
  const from = Math.max(lists.length - REMEMBERED, 0)
  return lists.slice(Math.max(waits ? Math.min(from, latest) : from, lists.length - REMEMBERED_MOST))
}

async function* listsBefore(deps: PlaceDeps, head: Head, upload: Upload): AsyncGenerator<ReadList> {
  const { division, sequence = 0 } = upload
  for (const { upload: id } of head.lists.filter((l) => l.sequence < sequence).reverse())
    yield await deps.readPlaced(division, id)
  const { forgotten = 0 } = head
  if (forgotten === 0) return
  const older = (await deps.uploads.list(division))
    .filter(({ form, state }) => headOf(division, form) === head.head && (state === 'accepted' || state === 'held'))
    .flatMap(({ id, sequence }) => (sequence !== undefined && sequence <= forgotten ? [{ id, sequence }] : []))
    .sort((a, b) => b.sequence - a.sequence)
  for (const { id } of older.slice(0, LOOKED_THROUGH)) yield await deps.readPlaced(division, id)
}
