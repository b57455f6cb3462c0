/**
 * Puts a list where it belongs among the lists of its roster, and gives the shards what changes. Read the head, fold,
 * write roster and units under keys of this attempt, move the head on if nobody else has; then carry out what is
 * pending. A crash anywhere resumes from `pending`.
 */
import { randomUUID } from 'node:crypto'
import { compareKeys, ENTRY, KEY, sameRow, viewOf } from '../../rules/entries.ts'
import { diff, fold, type HeldLimits, keyAt, type ParsedList, type Roster, shardOf } from '../../rules/roster.ts'
import { UnitLines, unitLine } from '../../rules/unit-lines.ts'
import type { Head, PendingChange, PlacedList } from '../../schemas/head.ts'
import type { UnitObject } from '../../schemas/messages.ts'
import { headOf, type Upload } from '../../schemas/upload.ts'
import type { Heads } from '../../stores/heads.ts'
import type { Objects } from '../../stores/objects.ts'
import { type CarryOutDeps, carryOut } from './carry-out.ts'

/** Lists that a roster remembers, to put a late one among them. */
const REMEMBERED = 30

export interface ReadList {
  readonly list: ParsedList
  readonly lines: UnitLines
}

export interface PlaceDeps extends CarryOutDeps {
  readonly heads: Heads
  readonly outbox: Objects
  readonly shards: number
  /** Reads an upload that was placed before once more: its object and its day have not changed. */
  readonly readPlaced: (division: string, upload: string) => Promise<ReadList>
}

export interface Placing {
  readonly upload: Upload
  readonly read: ReadList
  /** Absent for a register: it is never held. */
  readonly limits: HeldLimits | undefined
  /** A second person has confirmed the list, which stands in the roster as held. */
  readonly confirmed: boolean
}

export async function placeList(deps: PlaceDeps, placing: Placing): Promise<void> {
  const name = headOf(placing.upload.division, placing.upload.form)
  for (;;) {
    const head = await deps.heads.get(name)
    if (head.pending) await carryOut(deps, head)
    else if (isPlaced(head, placing)) return
    else if (await advance(deps, head, placing)) await carryOut(deps, await deps.heads.get(name))
  }
}

function isPlaced({ lists }: Head, { upload, confirmed }: Placing): boolean {
  const placed = lists.find((l) => l.upload === upload.id)
  return placed !== undefined && (placed.confirmed || !confirmed)
}

async function advance(deps: PlaceDeps, head: Head, placing: Placing): Promise<boolean> {
  const attempt = `${head.head.replace('#', '/')}/${head.rev + 1}-${randomUUID()}`
  const folded = await foldFrom(deps, head, placing, attempt)
  const current = head.roster ? await deps.outbox.get(head.roster) : Buffer.alloc(0)
  const units = await writeUnits(deps, current, folded, `units/${attempt}`)
  const roster = `rosters/${attempt}`
  await deps.outbox.put(roster, folded.roster)
  const { upload } = placing
  const pending: PendingChange = {
    rev: head.rev + 1,
    upload: upload.id,
    states: folded.states,
    ...(units && { units }),
    firstRegister: head.rev === 0 && upload.form === 'register',
  }
  return deps.heads.advance(head, { roster, lists: folded.lists.slice(-REMEMBERED), pending })
}

interface Refolded {
  readonly roster: Roster
  readonly lists: PlacedList[]
  /** What was folded, in its order. */
  readonly read: readonly ReadList[]
  readonly states: PendingChange['states']
}

