/** Data rows become entries, unit lines and returned rows. */

import { ENTRY, EntryTable, KEY, NAME_AT, PERIOD_AT, periodNumber } from '../../../formats/entries.ts'
import type { KeyedHash } from '../../../formats/keyed-hash.ts'
import type { RowSource } from '../../../formats/register-rows.ts'
import { hex, type ParsedList, shardOf } from '../../../formats/roster.ts'
import { RowText } from '../../../formats/row-text.ts'
import { flagOfScheme, LISTING, returnedName, slotOfScheme } from '../../../formats/slots.ts'
import { UnitLines } from '../../../formats/unit-lines.ts'
import type { Row } from '../../../forms/incoming/sheet/sheet.ts'
import type { Header } from '../../../forms/incoming/table.ts'
import { type CheckedRow, type Finding, rowChecker, type Sender } from '../../../rules/rows/check-row.ts'
import { endsInNoughts, hasFullLength, idFault } from '../../../rules/rows/id-number.ts'
import { type HeldReason, type RowCode, SCHEMES, Scheme } from '../../../schemas/codes.ts'
import type { Form } from '../../../schemas/columns.ts'
import { present } from '../../../schemas/present.ts'
import { RowCells, rowLabel } from './row-cells.ts'
import type { RowSpool } from './row-spool.ts'

export interface ReturnedRow {
  readonly header: Header
  readonly row: Row
  readonly findings: readonly Finding[]
  /** For `duplicate-row`: the number's earlier place, as `12` or `名单2!12`. */
  readonly earlier: string | undefined
}

export interface ListContext {
  readonly form: Form
  readonly mode: ParsedList['mode']
  readonly period: string
  readonly sender: Sender
  readonly hash: KeyedHash
  readonly shards: number
  /** Numbers ending in 000 have lost digits (docs/rules.md#damaged-columns). */
  readonly isCut: boolean
}

const NO_ROW = Buffer.from('{}')
const SLOTS = new Map(Object.entries(SCHEMES).map(([text, scheme]) => [text, slotOfScheme(scheme)]))
/** A returned row whose scheme cannot be read may be of any. */
function schemesOf(text: string): readonly Scheme[] {
  const known = Object.entries(SCHEMES).find(([name]) => name === text)
  return known ? [known[1]] : Scheme.options
}

const SHEET_STEP = 2 ** 21

/** Memory grows with persons, not with text. */
export class ListReader {
  readonly #context: ListContext
  readonly #lines: UnitLines
  readonly #rows: RowSpool
  readonly #table = new EntryTable()
  #places = new Float64Array(1024)
  #accepted = new Uint8Array(1024)
  readonly #sheets: string[] = []
  readonly #returnedKeys = new Set<string>()
  readonly #returnedNames = new Set<string>()
  readonly #unnumbered = new Set<string>()
  readonly #nameless = new Set<string | undefined>()
  /** Keys with their slots, in hex. */
  readonly #rejectionFlags = new Set<string>()
  readonly #checkers = new Map<Header, (row: Row) => CheckedRow>()
  readonly #key = Buffer.alloc(KEY)
  readonly #text = new RowText()
  readonly #isRegister: boolean
  readonly #period: number
  #numbers = 0
  #ending = 0
  readonly byCode: Partial<Record<RowCode, number>> = {}
  returned = 0

  constructor(context: ListContext, rows: RowSpool) {
    this.#context = context
    this.#rows = rows
    this.#lines = new UnitLines(context.shards)
    this.#isRegister = context.form.code === 'register'
    this.#period = this.#isRegister ? 0 : periodNumber(context.period)
  }

