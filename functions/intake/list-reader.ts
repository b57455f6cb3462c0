/** From data rows to what a list says: accepted rows as entries and unit lines, returned rows with their reasons. */

import { ENTRY, EntryTable, KEY, NAME_AT, PERIOD_AT, periodNumber } from '../../formats/entries.ts'
import type { KeyedHash } from '../../formats/keyed-hash.ts'
import type { RowSource } from '../../formats/register-rows.ts'
import { hex, type ParsedList, shardOf } from '../../formats/roster.ts'
import { RowText } from '../../formats/row-text.ts'
import { LISTING, REJECTION_FLAG, slotOfScheme } from '../../formats/slots.ts'
import { UnitLines } from '../../formats/unit-lines.ts'
import { Kind, type Row } from '../../forms/incoming/sheet/sheet.ts'
import type { Header } from '../../forms/incoming/table.ts'
import type { Cells } from '../../rules/rows/cells.ts'
import { type CheckedRow, type Finding, rowChecker, type Sender } from '../../rules/rows/check-row.ts'
import { endsInNoughts, hasFullLength, idFault } from '../../rules/rows/id-number.ts'
import { type HeldReason, type RowCode, SCHEMES } from '../../schemas/codes.ts'
import type { Form } from '../../schemas/columns.ts'
import type { RowSpool } from './row-spool.ts'

export interface ReturnedRow {
  readonly header: Header
  readonly row: Row
  readonly findings: readonly Finding[]
  /** For `duplicate-row`: where the number stood before, as `12` or `名单2!12`. */
  readonly earlier: string | undefined
}

export interface ListContext {
  readonly form: Form
  readonly mode: ParsedList['mode']
  /** 所属期. */
  readonly period: string
  readonly sender: Sender
  readonly hash: KeyedHash
  readonly shards: number
  /** The file's ID column is a damaged one: a number in it that ends in 000 has lost its last digits. */
  readonly isCut: boolean
}

const NO_ROW = Buffer.from('{}')
/** By what stands in the column 险种. */
const SLOTS = new Map(Object.entries(SCHEMES).map(([text, scheme]) => [text, slotOfScheme(scheme)]))
/** Sheets of a file are told apart in one number with the row. */
const SHEET_STEP = 2 ** 21

/** Reads the rows of one file in their order. What it holds in memory grows with persons, not with text. */
export class ListReader {
  readonly #context: ListContext
  readonly #lines: UnitLines
  /** Of a register: each row with its ID number in front. */
  readonly #rows: RowSpool
  /** Every valid ID number of the file, in returned rows too. */
  readonly #table = new EntryTable()
  /** By index in the table: where the number stood first, and whether that row was accepted. */
  #places = new Float64Array(1024)
  #accepted = new Uint8Array(1024)
  readonly #sheets: string[] = []
  readonly #returnedKeys = new Set<string>()
  readonly #returnedNames = new Set<string>()
  readonly #unnumbered = new Set<string>()
  readonly #nameless = new Set<string | undefined>()
  /** Of a register: whose row was returned. A number that is none is nobody's. */
  readonly #rejectionFlags = new Set<string>()
  readonly #checkers = new Map<Header, (row: Row) => CheckedRow>()
  readonly #key = Buffer.alloc(KEY)
  readonly #text = new RowText()
  readonly #isRegister: boolean
  /** Of a register only the order of its uploads counts. */
  readonly #period: number
  /** Numbers of full length, and how many of them end in 000. */
  #numbers = 0
  #ending = 0
  readonly byCode: Partial<Record<RowCode, number>> = {}
  returned = 0

  /** `rows` is empty; whoever gave it drops it. */
  constructor(context: ListContext, rows: RowSpool) {
    this.#context = context
    this.#rows = rows
    this.#lines = new UnitLines(context.shards)
    this.#isRegister = context.form.code === 'register'
    this.#period = this.#isRegister ? 0 : periodNumber(context.period)
  }

