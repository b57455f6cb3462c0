/**
 * The records of a .xls (MS-XLS; BIFF8 and BIFF5), checked for cuts and holes and cleared of all but cells for the
 * library (docs/adr/0015-other-makes-of-workbooks.md).
 */
import { isBuiltInDate } from '../cells/date-format.ts'
import { UnreadableFile } from '../sheet.ts'
import { biffDecipher, type Decipher } from './default-password.ts'

const BOF = 0x0809
const EOF = 0x0a
const CONTINUE = 0x3c
const FILEPASS = 0x2f
const BOUNDSHEET = 0x85
const SST = 0xfc
const FORMAT = 0x041e
const MERGED = 0xe5
const RECALCID = 0x01c1
const GLOBALS = 0x05
const SHEET = 0x10
const FORMULA = [0x06, 0x0206, 0x0406]
const STRING = 0x0207
/** CODEPAGE, DATEMODE, FORMAT, XF, SST. */
const KEPT = [0x42, 0x22, FORMAT, 0xe0, SST]
/** NUMBER, RK, MULRK, LABELSST, LABEL, RSTRING, BOOLERR. */
const CELLS = [0x0203, 0x027e, 0xbd, 0xfd, 0x0204, 0xd6, 0x0205, ...FORMULA, STRING]
/** Never encrypted: BOF, INTERFACEHDR, RRDINFO, RRDHEAD, USREXCL, FILELOCK and FILEPASS. */
const PLAIN = [BOF, FILEPASS, 0xe1, 0x0195, 0x0196, 0x0138, 0x0194]

export interface BiffStream {
  /** Globals, then worksheets by tab. */
  readonly bytes: Buffer
  readonly sheets: readonly (SheetFacts & { readonly hidden: boolean })[]
}

/** What the library does not tell. */
interface SheetFacts {
  readonly unvalued: Cell[]
  readonly merged: Range[]
}

/** From 0, inclusive. */
interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** From 0. */
interface Cell {
  readonly row: number
  readonly column: number
}