  read(row: Row, header: Header): ReturnedRow | undefined {
    const checked = this.#checkerFor(header)(row)
    const { findings } = checked
    if (hasFullLength(checked.number)) this.#numbers++
    if (endsInNoughts(checked.number)) this.#ending++
    let index = -1
    let earlier: string | undefined
    let isOthers = false
    if (checked.id !== undefined) {
      this.#context.hash.personKey(checked.id, this.#key, 0)
      const slot = SLOTS.get(checked.scheme)
      if (slot !== undefined || !this.#isRegister) {
        this.#key[KEY - 1] = slot ?? LISTING
        index = this.#table.add(this.#key)
        if (index < 0) {
          earlier = this.#labelAt(-1 - index)
          isOthers = !this.#isNamedAs(-1 - index, checked.name)
          findings.push({ code: 'duplicate-row', column: this.#column(header, 'id') })
        } else this.#rememberPlace(index, header.sheet, row.number)
      }
    }
    if (findings.length === 0) {
      this.#accept(index, checked)
      return undefined
    }
    this.returned++
    for (const { code } of findings) this.byCode[code] = (this.byCode[code] ?? 0) + 1
    this.#remember(checked, earlier !== undefined, isOthers)
    return { header, row, findings, earlier }
  }

  /** A program has saved the column with 15 digits. */
  get looksCut(): boolean {
    return this.#ending >= 3 && this.#ending * 2 >= this.#numbers
  }

  /** In a register, persons with returned rows get a rejection flag. */
  finish(doubts: readonly HeldReason[] = []): { list: ParsedList; lines: UnitLines; rows?: RowSource } {
    for (const flag of this.#rejectionFlags) {
      this.#key.write(flag, 'hex')
      const index = this.#table.add(this.#key)
      this.#table.bytes.fill(0, index * ENTRY + KEY, (index + 1) * ENTRY)
      this.#grow(index)
      this.#accepted[index] = 1
      this.#rows.add(this.#key, '', NO_ROW)
    }
    const entries = this.#table.sorted(this.#accepted)
    this.#rows.end(entries)
    return {
      list: {
        mode: this.#context.mode,
        period: this.#period,
        entries,
        returnedKeys: this.#returnedKeys,
        returnedNames: this.#returnedNames,
        unnumbered: this.#unnumbered,
        nameless: [...this.#nameless],
        doubts,
      },
      lines: this.#lines,
      ...(this.#isRegister && { rows: this.#rows }),
    }
  }

  #accept(index: number, { id, name, register, listing }: CheckedRow): void {
    const { hash, shards } = this.#context
    const { bytes } = this.#table
    const at = index * ENTRY
    const text = register
      ? this.#text.register(register)
      : this.#text.listing(present(listing, 'what an accepted row says'))
    hash.digest(text, bytes, at + KEY)
    hash.digest(name, bytes, at + NAME_AT)
    bytes.writeUInt16BE(this.#period, at + PERIOD_AT)
    this.#accepted[index] = 1
    const number = present(id, 'the ID number of an accepted row')
    if (register) this.#rows.add(this.#key, number, text)
    else this.#lines.addSet(shardOf(this.#key.readUInt8(0), shards), this.#key, number, text)
  }

  /** A slip of the pen ends nobody; `isOthers`: the number stands before under another name. */
  #remember({ id, number, name, isNamed, scheme }: CheckedRow, isDuplicate: boolean, isOthers: boolean): void {
    const { hash, sender } = this.#context
    const key = hasFullLength(number) ? hash.personKeyHex(number) : undefined
    if (key !== undefined) this.#returnedKeys.add(key)
    // A register's valid number says whose row it is, unless another's row has it too.
    if (name !== '' && (id === undefined || isDuplicate || !this.#isRegister))
      this.#returnedNames.add(this.#nameDigest(name))
    const schemes = this.#isRegister ? schemesOf(scheme) : []
    if (isNamed && (id === undefined || isOthers))
      for (const one of schemes) this.#unnumbered.add(returnedName(this.#nameDigest(name), one))
    if (!isNamed) this.#nameless.add(key)
    if (key !== undefined && idFault(number, false, sender.today) === undefined)
      for (const one of schemes) this.#rejectionFlags.add(key + flagOfScheme(one).toString(16))
  }

  #nameDigest(name: string): string {
    const digest = Buffer.alloc(ENTRY - NAME_AT)
    this.#context.hash.digest(name, digest, 0)
    return digest.toString('hex', 0, PERIOD_AT - NAME_AT)
  }

  #isNamedAs(index: number, name: string): boolean {
    const at = index * ENTRY
    return (
      this.#accepted[index] === 1 && hex(this.#table.bytes, at + NAME_AT, at + PERIOD_AT) === this.#nameDigest(name)
    )
  }

  #checkerFor(header: Header): (row: Row) => CheckedRow {
    let check = this.#checkers.get(header)
    if (!check) {
      const checkRow = rowChecker(this.#context.form, header.at, this.#context.sender, this.#context.isCut)
      const cells = new RowCells()
      check = (row) => checkRow(cells.of(row))
      this.#checkers.set(header, check)
    }
    return check
  }

  #column(header: Header, use: 'id'): number {
    const column = this.#context.form.columns.findIndex((c) => c.use === use)
    return present(header.at[column], 'a column of the form in the header')
  }

  #rememberPlace(index: number, sheet: string, row: number): void {
    this.#grow(index)
    let at = this.#sheets.lastIndexOf(sheet)
    if (at < 0) at = this.#sheets.push(sheet) - 1
    this.#places[index] = at * SHEET_STEP + row
  }

  #labelAt(index: number): string {
    const place = present(this.#places[index], 'the place of an earlier row')
    const sheet = present(this.#sheets[Math.trunc(place / SHEET_STEP)], 'the sheet of an earlier row')
    return rowLabel(sheet, place % SHEET_STEP)
  }

  #grow(index: number): void {
    if (index < this.#places.length) return
    const places = new Float64Array(this.#places.length * 2)
    places.set(this.#places)
    this.#places = places
    const accepted = new Uint8Array(places.length)
    accepted.set(this.#accepted)
    this.#accepted = accepted
  }
}
