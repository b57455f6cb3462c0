/**
 * Puts a list where it belongs among the lists of its roster, and gives the shards what changes. Read the head, fold,
 * write roster and units under keys of this attempt, move the head on if nobody else has; then carry out what is
 * pending. A crash anywhere resumes from `pending`.
 */
import { randomUUID } from 'node:crypto'
import { fold, type HeldLimits, type Roster } from '../../rules/roster.ts'
import type { Head, PendingChange, PlacedList } from '../../schemas/head.ts'
import { headOf, type Upload } from '../../schemas/upload.ts'
import type { Heads } from '../../stores/heads.ts'
import type { Objects } from '../../stores/objects.ts'
import { type CarryOutDeps, carryOut } from './carry-out.ts'
import { type ReadList, writeUnits } from './write-units.ts'

/** Lists that a roster remembers, to put a late one among them. */
const REMEMBERED = 30

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
  const { division } = placing.upload
  const earlier = head.lists.filter((l) => l.gen < placing.upload.gen!)
  const units = await writeUnits(
    deps,
    {
      before: current,
      after: folded.roster,
      folded: folded.read,
      readEarlier: (i) => deps.readPlaced(division, earlier.at(-1 - i)!.upload),
      earlier: earlier.length,
    },
    `units/${attempt}`,
  )
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
    // What a held list would end can change although it stays held.
    if (placed.held !== result.held || result.held) {
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
  const overtaken = reads.some(({ list }, i) => i > 0 && list.mode === 'full' && !lists[earlier.length + i]!.held)
  const settled = states.find((s) => s.upload === upload.id)
  if (settled && overtaken && read.list.mode === 'full') settled.overtaken = true
  return { roster, lists, read: reads, states }
}