  /** Takes one data row; answers what it is returned with, undefined for an accepted one. */
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
      // Rows are of one scheme only where it is known: an unknown one is a mistake of its own.
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

  /** A program that keeps 15 digits has saved the ID column: of its 18-digit texts at least 3 and half end in 000. */
  get looksCut(): boolean {
    return this.#ending >= 3 && this.#ending * 2 >= this.#numbers
  }

  /** What the file said. In a register the persons with returned rows get a mark of their own. */
  finish(doubts: readonly HeldReason[] = []): { list: ParsedList; lines: UnitLines; rows?: RowSource } {
    for (const person of this.#rejectionFlags) {
      this.#key.write(person, 'hex')
      this.#key[KEY - 1] = REJECTION_FLAG
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
    const text = register ? this.#text.register(register) : this.#text.listing(listing!)
    hash.digest(text, bytes, at + KEY)
    hash.digest(name, bytes, at + NAME_AT)
    bytes.writeUInt16BE(this.#period, at + PERIOD_AT)
    this.#accepted[index] = 1
    if (register) this.#rows.add(this.#key, id!, text)
    else this.#lines.addSet(shardOf(this.#key[0]!, shards), this.#key, id!, text)
  }

  /**
   * Whom a returned row may be about: a slip of the pen ends nobody. `isOthers`: its number stands before under another
   * name, and says no more than one that is nobody's.
   */
  #remember({ id, number, name, isNamed }: CheckedRow, isDuplicate: boolean, isOthers: boolean): void {
    const { hash, sender } = this.#context
    // Nobody is known by a number of another length.
    const key = hasFullLength(number) ? hash.personKeyHex(number) : undefined
    if (key !== undefined) this.#returnedKeys.add(key)
    // In a register a valid number says whose row it is, unless somebody else's row has it too.
    if (name !== '' && (id === undefined || isDuplicate || !this.#isRegister))
      this.#returnedNames.add(this.#nameDigest(name))
    if (this.#isRegister && isNamed && (id === undefined || isOthers)) this.#unnumbered.add(this.#nameDigest(name))
    if (!isNamed) this.#nameless.add(key)
    if (this.#isRegister && key !== undefined && idFault(number, false, sender.today) === undefined)
      this.#rejectionFlags.add(key)
  }

  #nameDigest(name: string): string {
    const digest = Buffer.alloc(ENTRY - NAME_AT)
    this.#context.hash.digest(name, digest, 0)
    return digest.toString('hex', 0, PERIOD_AT - NAME_AT)
  }

  /** Whether the row at `index` was accepted under this name. */
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
    return header.at[this.#context.form.columns.findIndex((c) => c.use === use)]!
  }

  #rememberPlace(index: number, sheet: string, row: number): void {
    this.#grow(index)
    let at = this.#sheets.lastIndexOf(sheet)
    if (at < 0) at = this.#sheets.push(sheet) - 1
    this.#places[index] = at * SHEET_STEP + row
  }

  #labelAt(index: number): string {
    const place = this.#places[index]!
    return rowLabel(this.#sheets[Math.trunc(place / SHEET_STEP)]!, place % SHEET_STEP)
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

/** How a row is called in messages and in rejections: rows of a second or later sheet carry its name. */
export function rowLabel(sheet: string, row: number): string {
  return sheet === '' ? String(row) : `${sheet}!${row}`
}

/** A row as the rules see it; one object for all rows of a sheet. */
class RowCells implements Cells {
  texts: readonly string[] = []
  #kinds: readonly number[] = []
  of(row: Row): this {
    this.texts = row.texts
    this.#kinds = row.kinds
    return this
  }
  isNumber(column: number): boolean {
    return this.#kinds[column] === Kind.number
  }
  isDate(column: number): boolean {
    return this.#kinds[column] === Kind.date
  }
  isError(column: number): boolean {
    return this.#kinds[column] === Kind.error
  }
  isFormula(column: number): boolean {
    return this.#kinds[column] === Kind.formula
  }
}
