/**
 * Short texts decoded lately, found again by their bytes: most columns of a list hold few different values, and one
 * string for all of them costs neither the call into the decoder nor the memory.
 */
import type { Bytes } from './bytes.ts'

const SLOTS = 1 << 12
const LONGEST = 24
/** Plain ASCII from this length on is an ID or telephone number: it hardly comes again. */
const LONGEST_ASCII = 10

export class RecentTexts {
  private readonly keys = new Uint8Array(SLOTS * LONGEST)
  private readonly lengths = new Uint8Array(SLOTS)
  private readonly texts: string[] = new Array(SLOTS).fill('')

  /** The text of `bytes[start..end)`, which is UTF-8, or ASCII if it is not `wide`. */
  get(bytes: Bytes, start: number, end: number, wide: boolean): string {
    const length = end - start
    if (length > (wide ? LONGEST : LONGEST_ASCII)) {
      return wide ? bytes.utf8Slice(start, end) : bytes.latin1Slice(start, end)
    }
    let hash = length
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1)
    const { keys } = this
    const key = slot * LONGEST
    if (this.lengths[slot] === length) {
      let same = 0
      while (same < length && keys[key + same] === bytes[start + same]) same++
      if (same === length) return this.texts[slot]!
    }
    const text = wide ? bytes.utf8Slice(start, end) : bytes.latin1Slice(start, end)
    for (let index = 0; index < length; index++) keys[key + index] = bytes[start + index]!
    this.lengths[slot] = length
    this.texts[slot] = text
    return text
  }
}
