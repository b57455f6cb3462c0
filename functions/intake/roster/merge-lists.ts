/** A roster's lists are merged again from one of them on (ADR 4). */
import { createHash } from 'node:crypto'
import { diff, type Roster } from '../../../formats/roster.ts'
import { type Merged, mergeList, type Stand } from '../../../rules/roster/merge-list.ts'
import { present } from '../../../schemas/present.ts'
import { Endings, NAMED_MOST } from '../../../schemas/records/endings.ts'
import type { Head, PendingChange, PlacedList } from '../../../schemas/records/head.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import { returnedNames } from '../../shared/registers/registers.ts'
import { tableKey } from '../../shared/registers/take-registers.ts'
import type { CarryOutDeps } from './carry-out.ts'
import { putRoster, type RegisterSays } from './put-roster.ts'
import { registeredNames } from './registered-names.ts'
import type { ReadList } from './write-units.ts'

export interface MergeDeps extends CarryOutDeps {
  readonly heads: Heads
  readonly outbox: Objects
  readonly shards: number
  readonly readPlaced: (division: string, upload: string) => Promise<ReadList>
}

export interface Placing {
  readonly upload: Upload
  readonly act: 'place' | 'confirm' | 'withdraw'
  readonly read?: ReadList
}

type States = PendingChange['states']

export interface Remerged {
  readonly start: { readonly key: string | undefined; readonly roster: Roster }
  readonly roster: Roster
  readonly lists: PlacedList[]
  readonly read: readonly ReadList[]
  readonly states: States
}

export async function mergeFrom(
  deps: MergeDeps,
  head: Head,
  { upload, act, read }: Placing,
  attempt: string,
): Promise<Remerged> {
  const { division } = upload
  const sequence = present(upload.sequence, 'the sequence number of a list')
  const earlier = head.lists.filter((l) => l.sequence < sequence)
  const later = head.lists.filter((l) => l.sequence > sequence)
  const own = head.lists.find((l) => l.sequence === sequence)
  const [following] = later
  let before = (own ?? following ?? { before: head.roster }).before
  let roster = await rosterOf(deps.outbox, before)
  const start = { key: before, roster }
  const lists = [...earlier]
  const reads: ReadList[] = []
  const states: States = act === 'withdraw' ? [{ upload: upload.id, state: 'withdrawn', notifies: 'again' }] : []
  const ownRead = () => present(read, 'what a list says that is put in')
  const again: PlacedList[] = later.map((l) => ({ ...l }))
  if (act !== 'withdraw') {
    const at = own?.at ?? deps.now().toISOString()
    again.unshift({
      sequence,
      upload: upload.id,
      mode: ownRead().list.mode,
      at,
      held: own?.held ?? false,
      confirmed: act === 'confirm',
    })
  }
  const notifiesOwn = act === 'place' ? ('first' as const) : ('again' as const)
  for (const [index, placed] of again.entries()) {
    const isOwn = placed.sequence === sequence
    const one = isOwn ? ownRead() : await deps.readPlaced(division, placed.upload)
    const next = again[index + 1]
    const after = `rosters/${attempt}${next ? `-${next.sequence}` : ''}`
    try {
      const result = mergeList(roster, one.list, one.limits, standOf(placed), NAMED_MOST)
      const state = await stateOf(deps, division, { ...placed, before }, one, result)
      const notifies = isOwn ? notifiesOwn : await notifiesOf(deps, division, placed, state)
      states.push({ ...state, ...(notifies && { notifies }) })
      const { before: _, ...rest } = placed
      lists.push({ ...rest, ...(before && { before }), held: result.held })
      roster = result.roster
      await putRoster(deps, after, roster, await besideRegister(deps.outbox, upload, before, { ...one, ...result }))
    } finally {
      if (!isOwn) one.rows?.dispose()
    }
    before = after
    if (upload.form !== 'register') reads.push(one)
  }
  if (again.length === 0)
    await putRoster(deps, `rosters/${attempt}`, roster, await besideRegister(deps.outbox, upload, before))
  if (act === 'place' && isOvertaken(lists.slice(earlier.length), ownRead(), roster)) {
    present(states[0], 'the state of a placed list').overtaken = true
    present(lists[earlier.length], 'a list that was placed').overtaken = true
  }
  inForceAgain(lists, states)
  return { start, roster, lists, read: reads, states }
}

