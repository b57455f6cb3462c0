/** The two places a sheet is read from: a file on disk and bytes in memory. */
import { promises, readSync } from 'node:fs'
import type { ByteSource } from './sheet.ts'

const PIECE = 64 * 1024

/**
 * A local file. Every `read` opens the file and closes it when its bytes are through or its reader leaves early, so
 * there is no handle to keep or to forget.
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await promises.stat(path)
  return {
    size,
    async *read(start, end) {
      const handle = await promises.open(path, 'r')
      try {
        for (let at = start; at < end; ) {
          const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, end - at))
          // Most often out of the system's memory: to have another thread do it takes longer than to do it.
          const bytesRead = readSync(handle.fd, piece, 0, piece.length, at)
          if (bytesRead === 0) throw new Error('The file became shorter while it was read')
          yield piece.subarray(0, bytesRead)
          at += bytesRead
          // Who works beside it, such as zlib with the lines of units, is heard between two pieces.
          await new Promise(setImmediate)
        }
      } finally {
        await handle.close()
      }
    },
  }
}

/** Bytes in memory, in pieces of at most `piece` bytes (tests cut them small). */
export function bufferSource(bytes: Uint8Array, piece = PIECE): ByteSource {
  return {
    size: bytes.length,
    async *read(start, end) {
      for (let at = start; at < end; at += piece) yield bytes.subarray(at, Math.min(end, at + piece))
    },
  }
}

/** The bytes of a range in one piece; the range must lie inside the source. */
export async function readRange(source: ByteSource, start: number, end: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source.read(start, end)) pieces.push(piece)
  return Buffer.concat(pieces)
}
