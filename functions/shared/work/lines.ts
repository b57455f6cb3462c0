/** Lines ended by LF alone: Node's readline also splits at U+2028, which JSON leaves unescaped. */
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

const text = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString()
