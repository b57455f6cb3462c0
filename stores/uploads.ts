/**
 * Uploads: `UPLOAD#<division>` / id, which begins with the period. Those about which somebody has to do something:
 * `OPEN#<division>` / id, so that whoever looks for them does not read all that was ever sent. An upload stands there from
 * its request on: a crash between settling it and noting so hides nothing.
 */
import { Fault } from '../schemas/fault.ts'
import { needsSomebody, Upload } from '../schemas/records/upload.ts'
import { SentUnits } from '../schemas/records/work-units.ts'
import { allEnded } from './in-chunks.ts'
import { notePeriod } from './periods.ts'
import type { WorkTable } from './work.ts'

export type Settlement = Pick<
  Upload,
  'wouldEnd' | 'heldFor' | 'effect' | 'endingsKey' | 'overtaken' | 'told' | 'refusal' | 'compared'
> & {
  state: Exclude<Upload['state'], 'requested'>
}

export interface Settling {
  /** When; absent where its counts are only mended. */
  readonly at?: string
  /** Added to what it has given the shards to do. */
  readonly units?: SentUnits
  /** The revision of the roster that says so: what an earlier one said, and comes late, changes nothing. */
  readonly version?: number
}

export interface Uploads {
  create(upload: Upload): Promise<void>
  /** The `nth` 零报告 (from 0) of its list and month: of two that are said at once the first stands, and is answered to both. */
  createNil(upload: Upload, nth: number): Promise<Upload>
  get(division: string, id: string): Promise<Upload | undefined>
  /** Of one division, those of the latest period first. */
  list(division: string, limit?: number): Promise<Upload[]>
  /** By the time of the request. */
  ofPeriod(division: string, period: string): Promise<Upload[]>
  /** Of every period, by it: refused, held or partly unread, and nobody has said that it is dealt with. */
  open(division: string): Promise<Upload[]>
  /** Somebody has dealt with it. False for what is decided otherwise: a list that is held. */
  tickOff(division: string, id: string, at: string): Promise<boolean>
  /** Its file will not come. False where it has come. */
  discard(division: string, id: string, at: string): Promise<boolean>
  /** What reading found, before anything is settled. False where its sender gave it up meanwhile: nothing of it is used. */
  recordReading(
    upload: Upload,
    reading: Pick<Upload, 'reading' | 'returnedKey' | 'rejectionsKey' | 'sameAs'>,
  ): Promise<boolean>
  /** Settles it, or mends how it was settled. The upload then. */
  settle(division: string, id: string, settlement: Settlement, settling: Settling): Promise<Upload>
  /** Notes whether somebody has to do something about it, as settling does: for who finds it settled after a crash. */
  noteOpen(upload: Upload): Promise<void>
  /** False where it does not wait (any longer), or says otherwise than what was `seen`. */
  confirm(division: string, id: string, by: string, seen: string | undefined): Promise<boolean>
  /** It waits again. */
  unconfirm(division: string, id: string): Promise<void>
  /** Says that it is to be taken out; false where it is no longer in one of the states. */
  withdraw(
    division: string,
    id: string,
    withdrawn: NonNullable<Upload['withdrawn']>,
    from: readonly Upload['state'][],
  ): Promise<boolean>
  /** It is not taken out after all. */
  keep(division: string, id: string): Promise<void>
  /** Notes that it was given up. */
  fail(division: string, id: string, at: string): Promise<void>
  /** The upload then. @throws where it is not there */
  unitDone(division: string, id: string, unit: string): Promise<Upload>
  /** Notes who waits for it to be matched, in the item that the last of its units is noted in. The upload then. */
  noteWaiter(division: string, id: string, waiter: string): Promise<Upload>
}

const openKey = ({ division, id }: Pick<Upload, 'division' | 'id'>) => ({ pk: `OPEN#${division}`, sk: id })
const key = (division: string, id: string) => ({ pk: `UPLOAD#${division}`, sk: id })

/** An upload whose file has not come for so long is nobody's task any more. */
const UNSETTLED_SECONDS = 90 * 86_400

const isRead = ({ state }: Upload) => state === 'accepted' || state === 'held'

