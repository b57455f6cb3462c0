/** Plain shared strings, `<si><t>…</t></si>`, out of their bytes. */

import type { Bytes } from '../bytes/bytes.ts'
import type { SharedStrings } from '../bytes/shared-strings.ts'
import { ByteScanner, ESCAPES, REFERENCES, WIDE } from '../xml/byte-scanner.ts'
import type { ItemScanner } from '../xml/xml-part.ts'

const ITEM = Buffer.from('<si><t')
const ITEM_END = Buffer.from('</t></si>')
const EMPTY = ['<si/>', '<si><t/></si>'].map((item) => Buffer.from(item))

export class StringsScanner extends ByteScanner implements ItemScanner {
  readonly opening = '<sst'
  readonly closing = '</si>'
  stopped: 'cut' | 'odd' | 'full' = 'cut'
  private readonly strings: SharedStrings

  constructor(strings: SharedStrings) {
    super()
    this.strings = strings
  }

  scan(bytes: Bytes, start: number, end: number): number {
    let at = start
    while (true) {
      const next = this.item(bytes, this.passSpace(bytes, at))
      if (next < 0) break
      at = next
    }
    this.stopped = this.failed >= end ? 'cut' : 'odd'
    return at
  }

  private item(bytes: Bytes, start: number): number {
    const tag = this.passLiteral(bytes, start, ITEM)
    const text = tag < 0 ? -1 : this.passTextTag(bytes, tag)
    const end = text < 0 ? -1 : this.passText(bytes, text)
    const next = end < 0 ? -1 : this.passLiteral(bytes, end, ITEM_END)
    if (next < 0) return this.emptyItem(bytes, start)
    if ((this.found & (REFERENCES | ESCAPES)) === 0) {
      this.strings.addBytes(bytes, text, end, (this.found & WIDE) === 0)
      return next
    }
    const string = this.string(bytes, text, end)
    if (string === undefined) return this.fail(text)
    this.strings.add(string)
    return next
  }

  private emptyItem(bytes: Bytes, start: number): number {
    const failed = this.failed
    for (const item of EMPTY) {
      const next = this.passLiteral(bytes, start, item)
      if (next < 0) continue
      this.strings.addBytes(bytes, start, start, true)
      return next
    }
    return this.fail(failed)
  }
}
