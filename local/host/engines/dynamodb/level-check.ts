/**
 * dynalite's binding skips what it cannot read without a word, so that LevelDB's checksums are compared before it opens
 * the files.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import crc32c from 'crc-32/crc32c.js'
import { hubFault } from '../../machine/fault.ts'

/** @throws `DataDamaged` naming the first file that is not as it was written */
export function checkLevel(dir: string): void {
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch {
    return
  }
  // LevelDB begins anew, beside its data, where the file with the first name is gone.
  const holdsData = names.some((name) => DATA.test(name))
  if (holdsData && !names.includes(textOf(join(dir, 'CURRENT')).trim())) throw hubFault('DataDamaged', 'CURRENT')
  for (const name of names.sort()) {
    const isWhole = /\.(ldb|sst)$/.test(name) ? isWholeTable : /\.log$|^MANIFEST-/.test(name) ? isWholeLog : undefined
    if (isWhole && !isWhole(readFileSync(join(dir, name)))) throw hubFault('DataDamaged', name)
  }
}

const DATA = /\.(ldb|sst|log)$/

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function masked(crc: number): number {
  const unsigned = crc >>> 0
  return (((unsigned >>> 15) | (unsigned << 17)) + 0xa282ead8) >>> 0
}

const BLOCK_TRAILER = 5
const FOOTER = 48
const MAGIC = Buffer.from('57fb808b247547db', 'hex')

function isWholeTable(file: Buffer): boolean {
  if (file.length < FOOTER || !file.subarray(-8).equals(MAGIC)) return false
  try {
    const footer = reader(file.subarray(-FOOTER))
    // A damaged filter would hide items.
    const [meta, index] = [handle(footer), handle(footer)]
    for (const block of [meta, index]) for (const one of handlesIn(blockAt(file, block))) blockAt(file, one)
    return true
  } catch {
    return false
  }
}

interface Handle {
  offset: number
  size: number
}

function handle(from: Reader): Handle {
  return { offset: from.varint(), size: from.varint() }
}

/** @throws where the block is not as it was written */
function blockAt(file: Buffer, { offset, size }: Handle): Buffer {
  const end = offset + size
  if (end + BLOCK_TRAILER > file.length) throw new RangeError('a block ends behind its file')
  const crc = masked(crc32c.buf(file.subarray(offset, end + 1)))
  if (file.readUInt32LE(end + 1) !== crc) throw new RangeError('a block is damaged')
  const contents = file.subarray(offset, end)
  return file[end] === 1 ? unsnapped(contents) : contents
}

function handlesIn(block: Buffer): Handle[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const entries = reader(block.subarray(0, block.length - 4 * (restarts + 1)))
  const found: Handle[] = []
  while (!entries.isAtEnd()) {
    entries.varint()
    const key = entries.varint()
    const value = entries.varint()
    entries.take(key)
    found.push(handle(reader(entries.take(value))))
  }
  return found
}

interface Reader {
  isAtEnd(): boolean
  varint(): number
  take(bytes: number): Buffer
}

function reader(bytes: Buffer): Reader {
  let at = 0
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) throw new RangeError('a value ends behind its block')
    at += count
    return bytes.subarray(at - count, at)
  }
  return {
    isAtEnd: () => at >= bytes.length,
    take,
    varint() {
      let value = 0
      for (let factor = 1; ; factor *= 128) {
        const [byte = 0] = take(1)
        value += (byte & 127) * factor
        if (byte < 128) return value
      }
    },
  }
}

function unsnapped(bytes: Buffer): Buffer {
  const from = reader(bytes)
  const out = Buffer.alloc(from.varint())
  const number = (count: number) => (count === 0 ? 0 : from.take(count).readUIntLE(0, count))
  let at = 0
  while (!from.isAtEnd()) {
    const [tag = 0] = from.take(1)
    const kind = tag & 3
    const upper = tag >>> 2
    if (kind === 0) {
      const length = upper < 60 ? upper : number(upper - 59)
      at += from.take(length + 1).copy(out, at)
      continue
    }
    const length = kind === 1 ? (upper & 7) + 4 : upper + 1
    const distance = kind === 1 ? (upper >>> 3) * 256 + number(1) : number(kind === 2 ? 2 : 4)
    if (distance === 0 || distance > at) throw new RangeError('a copy from before the beginning')
    for (let i = 0; i < length; i++, at++) out[at] = out[at - distance]!
  }
  if (at !== out.length) throw new RangeError('a block of another length')
  return out
}

const LOG_BLOCK = 32_768
const RECORD_HEADER = 7

/** A power cut may leave half a record at the very end, and nowhere else. */
function isWholeLog(file: Buffer): boolean {
  let at = 0
  while (at < file.length) {
    const left = LOG_BLOCK - (at % LOG_BLOCK)
    if (left < RECORD_HEADER) {
      if (!isZero(file.subarray(at, at + left))) return false
      at += left
      continue
    }
    if (at + RECORD_HEADER > file.length) return true
    const size = file.readUInt16LE(at + 4)
    const end = at + RECORD_HEADER + size
    if (RECORD_HEADER + size > left) return false
    if (end > file.length) return !isRecord(file, at, file.length) && !hasRecord(file, at + 1)
    if (!isRecord(file, at, end)) return isZero(file.subarray(at))
    at = end
  }
  return true
}

function isRecord(file: Buffer, at: number, end: number): boolean {
  return file.readUInt32LE(at) === masked(crc32c.buf(file.subarray(at + 6, end)))
}

function hasRecord(file: Buffer, from: number): boolean {
  for (let at = from; at + RECORD_HEADER <= file.length; at++) {
    const end = at + RECORD_HEADER + file.readUInt16LE(at + 4)
    const type = file.readUInt8(at + 6)
    if (type >= 1 && type <= 4 && end <= file.length && isRecord(file, at, end)) return true
  }
  return false
}

const isZero = (bytes: Buffer) => bytes.every((byte) => byte === 0)
