/** Lines of text by what they hold, without strings made of the others. */
const NEWLINE = 0x0a

export function* linesWith(bytes: Buffer, text: string): Generator<string> {
  const wanted = Buffer.from(text)
  for (let at = bytes.indexOf(wanted); at >= 0; ) {
    const start = bytes.lastIndexOf(NEWLINE, at) + 1
    const next = bytes.indexOf(NEWLINE, at)
    const end = next < 0 ? bytes.length : next
    yield bytes.toString('utf8', start, end)
    at = bytes.indexOf(wanted, end)
  }
}

/** A part of each line, of characters of one byte. */
export function* partsOfLines(bytes: Buffer, from: number, to: number): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    yield bytes.toString('latin1', start + from, start + to)
    const end = bytes.indexOf(NEWLINE, start)
    if (end < 0) return
    start = end + 1
  }
}
