/**
 * The records of a .xls (MS-XLS; BIFF8, and BIFF5 of Excel 95), walked before the library reads them. Every record must
 * follow the one before up to the end of each sheet, so that a cut or a hole is refused and not read as a shorter list.
 * What holds no cell (drawings, names, links, code) is left out: the library need not understand it.
 */
import { isBuiltInDate } from '../date-format.ts'
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
/** What a BOF begins. */
const GLOBALS = 0x05
const SHEET = 0x10
const FORMULA = [0x06, 0x0206, 0x0406]
const STRING = 0x0207
/** CODEPAGE, DATEMODE, FORMAT, XF, SST. */
const KEPT = [0x42, 0x22, FORMAT, 0xe0, SST]
/** NUMBER, RK, MULRK, LABELSST, LABEL, RSTRING, BOOLERR. */
const CELLS = [0x0203, 0x027e, 0xbd, 0xfd, 0x0204, 0xd6, 0x0205, ...FORMULA, STRING]
/** BOF, INTERFACEHDR, RRDINFO, RRDHEAD, USREXCL, FILELOCK and the record that says how are never encrypted. */
const PLAIN = [BOF, FILEPASS, 0xe1, 0x0195, 0x0196, 0x0138, 0x0194]

export interface BiffStream {
  /** The stream that is left: globals, then the worksheets in the order of their tabs. */
  readonly bytes: Buffer
  readonly sheets: readonly (SheetFacts & { readonly hidden: boolean })[]
}

/** What the library is not asked: the cells whose formula has no value, and the merged ranges. */
interface SheetFacts {
  readonly unvalued: Cell[]
  readonly merged: Range[]
}

/** From 0, the last ones included. */
interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Both from 0. */
interface Cell {
  readonly row: number
  readonly column: number
}

interface Found {
  readonly type: number
  readonly body: Buffer
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')

/** Throws `UnreadableFile` where the stream is cut off, has holes, is under a password or older than Excel 95. */
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
  // Some report programs write a worksheet and nothing around it.
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
  /** Where its entry stands in the output. */
  readonly entry: number
}

/** What the sheets need to know of their book. */
interface Book {
  readonly stream: Buffer
  readonly biff8: boolean
  decipher?: Decipher
  /** It says by what program its formulas have been calculated. */
  calculated: boolean
}

function copyGlobals(stream: Buffer, biff8: boolean, out: Output): { book: Book; bounds: Bound[] } {
  const bounds: Bound[] = []
  // Before Excel 2000 no book says so.
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
      bounds.push({ at: body.readUInt32LE(0), hidden: (body[4]! & 3) !== 0, entry: out.size })
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

/** So many zeros stand in no table of texts: a sector that was never written. */
const HOLE = Buffer.alloc(512)

/** What programs write as a formula's value that do not know it, told from a value by the two signs below. */
const NOUGHT = 0n
const NO_TEXT = 0xffff_0000_0000_0003n

/** Excel says with what it has calculated a book; else, or where a formula is to be calculated when opened, it has not. */
function isUnknown(formula: Buffer, calculated: boolean): boolean {
  const value = formula.readBigUInt64LE(6)
  const whenOpened = (formula[14]! & 2) !== 0
  return (value === NOUGHT && whenOpened) || (value === NO_TEXT && (whenOpened || !calculated))
}

function copySheet(book: Book, at: number, out: Output): SheetFacts {
  const unvalued: Cell[] = []
  const merged: Range[] = []
  let kept = false
  let begun = false
  /** A formula whose text is to come. */
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
    // Without its tokens: the value is all that counts.
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
    const [top, bottom, left, right] = [0, 2, 4, 6].map((at) => body.readUInt16LE(2 + index * 8 + at))
    ranges.push({ top: top!, left: left!, bottom: bottom!, right: right! })
  }
}

/** The records from a BOF to its EOF, without those of charts inside, deciphered as soon as the book is. */
function* recordsAt(book: Pick<Book, 'stream' | 'decipher'>, start: number): Generator<Found> {
  const { stream } = book
  let depth = 0
  for (let at = start; ; ) {
    if (at + 4 > stream.length) throw damaged()
    const type = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    at += 4
    // No record has the number nought: this is a hole.
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

/** Bytes that the copy may have more than the stream: sheets that lie in each other would be copied over and over. */
const ROOM = 64 * 1024

class Output {
  size = 0
  private readonly pieces: Buffer[] = []
  private readonly patches: [entry: number, at: number][] = []
  private readonly most: number

  /** `length`: of the stream that is copied. */
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

  /** The BOUNDSHEET written at `entry` points to `at`. */
  patch(entry: number, at: number): void {
    this.patches.push([entry, at])
  }

  end(): Buffer {
    const bytes = Buffer.concat(this.pieces)
    for (const [entry, at] of this.patches) bytes.writeUInt32LE(at, entry + 4)
    return bytes
  }
}

/** The library does not know all of Excel's built-in dates by their numbers. */
function dateFormat(id: number, biff8: boolean): Buffer {
  const text = Buffer.from('yyyy-mm-dd', 'latin1')
  const head = Buffer.alloc(biff8 ? 5 : 3)
  head.writeUInt16LE(id, 0)
  if (biff8) head.writeUInt16LE(text.length, 2)
  else head[2] = text.length
  return Buffer.concat([head, text])
}
