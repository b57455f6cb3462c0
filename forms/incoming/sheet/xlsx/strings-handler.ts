/** Shared strings out of saxes' events. */
import type { SaxesTagNS } from 'saxes'
import type { SharedStrings } from '../bytes/shared-strings.ts'
import { UnreadableFile } from '../sheet.ts'
import type { XmlHandler } from '../xml/xml-part.ts'
import { unescapeText } from '../xml/xml-text.ts'

/** Phonetic runs (`rPh`) are pronunciation, not text. */
const INSIDE: Record<string, readonly string[]> = { '': ['sst'], sst: ['si'], si: ['t', 'r'], r: ['t'] }
const LONGEST = 32 * 1024 * 1024

export class StringsHandler implements XmlHandler {
  private readonly strings: SharedStrings
  private readonly path: string[] = ['']
  private skipped = 0
  private string = ''

  constructor(strings: SharedStrings) {
    this.strings = strings
  }

  between(): boolean {
    return this.skipped === 0 && this.path.at(-1) === 'sst'
  }

  open(tag: SaxesTagNS): void {
    const parent = this.path.at(-1) ?? ''
    if (this.skipped > 0 || !INSIDE[parent]?.includes(tag.local)) {
      if (parent === '') throw new UnreadableFile('file-unreadable', 'damaged')
      this.skipped++
      return
    }
    this.path.push(tag.local)
    if (tag.local === 'si') this.string = ''
  }

  text(text: string): void {
    if (this.skipped > 0 || this.path.at(-1) !== 't') return
    this.string += text
    if (this.string.length > LONGEST) throw new UnreadableFile('file-unreadable', 'damaged')
  }

  close(): void {
    if (this.skipped > 0) this.skipped--
    else if (this.path.pop() === 'si') this.strings.add(unescapeText(this.string))
  }
}
