/** Texts as bytes in blocks: JavaScript strings would take 400 MB for a million rows. */

import { tooMuch } from '../limits.ts'
import { asBytes, type Bytes } from './bytes.ts'

const BLOCK_BITS = 22
const BLOCK = 1 << BLOCK_BITS
const PAGE_BITS = 16
const PAGE = 1 << PAGE_BITS
/** A length has 15 bits, the 16th marks ASCII; longer texts stand apart. */
const LONG = 0x7fff
const MOST_BYTES = 256 * 1024 ** 2
const MOST_STRINGS = 12_500_000
const RECENT = 1 << 14
const LONGEST_RECENT = 256

export class SharedStrings {
  count = 0
  private blocks: Bytes[] = []
  private block: Bytes = asBytes(new Uint8Array(0))
  private used = 0
  private pages: Uint32Array[] = []
  private page = new Uint32Array(0)
  private longText = 0
  private readonly long = new Map<number, string>()
  /** Decoded texts of columns with few values. */
  private readonly recentIndex = new Int32Array(RECENT).fill(-1)
  private readonly recentText: string[] = new Array(RECENT).fill('')

  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined
    const slot = index & (RECENT - 1)
    if (this.recentIndex[slot] === index) return this.recentText[slot]
    const text = this.decode(index)
    if (text === undefined || text.length > LONGEST_RECENT) return text
    this.recentIndex[slot] = index
    this.recentText[slot] = text
    return text
  }

  private decode(index: number): string | undefined {
    const place = this.pages[index >> PAGE_BITS]?.[index & (PAGE - 1)] ?? 0
    const block = this.blocks[place >>> BLOCK_BITS]
    if (!block) return undefined
    const at = place & (BLOCK - 1)
    const head = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8)
    const length = head & LONG
    if (length === LONG) return this.long.get(index)
    return (head & 0x8000) === 0 ? block.utf8Slice(at + 2, at + 2 + length) : block.latin1Slice(at + 2, at + 2 + length)
  }

  add(text: string): void {
    const bytes = Buffer.from(text)
    // A lone surrogate (`_xD83D_`) does not survive UTF-8.
    if (bytes.length >= LONG || !text.isWellFormed()) this.addLong(text)
    else this.addBytes(bytes, 0, bytes.length, bytes.length === text.length)
  }

  addBytes(bytes: Uint8Array, start: number, end: number, ascii: boolean): void {
    const length = end - start
    if (length >= LONG) {
      this.addLong(asBytes(bytes).utf8Slice(start, end))
      return
    }
    let at = this.place(length + 2)
    const block = this.block
    block[at++] = length
    block[at++] = (length >> 8) | (ascii ? 0x80 : 0)
    if (length > 64) block.set(bytes.subarray(start, end), at)
    else for (let from = start; from < end; ) block[at++] = bytes[from++] ?? 0
  }

  private addLong(text: string): void {
    this.longText += text.length * 2
    this.long.set(this.count, text)
    const at = this.place(2)
    this.block[at] = 0xff
    this.block[at + 1] = 0x7f
  }

  private place(length: number): number {
    const bytes = this.blocks.length * BLOCK + this.pages.length * PAGE * 4 + this.longText
    if (bytes > MOST_BYTES || this.count === MOST_STRINGS) throw tooMuch()
    if (this.used + length > this.block.length) this.grow(length)
    if ((this.count & (PAGE - 1)) === 0) {
      this.page = new Uint32Array(PAGE)
      this.pages.push(this.page)
    }
    const at = this.used
    this.page[this.count & (PAGE - 1)] = (this.blocks.length - 1) * BLOCK + at
    this.count++
    this.used += length
    return at
  }

  /** Small tables keep one small block. */
  private grow(length: number): void {
    const first = this.blocks.length <= 1 && this.used + length <= BLOCK
    const block = asBytes(new Uint8Array(first ? Math.min(BLOCK, (this.used + length) * 4) : BLOCK))
    if (first) {
      block.set(this.block)
      this.blocks[0] = block
    } else {
      this.blocks.push(block)
      this.used = 0
    }
    this.block = block
  }
}
