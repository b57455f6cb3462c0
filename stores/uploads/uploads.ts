/**
 * Uploads: `UPLOAD#<city or county>` / id, a township's among its county's. Uploads with work for an office:
 * `OPEN#<city or county>` / id, from the request on, so that a crash hides none.
 */

import { isCanary } from '../../schemas/canary.ts'
import { Fault } from '../../schemas/fault.ts'
import { present } from '../../schemas/present.ts'
import type { Signature } from '../../schemas/records/account.ts'
import { countyOf, isRead, isWhole, mendedCount, needsSomebody, Upload } from '../../schemas/records/upload.ts'
import { SentUnits } from '../../schemas/records/work-units.ts'
import { before, isStep, UPLOAD_STEPS } from '../../schemas/states.ts'
import { allEnded } from '../aws/in-chunks.ts'
import type { WorkTable } from '../aws/work.ts'
import { notePeriod } from '../months/periods.ts'

export type Settlement = Pick<
  Upload,
  'wouldEnd' | 'heldFor' | 'effect' | 'endingsKey' | 'overtaken' | 'notified' | 'refusal' | 'compared' | 'uncompared'
> & {
  state: Exclude<Upload['state'], 'requested'>
}

export interface Settling {
  /** Undefined where only counts are corrected. */
  readonly at?: string
  readonly units?: SentUnits
  /** A late settlement of an earlier roster version changes nothing. */
  readonly version?: number
}

export interface Uploads {
  create(upload: Upload): Promise<void>
  /** Of two simultaneous nil returns (`nth` from 0) the first stands and answers both. */
  createNil(upload: Upload, nth: number): Promise<Upload>
  /** Of those of one name the first stands and answers all. */
  createOnce(upload: Upload, name: string): Promise<Upload>
  /** The one that stands for a name, where there is one. */
  ofName(division: string, name: string): Promise<Upload | undefined>
  get(division: string, id: string): Promise<Upload | undefined>
  /** Of a city, or of a county and its townships. */
  list(division: string, limit?: number, after?: string): Promise<Upload[]>
  ofPeriod(division: string, period: string): Promise<Upload[]>
  /** Of that month and later ones. */
  ofPeriodsFrom(division: string, period: string): Promise<Upload[]>
  open(division: string): Promise<Upload[]>
  /** Those that an account, or a key, has asked for, and whose file has not come. */
  awaitedFrom(division: string, account: string): Promise<Upload[]>
  /** False for a held list, which needs a decision, and for a file that is not read yet. */
  tickOff(division: string, id: string, at: string): Promise<boolean>
  /** False where the file has come. */
  discard(division: string, id: string, at: string): Promise<boolean>
  /** False where the upload is discarded or settled. */
  recordReading(
    upload: Upload,
    reading: Pick<Upload, 'reading' | 'calls' | 'returnedKey' | 'rejectionsKey' | 'sameAs'>,
  ): Promise<boolean>
  /** Only steps of docs/states.md#upload change anything. */
  settle(division: string, id: string, settlement: Settlement, settling: Settling): Promise<Upload>
  /** Repairs the open list after a crash. */
  noteOpen(upload: Upload): Promise<void>
  /** False where the upload no longer waits, or differs from `seen`. @param day the hub's */
  confirm(division: string, id: string, by: Signature, seen: string | undefined, day?: string): Promise<boolean>
  unconfirm(division: string, id: string): Promise<void>
  /** False where it is taken out or confirmed already. */
  withdraw(
    division: string,
    id: string,
    withdrawn: NonNullable<Upload['withdrawn']>,
    from: readonly Upload['state'][],
  ): Promise<boolean>
  keep(division: string, id: string): Promise<void>
  fail(division: string, id: string, at: string): Promise<void>
  noteStuck(division: string, id: string, at: string): Promise<Upload>
  /** @throws Fault `upload-missing` */
  unitDone(division: string, id: string, unit: string): Promise<Upload>
  noteWaiter(division: string, id: string, waiter: string): Promise<Upload>
  /** From here on the record names no object, and the file otherwise; false where the upload has changed since it was read. */
  end(upload: Upload, at: string, fileName: string): Promise<boolean>
  noteGone(upload: Upload): Promise<void>
  /** Of a record that nobody asks for. */
  forget(upload: Upload): Promise<void>
}

const openKey = ({ division, id }: Pick<Upload, 'division' | 'id'>) => ({ pk: `OPEN#${countyOf(division)}`, sk: id })
const key = (division: string, id: string) => ({ pk: `UPLOAD#${countyOf(division)}`, sk: id })

/** Files that have not come after this time are nobody's task. */
const UNSETTLED_SECONDS = 90 * 86_400
/** A page that somebody left open is sent once; the name of a file is not kept here for longer. */
const ONCE_SECONDS = 2 * 86_400

const isOneOf = (states: readonly Upload['state'][]) => `#state IN (${states.map((_, i) => `:from${i}`).join(', ')})`
const numbered = (states: readonly Upload['state'][]) =>
  Object.fromEntries(states.map((state, i) => [`from${i}`, state]))

