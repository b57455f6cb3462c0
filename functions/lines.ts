/**
 * The lines of UTF-8 that comes in pieces, ended by LF alone. Node's readline ends them at U+2028 and U+2029 too, which
 * stand unescaped in JSON: a cell with one of them would make two halves of its line.
 */
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
