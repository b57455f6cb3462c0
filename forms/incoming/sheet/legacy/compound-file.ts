/** An OLE2 compound file (MS-CFB), read strictly: a file that was cut off must not pass for a shorter list. */
import { UnreadableFile } from '../sheet.ts'

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const LAST_SECTOR = 0xfffffffa
const HEADER = 512
const ENTRY = 128
const MINI = 64

interface Entry {
  readonly type: number
  readonly start: number
  readonly size: number
}

export const isCompoundFile = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(SIGNATURE)

export class CompoundFile {
  private readonly bytes: Buffer
  private readonly sector: number
  private readonly table: Uint32Array
  private readonly entries = new Map<string, Entry>()

  /** @throws UnreadableFile where it is cut off or its tables lie */
  constructor(bytes: Buffer) {
    this.bytes = bytes
    if (bytes.length < HEADER) throw damaged()
    const shift = bytes.readUInt16LE(30)
    if (shift !== 9 && shift !== 12) throw damaged()
    this.sector = 1 << shift
    this.table = this.readTable()
    const directory = this.chain(bytes.readUInt32LE(48))
    for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
      const length = Math.min(64, directory.readUInt16LE(at + 64))
      const type = directory.readUInt8(at + 66)
      if (length < 2 || type === 0) continue
      const name = directory.toString('utf16le', at, at + length - 2).toLowerCase()
      // The upper one counts: embedded objects have a `Workbook` too.
      if (this.entries.has(name)) continue
      this.entries.set(name, {
        type,
        start: directory.readUInt32LE(at + 116),
        size: directory.readUInt32LE(at + 120),
      })
    }
    if (this.entries.size === 0) throw damaged()
  }

  has(...names: string[]): boolean {
    return names.some((name) => this.entries.has(name.toLowerCase()))
  }

  /** @throws UnreadableFile where bytes are missing */
  stream(name: string): Buffer {
    const entry = this.entries.get(name.toLowerCase())
    if (entry?.type !== 2) throw damaged()
    const whole = entry.size < this.bytes.readUInt32LE(56) ? this.miniChain(entry) : this.chain(entry.start, entry.size)
    if (whole.length < entry.size) throw damaged()
    return whole.subarray(0, entry.size)
  }

  /** The header names 109 sectors, a chain of lists the others. */
  private readTable(): Uint32Array {
    const perSector = this.sector / 4
    const numbers: number[] = []
    for (let index = 0; index < 109; index++) numbers.push(this.bytes.readUInt32LE(76 + index * 4))
    let list = this.bytes.readUInt32LE(68)
    for (let count = 0; list < LAST_SECTOR; count++) {
      if (count > this.bytes.length / this.sector) throw damaged()
      const sector = this.at(list)
      if (sector.length < this.sector) throw damaged()
      for (let index = 0; index < perSector - 1; index++) numbers.push(sector.readUInt32LE(index * 4))
      list = sector.readUInt32LE(this.sector - 4)
    }
    const used = numbers.filter((number) => number < LAST_SECTOR)
    if (used.length > this.bytes.length / this.sector) throw damaged()
    const table = new Uint32Array(used.length * perSector)
    used.forEach((number, index) => {
      const sector = this.at(number)
      if (sector.length < this.sector) throw damaged()
      for (let at = 0; at < perSector; at++) table[index * perSector + at] = sector.readUInt32LE(at * 4)
    })
    return table
  }

  /** The last sector may be shorter. */
  private at(sector: number): Buffer {
    const start = (sector + 1) * this.sector
    if (start >= this.bytes.length) throw damaged()
    return this.bytes.subarray(start, start + this.sector)
  }

  private chain(start: number, size = Number.POSITIVE_INFINITY): Buffer {
    const pieces: Buffer[] = []
    let length = 0
    for (let sector = start; sector < LAST_SECTOR && length < size; sector = this.table[sector] ?? LAST_SECTOR) {
      // A circle.
      if (pieces.length > this.bytes.length / this.sector) throw damaged()
      const piece = this.at(sector)
      pieces.push(piece)
      length += piece.length
    }
    return Buffer.concat(pieces)
  }

  /** Small streams lie in the root's stream. */
  private miniChain({ start, size }: Entry): Buffer {
    const root = [...this.entries.values()].find(({ type }) => type === 5)
    if (!root) throw damaged()
    const space = this.chain(root.start, root.size)
    const table = this.chain(this.bytes.readUInt32LE(60))
    const pieces: Buffer[] = []
    for (let mini = start; mini < LAST_SECTOR && pieces.length * MINI < size; ) {
      const at = mini * MINI
      if (at >= space.length || mini * 4 + 4 > table.length) throw damaged()
      pieces.push(space.subarray(at, at + MINI))
      mini = table.readUInt32LE(mini * 4)
    }
    return Buffer.concat(pieces)
  }
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')
