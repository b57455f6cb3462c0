/** A zip archive by its central directory (APPNOTE 6.3, zip64), every size, place and checksum verified. */
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { readRange } from '../bytes/source.ts'
import { type ByteSource, UnreadableFile } from '../sheet.ts'

const EXPANDED_LIMIT = 3 * 1024 ** 3

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MOST_ENTRIES = 100_000

export interface ZipEntry {
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export interface Zip {
  /** Part names do not depend on case (ECMA-376 part 2). */
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** Inflates off the main thread. @throws UnreadableFile */
  read(entry: ZipEntry): AsyncGenerator<Uint8Array>
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')

/** @throws UnreadableFile */
export async function openZip(source: ByteSource, pulse: () => void = () => {}): Promise<Zip> {
  const { start, end } = await findDirectory(source)
  const entries = parseDirectory(await readRange(source, start, end))
  let declared = 0
  let free = 0
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    // Shared bytes make a small archive huge.
    if (entry.offset < free) throw damaged()
    free = entry.offset + 30 + entry.packed
    if (free > start) throw damaged()
    declared += entry.size
  }
  if (declared > EXPANDED_LIMIT) throw new UnreadableFile('file-expands')
  return {
    entries: new Map(entries.map((entry) => [entry.name.replaceAll('\\', '/').toLowerCase(), entry])),
    async *read(entry) {
      for await (const piece of readEntry(source, entry, start)) {
        pulse()
        yield piece
      }
    },
  }
}

async function findDirectory(source: ByteSource): Promise<{ start: number; end: number }> {
  const from = Math.max(0, source.size - 22 - 0xffff)
  const tail = await readRange(source, from, source.size)
  let at = tail.length - 22
  while (at >= 0 && !(tail.readUInt32LE(at) === END && at + 22 + tail.readUInt16LE(at + 20) <= tail.length)) at--
  if (at < 0) throw damaged()
  let size = tail.readUInt32LE(at + 12)
  let start = tail.readUInt32LE(at + 16)
  if (tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6)) throw damaged()
  let limit = from + at
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR_64) {
    limit = Number(tail.readBigUInt64LE(at - 12))
    if (limit + 56 > from + at - 20) throw damaged()
    const record = await readRange(source, limit, limit + 56)
    if (record.readUInt32LE(0) !== END_64) throw damaged()
    size = Number(record.readBigUInt64LE(40))
    start = Number(record.readBigUInt64LE(48))
  }
  if (start + size > limit) throw damaged()
  return { start, end: start + size }
}

function parseDirectory(bytes: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL || entries.length === MOST_ENTRIES) throw damaged()
    const flags = bytes.readUInt16LE(at + 8)
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const next = extraEnd + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw damaged()
    const [size, packed, offset] = widen(bytes.subarray(nameEnd, extraEnd), [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ])
    entries.push({
      name: bytes.toString('utf8', at + 46, nameEnd),
      encrypted: (flags & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed,
      size,
      offset,
    })
    at = next
  }
  return entries
}

/** The zip64 field holds only what exceeds 32 bits, in this order. */
function widen(extra: Buffer, values: [number, number, number]): [number, number, number] {
  if (!values.includes(0xffffffff)) return values
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const end = at + 4 + extra.readUInt16LE(at + 2)
    let next = at + 4
    return values.map((value) => {
      if (value !== 0xffffffff) return value
      next += 8
      if (next > end || end > extra.length) throw damaged()
      return Number(extra.readBigUInt64LE(next - 8))
    }) as [number, number, number]
  }
  return values
}

async function* readEntry(source: ByteSource, entry: ZipEntry, limit: number): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw new UnreadableFile('file-unreadable', 'encrypted')
  if (entry.method !== 0 && entry.method !== 8) throw damaged()
  const header = await readRange(source, entry.offset, entry.offset + 30)
  if (header.readUInt32LE(0) !== LOCAL) throw damaged()
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const end = start + entry.packed
  if (end > limit) throw damaged()
  let crc = 0
  let size = 0
  for await (const piece of entry.method === 0 ? source.read(start, end) : inflate(source, start, end)) {
    size += piece.length
    // Only counted: the clerk hears the true reason.
    if (size > EXPANDED_LIMIT) throw new UnreadableFile('file-expands')
    if (size > entry.size) continue
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged()
}

async function* inflate(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  const unpacked = createInflateRaw({ chunkSize: 64 * 1024 })
  let fault: unknown
  pipeline(Readable.from(source.read(start, end)), unpacked, (error) => {
    fault = error
  })
  try {
    for await (const piece of unpacked) yield piece
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR' ? damaged() : (fault ?? error)
  }
  if (unpacked.bytesWritten !== end - start) throw damaged()
}