export const rosterOf = async (outbox: Objects, key: string | undefined): Promise<Roster> =>
  key ? outbox.get(key) : Buffer.alloc(0)

/** Register data outside the file stand beside the roster before. */
export async function besideRegister(
  outbox: Objects,
  { form }: Pick<Upload, 'form'>,
  before: string | undefined,
  own?: Pick<ReadList, 'list' | 'rows'> & Pick<Merged, 'held'>,
): Promise<RegisterSays | undefined> {
  if (form !== 'register') return undefined
  // A held list takes no returned name back.
  const staying = own && !own.held ? [] : await returnedNames(outbox, before)
  const names = new Set([...staying, ...(own?.list.unnumbered ?? [])])
  return { file: own?.rows, before: before && tableKey(before), names }
}

/** A list held once is held until somebody confirms it. */
export const standOf = ({ held, confirmed }: PlacedList): Stand => (confirmed ? 'confirmed' : held ? 'held' : 'judged')

/** A later full list has said who is listed. */
function isOvertaken([own, ...later]: readonly PlacedList[], { list }: ReadList, now: Roster): boolean {
  if (!later.some(saysWhoIsListed)) return false
  let isMissing = present(own, 'a list that was placed').mode === 'full'
  const missing = () => {
    isMissing = true
  }
  diff(list.entries, now, () => {}, missing)
  return isMissing
}

const saysWhoIsListed = ({ mode, held }: PlacedList) => mode === 'full' && !held

/** A list that is overtaken no more counts again, and its sender is told. */
function inForceAgain(lists: PlacedList[], states: States): void {
  for (const [i, list] of lists.entries()) {
    if (!list.overtaken || lists.slice(i + 1).some(saysWhoIsListed)) continue
    const { overtaken: _, ...rest } = list
    lists[i] = rest
    const state = list.held ? ('held' as const) : ('accepted' as const)
    const known = states.find(({ upload }) => upload === list.upload)
    if (known)
      Object.assign(known, { overtaken: false, notifies: known.notifies ?? 'change' } satisfies Partial<typeof known>)
    else states.push({ upload: list.upload, state, overtaken: false, notifies: 'change' })
  }
}

async function notifiesOf(
  { outbox, uploads }: MergeDeps,
  division: string,
  placed: PlacedList,
  { state, effect, endingsKey }: States[number],
): Promise<'again' | 'change' | undefined> {
  if (placed.held !== (state === 'held')) return 'again'
  const before = await uploads.get(division, placed.upload)
  // The second person sees the ending as it is then.
  if (state === 'held' || before?.endingsKey === endingsKey) return undefined
  const endingsRead = async (key: string | undefined, of: Upload['effect']) => {
    const who = key === undefined ? undefined : Endings.parse(JSON.parse((await outbox.get(key)).toString()))
    return JSON.stringify([of?.ended, of?.protected, who?.ended, who?.protected])
  }
  const isSame = (await endingsRead(before?.endingsKey, before?.effect)) === (await endingsRead(endingsKey, effect))
  return isSame ? undefined : 'change'
}

export async function stateOf(
  { outbox, tables }: Pick<MergeDeps, 'outbox' | 'tables'>,
  division: string,
  { upload, before }: { upload: string; before: string | undefined },
  { list, rows }: ReadList,
  { held, heldFor, active, began, kept, ending, protected: spared, who }: Merged,
): Promise<States[number]> {
  const named = rows ? { ...who, began: [], registered: await registeredNames(tables, before, rows, who) } : who
  return {
    upload,
    state: held ? 'held' : 'accepted',
    effect: { began, kept, ended: held ? 0 : ending, protected: spared },
    ...(list.mode === 'full' && { wouldEnd: { active, ended: ending } }),
    // A held list keeps its reason where nothing would hold it any more.
    ...((!held || heldFor.length > 0) && { heldFor: [...heldFor] }),
    endingsKey: await writeEndings(outbox, division, upload, named),
  }
}

/** Proof that the second person saw these persons. */
async function writeEndings(outbox: Objects, division: string, upload: Upload['id'], who: Endings): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(who))
  const key = `endings/${division}/${upload}/${createHash('sha256').update(bytes).digest('hex').slice(0, 20)}.json`
  await outbox.put(key, bytes)
  return key
}
