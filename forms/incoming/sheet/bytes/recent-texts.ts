/** A cache of short texts: most columns repeat few values. */
import type { Bytes } from './bytes.ts'

const BITS = 12
const SLOTS = 1 << BITS
const SHIFT = 32 - BITS
const LONGEST = 24
const WORDS = LONGEST / 4
const FACTOR = 0x9e3779b1
/** IDs and telephone numbers hardly repeat. */
const LONGEST_ASCII = 10

export class RecentTexts {
  /** Bytes in words of four, the last word first. */
  private readonly keys = new Int32Array(SLOTS * WORDS)
  private readonly lengths = new Uint8Array(SLOTS)
  private readonly texts: string[] = new Array(SLOTS).fill('')
  private of: Bytes | undefined
  private view: DataView = new DataView(new ArrayBuffer(0))

  /** `wide`: UTF-8 beyond ASCII. */
  get(bytes: Bytes, start: number, end: number, wide: boolean): string {
    const length = end - start
    if (length > (wide ? LONGEST : LONGEST_ASCII)) {
      return wide ? bytes.utf8Slice(start, end) : bytes.latin1Slice(start, end)
    }
    if (bytes !== this.of) {
      this.of = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    const { view, keys, lengths, texts } = this
    const tail =
      length >= 4
        ? view.getInt32(end - 4, true)
        : (bytes[start] ?? 0) | ((bytes[start + (length >> 1)] ?? 0) << 8) | ((bytes[end - 1] ?? 0) << 16)
    let hash = Math.imul(tail ^ length, FACTOR)
    for (let at = start; at < end - 4; at += 4) hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(at, true), FACTOR)
    const slot = hash >>> SHIFT
    const key = slot * WORDS
    if (lengths[slot] === length && keys[key] === tail) {
      let at = start
      for (let word = key + 1; at < end - 4 && keys[word] === view.getInt32(at, true); word++) at += 4
      if (at >= end - 4) return texts[slot] ?? ''
    }
    const text = wide ? bytes.utf8Slice(start, end) : bytes.latin1Slice(start, end)
    keys[key] = tail
    for (let at = start, word = key + 1; at < end - 4; at += 4) keys[word++] = view.getInt32(at, true)
    lengths[slot] = length
    texts[slot] = text
    return text
  }
}
