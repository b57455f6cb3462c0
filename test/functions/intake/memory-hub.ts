/** One roster with all that intake needs around it, in memory: heads, uploads, objects, queues as plain objects. */

import { readFile } from 'node:fs/promises'
import { ENTRY } from '../../../formats/entries.ts'
import { keyedHash } from '../../../formats/keyed-hash.ts'
import { readUnitLines, type UnitLine } from '../../../formats/unit-lines.ts'
import type { Row } from '../../../forms/incoming/sheet/sheet.ts'
import { Kind } from '../../../forms/incoming/sheet/sheet.ts'
import type { Header } from '../../../forms/incoming/table.ts'
import { ListReader } from '../../../functions/intake/reader/list-reader.ts'
import { RowSpool } from '../../../functions/intake/reader/row-spool.ts'
import { type PlaceDeps, placeList } from '../../../functions/intake/roster/place-list.ts'
import type { ReadList } from '../../../functions/intake/roster/write-units.ts'
import { registerTables } from '../../../functions/shared/registers/register-tables.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { mergeFacts, newPerson } from '../../../rules/roster/merge-facts.ts'
import type { HeldLimits } from '../../../rules/roster/merge-list.ts'
import { divisionIndex } from '../../../rules/rows/divisions.ts'
import type { HeldReason } from '../../../schemas/codes.ts'
import { FORMS } from '../../../schemas/columns.ts'
import type { FactsUnit, ToMatch } from '../../../schemas/messages/to-match.ts'
import { Endings } from '../../../schemas/records/endings.ts'
import type { Head } from '../../../schemas/records/head.ts'
import type { Person } from '../../../schemas/records/person.ts'
import { listOf, type Upload } from '../../../schemas/records/upload.ts'
import { isStep, UPLOAD_STEPS } from '../../../schemas/states.ts'
import type { DeterminationRuns } from '../../../stores/months/determination-runs.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import type { Policies } from '../../../stores/policy/policies.ts'
import type { Uploads } from '../../../stores/uploads/uploads.ts'
import { signature } from '../../signature.ts'

export const COUNTY = '440222'
const SHARDS = 4
const policy = defaultPolicy()
const divisions = divisionIndex(policy)
export const hash = keyedHash('a secret of at least 32 characters')
const columnsOf = (form: string) => FORMS[form === 'register' ? 'register' : 'dibao'].columns

/** A list as its sender asked for it: cells by heading, row after row. */
export interface Sent {
  readonly form: 'dibao-full' | 'dibao-new' | 'register'
  readonly period?: string
  /** What the file itself makes doubtful. */
  readonly doubts?: readonly HeldReason[]
  readonly rows: readonly Record<string, string>[]
}

export function headerOf(form: string, sheet = ''): Header {
  const columns = columnsOf(form)
  return { sheet, row: 1, texts: columns.map((c) => c.heading), at: columns.map((_, i) => i) }
}

export function rowFrom(form: string, cells: Record<string, string>, number: number): Row {
  const texts = columnsOf(form).map((c) => cells[c.heading] ?? '')
  return { number, texts, kinds: texts.map((text) => (text === '' ? Kind.blank : Kind.text)) }
}

export const contextFor = (form: string, period = '2018-05') => ({
  form: FORMS[form === 'register' ? 'register' : 'dibao'],
  mode: listOf(form)?.mode ?? 'full',
  period,
  sender: { today: '2018-06-06', division: COUNTY, city: policy.city.code, divisions },
  hash,
  shards: SHARDS,
})

export const readerFor = (form: string, period?: string): ListReader =>
  new ListReader({ ...contextFor(form, period), isCut: false }, new RowSpool('/nonexistent'))

export const LIMITS: HeldLimits = { percent: 20, persons: 2 }

export function read({ form, period, doubts, rows }: Sent): ReadList {
  const reader = readerFor(form, period)
  const header = headerOf(form)
  for (const [i, cells] of rows.entries()) reader.read(rowFrom(form, cells, i + 2), header)
  return { ...reader.finish(doubts), limits: LIMITS }
}

const EVERYONE = 'rosters/everyone'

/** A roster of everybody who stands in any row, by the numbers that could be somebody's. */
function everyoneIn(sent: readonly Sent[]): Buffer {
  const ids = new Set(sent.flatMap(({ rows }) => rows.map((row) => row.身份证号码 ?? '')))
  const entries = [...ids]
    .filter((id) => id.length === 18)
    .map((id) => {
      const entry = Buffer.alloc(ENTRY)
      hash.personKey(id, entry, 0)
      return entry
    })
  return Buffer.concat(entries.sort(Buffer.compare))
}

