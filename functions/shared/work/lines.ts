/** Lines ended by LF alone: Node's readline also splits at U+2028, which JSON leaves unescaped. */
import { closeSync, openSync, readSync } from 'node:fs'

export async function* linesIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let begun: Uint8Array[] = []
  for await (const piece of pieces) {
    let from = 0
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
      yield text([...begun, piece.subarray(from, end)])
      begun = []
      from = end + 1
    }
    if (from < piece.length) begun.push(piece.subarray(from))
  }
  if (begun.length > 0) yield text(begun)
}

const LF = 10

const text = (pieces: readonly Uint8Array[]) => {
  const [piece] = pieces
  return (pieces.length === 1 && piece instanceof Buffer ? piece : Buffer.concat(pieces)).toString()
}

const PIECE = 64 * 1024

/** Of a local file; waiting for each line would take longer than reading it. */
export function* linesOfFile(path: string): Generator<string> {
  const file = openSync(path, 'r')
  try {
    let begun: Uint8Array[] = []
    for (let piece = pieceOf(file); piece.length > 0; piece = pieceOf(file)) {
      let from = 0
      for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
        yield text([...begun, piece.subarray(from, end)])
        begun = []
        from = end + 1
      }
      if (from < piece.length) begun.push(piece.subarray(from))
    }
    if (begun.length > 0) yield text(begun)
  } finally {
    closeSync(file)
  }
}

function pieceOf(file: number): Uint8Array {
  const piece = Buffer.allocUnsafe(PIECE)
  return piece.subarray(0, readSync(file, piece))
}
