import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'

const END_BYTES = 22
const ENTRY_BYTES = 46

/** exceljs stamps entries with the clock, and the same city should be the same bytes. */
export function stampZip(path: string, time: Date): void {
  const file = openSync(path, 'r+')
  try {
    const end = read(file, statSync(path).size - END_BYTES, END_BYTES)
    if (end.readUInt32LE(0) !== 0x06054b50) throw new Error('no end of central directory where it was expected')
    const start = end.readUInt32LE(16)
    const directory = read(file, start, end.readUInt32LE(12))
    const stamp = dosTime(time)
    for (let at = 0; at < directory.length; ) {
      writeSync(file, stamp, 0, 4, start + at + 12)
      writeSync(file, stamp, 0, 4, directory.readUInt32LE(at + 42) + 10)
      at += ENTRY_BYTES + [28, 30, 32].reduce((sum, field) => sum + directory.readUInt16LE(at + field), 0)
    }
  } finally {
    closeSync(file)
  }
}

function read(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, position)
  return bytes
}

function dosTime(time: Date): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16LE((time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1), 0)
  bytes.writeUInt16LE(((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(), 2)
  return bytes
}
