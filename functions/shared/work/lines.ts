/** Lines ended by LF alone: Node's readline also splits at U+2028, which JSON leaves unescaped. */
import { closeSync, openSync, readSync } from 'node:fs'

export async function* linesIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const lines = splitter()
  for await (const piece of pieces) yield* lines.endedIn(piece)
  yield* lines.last()
}

/** Of a local file: waiting for each line would take longer than reading it. */
export function* linesOfFile(path: string): Generator<string> {
  const lines = splitter()
  const file = openSync(path, 'r')
  try {
    // What a line begins with is copied, so that one piece of memory is enough.
    const memory = new Uint8Array(PIECE)
    for (let length = readSync(file, memory); length > 0; length = readSync(file, memory))
      yield* lines.endedIn(memory.subarray(0, length))
    yield* lines.last()
  } finally {
    closeSync(file)
  }
}

const LF = 10
const PIECE = 64 * 1024

function splitter() {
  let begun: Uint8Array[] = []
  return {
    *endedIn(piece: Uint8Array): Generator<string> {
      let from = 0
      for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
        yield text([...begun, piece.subarray(from, end)])
        begun = []
        from = end + 1
      }
      if (from < piece.length) begun.push(new Uint8Array(piece.subarray(from)))
    },
    *last(): Generator<string> {
      if (begun.length > 0) yield text(begun)
    },
  }
}

const text = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString()