export function uploads(work: WorkTable): Uploads {
  const addTo = async (division: string, id: string, add: Record<string, Set<string>>): Promise<Upload> => {
    const { ok, after } = await work.update(key(division, id), {
      add,
      condition: 'attribute_exists(#state)',
      names: ['state'],
    })
    if (!ok) throw new Fault('upload-missing', 'an upload that is not there')
    return Upload.parse(after)
  }

  const ofPeriod = async (division: string, period: string) =>
    (await work.list(`UPLOAD#${division}`, { prefix: `${period}-` })).map((item) => Upload.parse(item))

  /** What was sent again and read is done with; a list that is held is decided by nothing but itself. */
  async function noteOpen(upload: Upload): Promise<void> {
    const { division, id, form, period, state } = upload
    if (state === 'withdrawn') return work.remove(openKey(upload))
    const same = (await ofPeriod(division, period)).filter((other) => other.form === form)
    const isReplaced = same.some((other) => other.id > id && isRead(other))
    if (needsSomebody(upload) && (state === 'held' || !isReplaced))
      await work.update(openKey(upload), { set: { kept: 1, expires: undefined } })
    else await work.remove(openKey(upload))
    if (!isRead(upload)) return
    const replaced = same.filter((other) => other.id < id && other.state !== 'held')
    await allEnded(replaced.map((other) => work.remove(openKey(other))))
  }

  async function create(upload: Upload): Promise<void> {
    await notePeriod(work, upload.period)
    const expires = Math.floor(Date.parse(upload.requestedAt) / 1000) + UNSETTLED_SECONDS
    await work.putNew(openKey(upload), { expires })
    await work.putNew(key(upload.division, upload.id), Upload.parse(upload))
  }

  return {
    noteOpen,
    create,
    async createNil(upload, nth) {
      const { division, office, form, period } = upload
      const said = { pk: `NIL#${division}`, sk: `${period}/${office}/${form}/${nth}` }
      const isFirst = await work.putNew(said, { upload: JSON.stringify(Upload.parse(upload)) })
      const first = isFirst ? upload : Upload.parse(JSON.parse(String((await work.get(said))!.upload)))
      await create(first)
      return first
    },
    async get(division, id) {
      const item = await work.get(key(division, id))
      return item && Upload.parse(item)
    },
    list: async (division, limit) =>
      (await work.list(`UPLOAD#${division}`, { latestFirst: true, ...(limit && { limit }) })).map((item) =>
        Upload.parse(item),
      ),
    ofPeriod,
    async open(division) {
      const open = await work.list(`OPEN#${division}`)
      const found = await Promise.all(open.map(({ sk }) => work.get(key(division, String(sk)))))
      return found.flatMap((item) => (item ? [Upload.parse(item)] : [])).filter(needsSomebody)
    },
    async tickOff(division, id, at) {
      const { ok } = await work.update(key(division, id), {
        set: { tickedOff: at },
        condition: 'attribute_exists(pk) AND #state <> :held',
        names: ['state'],
        values: { held: 'held' },
      })
      if (ok) await work.remove(openKey({ division, id }))
      return ok
    },
    async discard(division, id, at) {
      const { ok } = await work.update(key(division, id), {
        set: { discarded: at },
        condition: '#state = :requested AND attribute_not_exists(#reading)',
        names: ['state', 'reading'],
        values: { requested: 'requested' },
      })
      if (ok) await work.remove(openKey({ division, id }))
      return ok
    },
    async recordReading({ division, id }, reading) {
      const condition = 'attribute_not_exists(discarded)'
      return (await work.update(key(division, id), { set: reading, condition })).ok
    },
    async settle(division, id, settlement, { at, units, version }) {
      const { ok, after } = await work.update(key(division, id), {
        set: { ...settlement, ...(at && { settledAt: at }), ...(version && { version }) },
        ...(units && {
          add: {
            units: new Set(units.ranges.map(({ shard }) => `${units.version}.${shard}`)),
            unitObjects: new Set([JSON.stringify(SentUnits.parse(units))]),
          },
        }),
        ...(version && {
          condition: 'attribute_not_exists(#version) OR #version <= :settling',
          values: { settling: version },
        }),
      })
      if (!ok) return Upload.parse(await work.get(key(division, id)))
      const upload = Upload.parse(after)
      await noteOpen(upload)
      return upload
    },
    async confirm(division, id, by, seen) {
      const { ok } = await work.update(key(division, id), {
        set: { confirmedBy: by, confirmedSeen: seen, failedAt: undefined },
        // Of two who confirm at once one does; said again by the same person it is the same.
        condition: `#state = :held AND attribute_not_exists(#withdrawn) AND (attribute_not_exists(#confirmedBy) OR #confirmedBy = :by)${seen === undefined ? '' : ' AND #endingsKey = :seen'}`,
        names: ['state', 'withdrawn', ...(seen === undefined ? [] : ['endingsKey'])],
        values: { held: 'held', by, ...(seen !== undefined && { seen }) },
      })
      return ok
    },
    async unconfirm(division, id) {
      const { after } = await work.update(key(division, id), {
        set: { confirmedBy: undefined, confirmedSeen: undefined },
      })
      await noteOpen(Upload.parse(after))
    },
    async withdraw(division, id, withdrawn, from) {
      const { ok } = await work.update(key(division, id), {
        set: { withdrawn, failedAt: undefined },
        condition: `attribute_not_exists(#withdrawn) AND #state IN (${from.map((_, i) => `:from${i}`).join(', ')})`,
        names: ['state'],
        values: Object.fromEntries(from.map((state, i) => [`from${i}`, state])),
      })
      return ok
    },
    async keep(division, id) {
      const { after } = await work.update(key(division, id), { set: { withdrawn: undefined } })
      await noteOpen(Upload.parse(after))
    },
    async fail(division, id, at) {
      const { after } = await work.update(key(division, id), { set: { failedAt: at } })
      await noteOpen(Upload.parse(after))
    },
    unitDone: (division, id, unit) => addTo(division, id, { unitsDone: new Set([unit]) }),
    noteWaiter: (division, id, waiter) => addTo(division, id, { awaitedBy: new Set([waiter]) }),
  }
}