/** What placing a list asks for, and no more. */
const only = <T>(used: Partial<T>) => used as T

/** Gives way to whoever works at the same time; `fc.scheduler` decides who goes on. */
export type Yield = () => Promise<void>

export class MemoryHub {
  readonly sent: readonly Sent[]
  readonly #yield: Yield
  readonly uploads = new Map<string, Upload>()
  readonly objects = new Map<string, Buffer>()
  readonly units: FactsUnit[] = []
  readonly runs = new Set<string>()
  /** What each letter about an upload said of it, by the letter's own name: a letter is sent once. */
  readonly letters = new Map<string, Upload>()
  /** Whether the county has other rosters: somebody is listed before its first register comes. */
  listed = false
  head: Head

  constructor(sent: readonly Sent[], pause: Yield = async () => {}) {
    this.sent = sent
    this.#yield = pause
    const name = sent[0]?.form === 'register' ? 'register' : 'dibao'
    this.objects.set(EVERYONE, everyoneIn(sent))
    this.head = { head: `${COUNTY}#${name}`, issued: sent.length, version: 0, lists: [] }
    for (const [i, { form, period = '2018-05' }] of sent.entries())
      this.uploads.set(`u${i + 1}`, {
        id: `u${i + 1}`,
        division: COUNTY,
        office: 'civil-affairs',
        form,
        period,
        fileName: 'x.xlsx',
        size: 1,
        state: 'requested',
        day: '2018-06-06',
        requestedAt: '2018-06-06T00:00:00Z',
        sequence: i + 1,
        policy: 1,
      })
  }

  /** The list with this sequence arrives (again). */
  async arrive(sequence: number): Promise<'done' | 'forgotten'> {
    return placeList(this.deps(), { upload: this.upload(sequence), act: 'place', read: read(this.sent[sequence - 1]!) })
  }

  /** A second person confirms it, having seen it as it is now. */
  async confirm(sequence: number, seen = this.upload(sequence).endingsKey): Promise<void> {
    const upload: Upload = {
      ...this.upload(sequence),
      confirmedBy: signature('乙'),
      ...(seen && { confirmedSeen: seen }),
    }
    this.uploads.set(upload.id, upload)
    await placeList(this.deps(), { upload, act: 'confirm', read: read(this.sent[sequence - 1]!) })
  }

  async withdraw(sequence: number): Promise<'done' | 'forgotten'> {
    const withdrawn = { by: signature('甲'), at: '2018-06-07T00:00:00Z', sentBack: false }
    const upload: Upload = { ...this.upload(sequence), withdrawn }
    this.uploads.set(upload.id, upload)
    return placeList(this.deps(), { upload, act: 'withdraw' })
  }

  upload(sequence: number): Upload {
    return this.uploads.get(`u${sequence}`)!
  }

  /** Of how many persons of each kind a list's receipt tells, by the object that names them. */
  named(sequence: number, { endingsKey } = this.upload(sequence)): Endings {
    return Endings.parse(JSON.parse(this.objects.get(endingsKey!)!.toString()))
  }

  /** What the last letter about a list says of it. */
  toldOf(sequence: number): Upload | undefined {
    return [...this.letters.values()].findLast(({ id }) => id === `u${sequence}`)
  }

  /** The persons after these units, which may be in another order or repeated. */
  persons(units: readonly FactsUnit[] = this.units): Map<string, Person> {
    const persons = new Map<string, Person>()
    for (const unit of units)
      for (const line of this.linesOf(unit)) {
        const before = persons.get(line.key) ?? newPerson(line.key)
        persons.set(line.key, mergeFacts(before, [line], unit).person)
      }
    return persons
  }

  linesOf({ key, start, end, taken }: FactsUnit): UnitLine[] {
    const ranges = [{ key, start, end }, ...(taken ? [taken] : [])]
    return ranges.flatMap((range) => [...readUnitLines(this.objects.get(range.key)!.subarray(range.start, range.end))])
  }