/** Its objects are still there. */
const isOpenable = ({ state, endedAt }: Upload) =>
  (state === 'accepted' || state === 'refused') && endedAt === undefined

/**
 * By a later one of its list, but no held list, and no returned rows where others may have come since: whoever sent them
 * says that they are mended.
 */
function isReplaced(upload: Upload, later: Upload): boolean {
  const { division, form, period, state, requestedAt, reading } = upload
  if (later.division !== division || later.form !== form || later.withdrawn || state === 'held') return false
  if (later.id <= upload.id) return false
  if (isWhole(form)) return later.requestedAt >= requestedAt
  return later.period === period && !reading?.returned
}

export function uploads(work: WorkTable): Uploads {
  const change = async (
    division: string,
    id: string,
    changes: { add?: Record<string, Set<string>>; set?: Pick<Upload, 'stuckAt'> },
  ): Promise<Upload> => {
    const { ok, after } = await work.update(key(division, id), {
      ...changes,
      condition: 'attribute_exists(#state)',
      names: ['state'],
    })
    if (!ok) throw new Fault('upload-missing', 'an upload that is not there')
    return Upload.parse(after)
  }

  async function standing(division: string, id: string): Promise<Upload> {
    const item = await work.get(key(division, id))
    if (!item) throw new Fault('upload-missing', 'an upload that is not there')
    return Upload.parse(item)
  }

  const ofPeriod = async (division: string, period: string) =>
    (await work.list(key(division, '').pk, { prefix: `${period}-` })).map((item) => Upload.parse(item))

  const allOf = async (division: string) => (await work.list(key(division, '').pk)).map((item) => Upload.parse(item))

  async function allOpen(division: string): Promise<Upload[]> {
    const open = await work.list(`OPEN#${countyOf(division)}`)
    const found = await work.getAll(open.map(({ sk }) => key(division, String(sk))))
    return found.flatMap((item) => (item ? [Upload.parse(item)] : []))
  }

  async function noteOpen(upload: Upload): Promise<void> {
    const { division, id, form, period } = upload
    const stored = (await ofPeriod(division, period)).filter((other) => other.division === division)
    const month = stored.map((other) => (other.id === id ? upload : other))
    await noteOwn(upload, month)
    const mended = month.find((other) => other.id === upload.mends?.upload)
    if (mended) await noteOwn(mended, month)
    if (upload.state === 'withdrawn') return noteReplaced(upload)
    if (!isRead(upload)) return
    // Of another month too, where the whole is said again.
    const known = isWhole(form)
      ? [...month, ...(await allOpen(division)).filter(({ state }) => state !== 'requested')]
      : month
    const replaced = known.filter((other) => isReplaced(other, upload))
    await allEnded(replaced.map((other) => work.remove(openKey(other))))
  }

  /** It is as if it had not been sent: what it had replaced may wait again. */
  async function noteReplaced({ withdrawn: _, ...upload }: Upload): Promise<void> {
    const sent = (await allOf(upload.division)).filter(({ division }) => division === upload.division)
    for (const other of sent) if (isOpenable(other) && isReplaced(other, upload)) await noteOwn(other, sent)
  }

  async function noteOwn(upload: Upload, month: readonly Upload[]): Promise<void> {
    const isOpen =
      upload.state !== 'withdrawn' &&
      needsSomebody(upload, mendedCount(upload.id, month)) &&
      !month.some((other) => isRead(other) && isReplaced(upload, other))
    if (isOpen) await work.update(openKey(upload), { set: { kept: 1, expires: undefined } })
    else await work.remove(openKey(upload))
  }

  async function create(upload: Upload): Promise<void> {
    if (!isCanary(upload.division)) await notePeriod(work, upload.period)
    const expires = Math.floor(Date.parse(upload.requestedAt) / 1000) + UNSETTLED_SECONDS
    await work.putNew(openKey(upload), { expires })
    await work.putNew(key(upload.division, upload.id), Upload.parse(upload))
  }

  async function get(division: string, id: string): Promise<Upload | undefined> {
    const item = await work.get(key(division, id))
    const upload = item && Upload.parse(item)
    // A neighbour's upload of the same county is not this division's.
    return upload?.division === division ? upload : undefined
  }

  async function createFirst(upload: Upload, of: { pk: string; sk: string }, more = {}): Promise<Upload> {
    const isFirst = await work.putNew(of, { upload: JSON.stringify(Upload.parse(upload)), ...more })
    const first = isFirst
      ? upload
      : Upload.parse(JSON.parse(String(present(await work.get(of), 'an upload that came first').upload)))
    await create(first)
    return first
  }

  return {
    noteOpen,
    create,
    createNil: (upload, nth) =>
      createFirst(upload, {
        pk: `NIL#${upload.division}`,
        sk: `${upload.period}/${upload.office}/${upload.form}/${nth}`,
      }),
    createOnce(upload, name) {
      const expires = Math.floor(Date.parse(upload.requestedAt) / 1000) + ONCE_SECONDS
      return createFirst(upload, { pk: `ONCE#${upload.division}`, sk: name }, { expires })
    },
    async ofName(division, name) {
      const item = await work.get({ pk: `ONCE#${division}`, sk: name })
      return item && get(division, Upload.parse(JSON.parse(String(item.upload))).id)
    },
    get,
    list: async (division, limit, after) =>
      (await work.list(key(division, '').pk, { latestFirst: true, after, ...(limit && { limit }) })).map((item) =>
        Upload.parse(item),
      ),
    ofPeriod,
    ofPeriodsFrom: async (division, period) =>
      (await work.list(key(division, '').pk, { after: `${period}-` })).map((item) => Upload.parse(item)),
    open: async (division) => (await allOpen(division)).filter((upload) => needsSomebody(upload)),
    awaitedFrom: async (division, account) =>
      (await allOpen(division)).filter(({ state, sentBy }) => state === 'requested' && sentBy?.account === account),
    async tickOff(division, id, at) {
      const { ok } = await work.update(key(division, id), {
        set: { tickedOff: at },
        condition: 'attribute_exists(pk) AND #state <> :held AND (#state <> :requested OR attribute_exists(failedAt))',
        names: ['state'],
        values: { held: 'held', requested: 'requested' },
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
      const condition = '#state = :requested AND attribute_not_exists(discarded)'
      // What was let go as failed comes after all.
      const change = {
        set: { ...reading, tickedOff: undefined },
        condition,
        names: ['state'],
        values: { requested: 'requested' },
      }
      return (await work.update(key(division, id), change)).ok
    },
    async settle(division, id, settlement, { at, units, version }) {
      const states = [settlement.state, ...before(UPLOAD_STEPS, settlement.state)]
      const { ok, after } = await work.update(key(division, id), {
        set: {
          refusal: undefined,
          ...settlement,
          ...(at && { settledAt: at }),
          ...(version && { version }),
          ...(units && { stuckAt: undefined }),
        },
        ...(units && {
          add: {
            units: new Set(units.ranges.map(({ shard }) => `${units.version}.${shard}`)),
            unitObjects: new Set([JSON.stringify(SentUnits.parse(units))]),
          },
        }),
        condition: `${isOneOf(states)}${version ? ' AND (attribute_not_exists(#version) OR #version <= :settling)' : ''}`,
        names: ['state'],
        values: { ...numbered(states), ...(version && { settling: version }) },
      })
      if (!ok) return standing(division, id)
      const upload = Upload.parse(after)
      await noteOpen(upload)
      return upload
    },
    async confirm(division, id, by, seen, day) {
      const { ok } = await work.update(key(division, id), {
        set: { confirmedBy: by, confirmedOn: day, confirmedSeen: seen, failedAt: undefined, stuckAt: undefined },
        // A repeat by the same person succeeds, and another try by anybody after a failure.
        condition: `#state = :held AND attribute_not_exists(#withdrawn) AND (attribute_not_exists(#confirmedBy) OR #confirmedBy = :by OR attribute_exists(failedAt))${seen === undefined ? '' : ' AND #endingsKey = :seen'}`,
        names: ['state', 'withdrawn', ...(seen === undefined ? [] : ['endingsKey'])],
        values: { held: 'held', by, ...(seen !== undefined && { seen }) },
      })
      return ok
    },
    async unconfirm(division, id) {
      const { after } = await work.update(key(division, id), {
        set: { confirmedBy: undefined, confirmedOn: undefined, confirmedSeen: undefined },
      })
      await noteOpen(Upload.parse(after))
    },
    async withdraw(division, id, withdrawn, from) {
      for (const state of from)
        if (!isStep(UPLOAD_STEPS, state, 'withdrawn'))
          throw new Fault('impossible', `an upload is not taken back once ${state}`)
      const isOpen = withdrawn.sentBack ? ' AND (attribute_not_exists(confirmedBy) OR attribute_exists(failedAt))' : ''
      const { ok } = await work.update(key(division, id), {
        set: { withdrawn, failedAt: undefined, stuckAt: undefined },
        condition: `attribute_not_exists(#withdrawn) AND #state IN (${from.map((_, i) => `:from${i}`).join(', ')})${isOpen}`,
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
    noteStuck: (division, id, at) => change(division, id, { set: { stuckAt: at } }),
    unitDone: (division, id, unit) => change(division, id, { add: { unitsDone: new Set([unit]) } }),
    async end({ division, id, state, compared }, at, fileName) {
      const { ok } = await work.update(key(division, id), {
        set: {
          endedAt: at,
          // The sender's name of the file may be a person's.
          fileName,
          returnedKey: undefined,
          rejectionsKey: undefined,
          endingsKey: undefined,
          compared: compared?.map(({ key: _, ...counts }) => counts),
          unitObjects: undefined,
        },
        condition: '#state = :state',
        names: ['state'],
        values: { state },
      })
      return ok
    },
    forget: ({ division, id }) => work.remove(key(division, id)),
    async noteGone({ division, id }) {
      await work.update(key(division, id), { set: { isGone: true } })
    },
    noteWaiter: (division, id, waiter) => change(division, id, { add: { awaitedBy: new Set([waiter]) } }),
  }
}