/** Folds the list, and again every list that was asked for later. */
async function foldFrom(
  deps: PlaceDeps,
  head: Head,
  { upload, read, limits, confirmed }: Placing,
  attempt: string,
): Promise<Refolded> {
  const gen = upload.gen!
  const earlier = head.lists.filter((l) => l.gen < gen)
  const later = head.lists.filter((l) => l.gen > gen)
  const own = head.lists.find((l) => l.gen === gen)
  if (earlier.length === 0 && head.lists.length >= REMEMBERED)
    throw new Error('the list is older than all that its roster remembers')
  let before = own ? own.before : later.length > 0 ? later[0]!.before : head.roster
  let roster: Roster = before ? await deps.outbox.get(before) : Buffer.alloc(0)
  const lists = [...earlier]
  const reads: ReadList[] = []
  const states: PendingChange['states'] = []
  const sequence = [{ gen, upload: upload.id, held: own?.held, confirmed }, ...later]
  for (const [index, placed] of sequence.entries()) {
    const one = index === 0 ? read : await deps.readPlaced(upload.division, placed.upload)
    if (index > 0) {
      before = `rosters/${attempt}-${placed.gen}`
      await deps.outbox.put(before, roster)
    }
    const result = fold(roster, one.list, placed.confirmed ? undefined : limits)
    lists.push({
      gen: placed.gen,
      upload: placed.upload,
      ...(before && { before }),
      held: result.held,
      confirmed: placed.confirmed,
    })
    if (placed.held !== result.held) {
      const full = one.list.mode === 'full' && limits !== undefined
      states.push({
        upload: placed.upload,
        state: result.held ? 'held' : 'accepted',
        ...(full && { wouldEnd: { active: result.active, ended: result.wouldEnd } }),
      })
    }
    roster = result.roster
    reads.push(one)
  }
  // Its sender is told where a later full list had already said who is on the list.
  const own_ = states.find((s) => s.upload === upload.id)
  const overtaken = reads.some(({ list }, i) => i > 0 && list.mode === 'full' && !lists[earlier.length + i]!.held)
  if (own_ && overtaken && read.list.mode === 'full') own_.overtaken = true
  return { roster, lists, read: reads, states }
}

/** What changes for whom, from the roster as it was to the one that comes: undefined where nobody changes. */
async function writeUnits(
  { outbox, shards }: PlaceDeps,
  before: Roster,
  { roster, read }: Refolded,
  key: string,
): Promise<UnitObject | undefined> {
  const after = viewOf(roster)
  const views = read.map(({ list }) => viewOf(list.entries))
  let sets = 0
  diff(
    before,
    roster,
    () => sets++,
    () => {},
  )
  const target = new UnitLines(shards)
  // A first list, above all a first register: everything is new, and nothing has to be picked out.
  const isAllNew = read.length === 1 && sets * ENTRY === read[0]!.list.entries.length
  const wanted = read.map(() => new Set<string>())
  const mark = (from: Roster, at: number, op: '-' | '+') => {
    const { person, slot } = keyAt(from, at)
    target.add(shardOf(from[at]!, shards), unitLine(person, slot, op))
  }
  diff(
    before,
    roster,
    (at) => {
      if (isAllNew) return
      const owner = views.findLastIndex((view) => holds(view, after, at))
      // In none of the lists folded now: an earlier one said it, and the person still has it as an ended fact.
      if (owner < 0) mark(roster, at, '+')
      else wanted[owner]!.add(Buffer.from(roster.buffer, roster.byteOffset + at, KEY).toString('hex'))
    },
    (at) => mark(before, at, '-'),
  )
  for (const [i, { lines }] of read.entries()) {
    if (isAllNew) lines.copyTo(target)
    else if (wanted[i]!.size > 0) lines.copyTo(target, wanted[i])
  }
  const { bytes, ranges } = target.finish()
  if (ranges.length === 0) return undefined
  await outbox.put(key, bytes)
  return { key, ranges }
}

/** Whether the sorted list has the entry at `at` with the same row. */
function holds(list: DataView, roster: DataView, at: number): boolean {
  let [low, high] = [0, list.byteLength / ENTRY - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareKeys(list, middle * ENTRY, roster, at)
    if (order === 0) return sameRow(list, middle * ENTRY, roster, at)
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}
