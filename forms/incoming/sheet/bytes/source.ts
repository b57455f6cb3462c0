/** Bytes of a file on disk or in memory. */

import { promises, readSync } from 'node:fs'
import { Fault } from '../../../../schemas/fault.ts'
import type { ByteSource } from '../sheet.ts'

const PIECE = 64 * 1024

/** Each `read` opens and closes the file: no handle is left to forget. */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await promises.stat(path)
  return {
    size,
    async *read(start, end) {
      const handle = await promises.open(path, 'r')
      try {
        for (let at = start; at < end; ) {
          const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, end - at))
          // From the system's cache a thread would take longer.
          const bytesRead = readSync(handle.fd, piece, 0, piece.length, at)
          if (bytesRead === 0) throw new Fault('rows-cut-off', 'The file became shorter while it was read')
          yield piece.subarray(0, bytesRead)
          at += bytesRead
          // Others on this thread get their turn.
          await new Promise(setImmediate)
        }
      } finally {
        await handle.close()
      }
    },
  }
}

export function bufferSource(bytes: Uint8Array, piece = PIECE): ByteSource {
  return {
    size: bytes.length,
    async *read(start, end) {
      for (let at = start; at < end; at += piece) yield bytes.subarray(at, Math.min(end, at + piece))
    },
  }
}

/** The range must lie inside the source. */
export async function readRange(source: ByteSource, start: number, end: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source.read(start, end)) pieces.push(piece)
  return Buffer.concat(pieces)
}