interface Found {
  readonly type: number
  readonly body: Buffer
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')

/** @throws UnreadableFile for a cut, a hole, a password or Excel before 95 */
export function biffStream(stream: Buffer): BiffStream {
  const first = recordsAt({ stream }, 0).next().value
  if (first?.type !== BOF || first.body.length < 4) {
    throw new UnreadableFile(
      'file-unreadable',
      first && [0x09, 0x0209, 0x0409].includes(first.type) ? 'old-excel' : 'damaged',
    )
  }
  const biff8 = first.body.readUInt16LE(0) === 0x0600
  const kind = first.body.readUInt16LE(2)
  const out = new Output(stream.length)
  // A bare worksheet, as some report programs write.
  if (kind === SHEET) {
    const facts = copySheet({ stream, biff8, calculated: true }, 0, out)
    return { bytes: out.end(), sheets: [{ hidden: false, ...facts }] }
  }
  if (kind !== GLOBALS) throw damaged()
  const { book, bounds } = copyGlobals(stream, biff8, out)
  const sheets = bounds.map(({ at, hidden, entry }) => {
    out.patch(entry, out.size)
    return { hidden, ...copySheet(book, at, out) }
  })
  return { bytes: out.end(), sheets }
}

interface Bound {
  readonly at: number
  readonly hidden: boolean
  /** Its place in the output. */
  readonly entry: number
}

interface Book {
  readonly stream: Buffer
  readonly biff8: boolean
  decipher?: Decipher
  /** True where its formulas have been calculated. */
  calculated: boolean
}

function copyGlobals(stream: Buffer, biff8: boolean, out: Output): { book: Book; bounds: Bound[] } {
  const bounds: Bound[] = []
  // RECALCID exists since Excel 2000.
  const book: Book = { stream, biff8, calculated: !biff8 }
  let kept = false
  out.begin(GLOBALS, biff8)
  for (let id = 0; id < 82; id++) if (isBuiltInDate(id)) out.add(FORMAT, dateFormat(id, biff8))
  for (const { type, body } of recordsAt(book, 0)) {
    if (type === FILEPASS) book.decipher = biffDecipher(body, biff8)
    if (type === RECALCID) book.calculated = true
    if (type === BOUNDSHEET) {
      // Charts, macros and modules have no rows.
      if (body.length < 7) throw damaged()
      if (body[5] !== 0) continue
      bounds.push({ at: body.readUInt32LE(0), hidden: (body.readUInt8(4) & 3) !== 0, entry: out.size })
      out.add(type, body)
      continue
    }
    kept = type === CONTINUE ? kept : KEPT.includes(type)
    if (!kept) continue
    if ((type === SST || type === CONTINUE) && body.includes(HOLE)) throw damaged()
    out.add(type, body)
  }
  out.add(EOF, Buffer.alloc(0))
  return { book, bounds }
}

/** A sector that was never written. */
const HOLE = Buffer.alloc(512)

/** Stand-ins for a formula's unknown value. */
const NOUGHT = 0n
const NO_TEXT = 0xffff_0000_0000_0003n

/** A value is trusted only from a program that has calculated. */
function isUnknown(formula: Buffer, calculated: boolean): boolean {
  const value = formula.readBigUInt64LE(6)
  const whenOpened = (formula.readUInt8(14) & 2) !== 0
  return (value === NOUGHT && whenOpened) || (value === NO_TEXT && (whenOpened || !calculated))
}

function copySheet(book: Book, at: number, out: Output): SheetFacts {
  const unvalued: Cell[] = []
  const merged: Range[] = []
  let kept = false
  let begun = false
  let awaits: Cell | undefined
  out.begin(SHEET, book.biff8)
  for (const { type, body } of recordsAt(book, at)) {
    if (!begun) {
      if (type !== BOF) throw damaged()
      begun = true
      continue
    }
    if (awaits && CELLS.includes(type)) {
      if (type !== STRING) unvalued.push(awaits)
      awaits = undefined
    }
    if (type === CONTINUE) {
      if (kept) out.add(type, body)
      continue
    }
    if (type === MERGED) addRanges(merged, body)
    kept = CELLS.includes(type)
    if (!kept) continue
    if (!FORMULA.includes(type)) {
      out.add(type, body)
      continue
    }
    if (body.length < 16) throw damaged()
    const cell: Cell = { row: body.readUInt16LE(0), column: body.readUInt16LE(2) }
    const hasText = body.readUInt16LE(12) === 0xffff && body[6] === 0
    if (hasText) awaits = cell
    if (isUnknown(body, book.calculated)) unvalued.push(cell)
    // Tokens are left out.
    out.add(0x06, Buffer.concat([body.subarray(0, 14), Buffer.alloc(8)]))
    kept = false
  }
  if (awaits) unvalued.push(awaits)
  out.add(EOF, Buffer.alloc(0))
  return { unvalued, merged }
}

function addRanges(ranges: Range[], body: Buffer): void {
  if (body.length < 2 || body.length < 2 + body.readUInt16LE(0) * 8) throw damaged()
  for (let index = 0; index < body.readUInt16LE(0); index++) {
    const at = 2 + index * 8
    const [top, bottom] = [body.readUInt16LE(at), body.readUInt16LE(at + 2)]
    const [left, right] = [body.readUInt16LE(at + 4), body.readUInt16LE(at + 6)]
    ranges.push({ top, left, bottom, right })
  }
}

/** From a BOF to its EOF, deciphered, without charts inside. */
function* recordsAt(book: Pick<Book, 'stream' | 'decipher'>, start: number): Generator<Found> {
  const { stream } = book
  let depth = 0
  for (let at = start; ; ) {
    if (at + 4 > stream.length) throw damaged()
    const type = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    at += 4
    // A hole: no record has number 0.
    if (type === 0 || at + length > stream.length) throw damaged()
    let body = stream.subarray(at, at + length)
    if (book.decipher && !PLAIN.includes(type)) {
      const plain = type === BOUNDSHEET ? 4 : 0
      body = Buffer.concat([body.subarray(0, plain), book.decipher(body.subarray(plain), at + plain)])
    }
    at += length
    if (type === BOF) depth++
    if (type === EOF && --depth === 0) return
    if (depth === 1) yield { type, body }
    else if (depth === 0) {
      yield { type, body }
      return
    }
  }
}

/** Spare bytes; overlapping sheets would be copied over and over. */
const ROOM = 64 * 1024

class Output {
  size = 0
  private readonly pieces: Buffer[] = []
  private readonly patches: [entry: number, at: number][] = []
  private readonly most: number

  constructor(length: number) {
    this.most = length + ROOM
  }

  add(type: number, body: Buffer): void {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(type, 0)
    head.writeUInt16LE(body.length, 2)
    this.pieces.push(head, body)
    this.size += 4 + body.length
    if (this.size > this.most) throw damaged()
  }

  begin(kind: number, biff8: boolean): void {
    const body = Buffer.alloc(biff8 ? 16 : 8)
    body.writeUInt16LE(biff8 ? 0x0600 : 0x0500, 0)
    body.writeUInt16LE(kind, 2)
    this.add(BOF, body)
  }

  patch(entry: number, at: number): void {
    this.patches.push([entry, at])
  }

  end(): Buffer {
    const bytes = Buffer.concat(this.pieces)
    for (const [entry, at] of this.patches) bytes.writeUInt32LE(at, entry + 4)
    return bytes
  }
}

/** Built-in dates that the library lacks. */
function dateFormat(id: number, biff8: boolean): Buffer {
  const text = Buffer.from('yyyy-mm-dd', 'latin1')
  const head = Buffer.alloc(biff8 ? 5 : 3)
  head.writeUInt16LE(id, 0)
  if (biff8) head.writeUInt16LE(text.length, 2)
  else head[2] = text.length
  return Buffer.concat([head, text])
}