  get keptRosters(): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(`rosters/${COUNTY}/`)).sort()
  }

  /** Of the head, with what stands beside a register's. */
  get namedRosters(): string[] {
    const { head, roster, lists, left = [], pending } = this.head
    const named = new Set([roster, pending?.before, ...lists.map(({ before }) => before), ...left])
    const ends = head.endsWith('#register') ? ['', '.names', '.rows'] : ['']
    return [...named].flatMap((key) => (key ? ends.map((end) => key + end) : [])).sort()
  }

  get roster(): Buffer {
    return this.head.roster ? this.objects.get(this.head.roster)! : Buffer.alloc(0)
  }

  /** What placing a list works with. */
  deps(): PlaceDeps {
    const copy = <T>(value: T): T => structuredClone(value)
    const outbox = only<Objects>({
      put: async (key, bytes) => {
        await this.#yield()
        const known = this.objects.get(key)
        if (known && !known.equals(bytes)) throw new Error('objects are written once')
        this.objects.set(key, Buffer.from(bytes))
      },
      putParts: async (key, parts) => {
        await this.#yield()
        if (this.objects.has(key)) throw new Error('objects are written once')
        this.objects.set(key, Buffer.concat(parts))
      },
      putFile: async (key, file) => {
        await this.#yield()
        if (this.objects.has(key)) throw new Error('objects are written once')
        this.objects.set(key, await readFile(file))
      },
      get: async (key) => this.objects.get(key)!,
      remove: async (key) => {
        await this.#yield()
        this.objects.delete(key)
      },
      range: async (key, start, end) => this.objects.get(key)!.subarray(start, end),
    })
    const headOf = async (name: string): Promise<Head> => {
      await this.#yield()
      if (name === this.head.head) return copy(this.head)
      // Another list has everybody whom a register names.
      const roster = this.head.head.endsWith('#register') && name === `${COUNTY}#tekun` ? { roster: EVERYONE } : {}
      return { head: name, issued: 0, version: this.listed ? 1 : 0, lists: [], ...roster }
    }
    return {
      outbox,
      folders: { keys: async (prefix) => [...this.objects.keys()].filter((key) => key.startsWith(prefix)) },
      tables: registerTables(outbox),
      shards: SHARDS,
      pause: async () => {},
      now: () => new Date('2018-06-06T00:00:00Z'),
      readPlaced: async (_, upload) => {
        await this.#yield()
        return read(this.sent[this.uploads.get(upload)!.sequence! - 1]!)
      },
      heads: only<Heads>({
        get: headOf,
        all: (names) => Promise.all(names.map(headOf)),
        advance: async (from, to) => {
          await this.#yield()
          if (this.head.version !== from.version || this.head.pending) return false
          this.head = copy({ ...this.head, ...to, version: to.pending.version })
          return true
        },
        keepSent: async (_, version, sent) => {
          await this.#yield()
          const { pending } = this.head
          if (pending?.version !== version) return undefined
          pending.sent ??= copy(sent)
          return copy(pending.sent)
        },
        clear: async (_, version) => {
          await this.#yield()
          if (this.head.version !== version) return
          const { pending: _pending, ...rest } = this.head
          this.head = rest
        },
      }),
      uploads: only<Uploads>({
        get: async (_, id) => copy(this.uploads.get(id)),
        list: async () => [...this.uploads.values()].map(copy),
        settle: async (_, id, settlement, { at, units, version = 0 }) => {
          await this.#yield()
          const before = this.uploads.get(id)!
          if ((before.version ?? 0) > version) return copy(before)
          if (before.state !== settlement.state && !isStep(UPLOAD_STEPS, before.state, settlement.state))
            throw new Error(`an upload went from ${before.state} to ${settlement.state}`)
          const own = (units?.ranges ?? []).map(({ shard }) => `${units!.version}.${shard}`)
          const all = [...new Set([...(before.units ?? []), ...own])]
          const after = {
            ...before,
            ...settlement,
            ...(at && { settledAt: at }),
            ...(all.length > 0 && { units: all }),
            version,
          }
          this.uploads.set(id, after)
          return copy(after)
        },
        unconfirm: async (_, id) => {
          const { confirmedBy: _by, confirmedSeen: _seen, ...waits } = this.uploads.get(id)!
          this.uploads.set(id, waits)
        },
      }),
      runs: only<DeterminationRuns>({
        create: async ({ id }) => !this.runs.has(id) && Boolean(this.runs.add(id)),
      }),
      policies: only<Policies>({ inForce: async () => policy }),
      matchQueue: {
        send: async (messages: readonly { message: ToMatch }[]) => {
          await this.#yield()
          for (const { message } of messages) this.units.push(message as FactsUnit)
        },
      },
      snapshotQueue: { send: async () => {} },
      settled: async (upload) => {
        await this.#yield()
        const name = `${upload.id}.${upload.state}.${upload.notified?.version ?? ''}`
        // Whoever writes it reads what is settled by then.
        if (!this.letters.has(name)) this.letters.set(name, copy(this.uploads.get(upload.id)!))
      },
      sendOn: async () => {},
    }
  }
}
