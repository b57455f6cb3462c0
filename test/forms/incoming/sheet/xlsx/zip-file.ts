/** Writes zip archives for the reader's tests, true ones and ones that lie. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface PartOptions {
  stored?: boolean
  /** What the directory says instead of the truth. */
  size?: number
  crc?: number
  packed?: number
  flags?: number
  method?: number
  /** The offset of another entry: shares its bytes. */
  offset?: number
  zip64?: boolean
}

export function zipFile(
  parts: Record<string, string | Uint8Array>,
  options: Record<string, PartOptions> = {},
  end: { zip64?: boolean; comment?: string } = {},
): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  const push = (piece: Buffer) => {
    pieces.push(piece)
    at += piece.length
  }
  for (const [name, content] of Object.entries(parts)) {
    const option = options[name] ?? {}
    const bytes = Buffer.from(content as string)
    const data = option.stored ? bytes : deflateRawSync(bytes)
    const size = option.size ?? bytes.length
    const packed = option.packed ?? data.length
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(option.flags ?? 0, 8)
    entry.writeUInt16LE(option.method ?? (option.stored ? 0 : 8), 10)
    entry.writeUInt32LE(option.crc ?? crc32(bytes), 16)
    entry.writeUInt32LE(option.zip64 ? 0xffffffff : packed, 20)
    entry.writeUInt32LE(option.zip64 ? 0xffffffff : size, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(option.zip64 ? 0xffffffff : (option.offset ?? at), 42)
    const extra = Buffer.alloc(option.zip64 ? 28 : 0)
    if (option.zip64) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      extra.writeBigUInt64LE(BigInt(size), 4)
      extra.writeBigUInt64LE(BigInt(packed), 12)
      extra.writeBigUInt64LE(BigInt(option.offset ?? at), 20)
    }
    entry.writeUInt16LE(extra.length, 30)
    directory.push(entry, Buffer.from(name), extra)
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    entry.copy(header, 6, 8, 28)
    header.writeUInt16LE(Buffer.byteLength(name), 26)
    push(Buffer.concat([header, Buffer.from(name), data]))
  }
  const start = at
  push(Buffer.concat(directory))
  const size = at - start
  if (end.zip64) {
    const record = Buffer.alloc(76)
    record.writeUInt32LE(0x06064b50, 0)
    record.writeBigUInt64LE(44n, 4)
    record.writeBigUInt64LE(BigInt(size), 40)
    record.writeBigUInt64LE(BigInt(start), 48)
    record.writeUInt32LE(0x07064b50, 56)
    record.writeBigUInt64LE(BigInt(at), 64)
    push(record)
  }
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50, 0)
  last.writeUInt16LE(Object.keys(parts).length, 8)
  last.writeUInt16LE(Object.keys(parts).length, 10)
  last.writeUInt32LE(end.zip64 ? 0xffffffff : size, 12)
  last.writeUInt32LE(end.zip64 ? 0xffffffff : start, 16)
  last.writeUInt16LE(Buffer.byteLength(end.comment ?? ''), 20)
  push(Buffer.concat([last, Buffer.from(end.comment ?? '')]))
  return Buffer.concat(pieces)
}
