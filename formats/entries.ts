/** Entries (docs/formats.md#entries). */
import { Fault } from '../schemas/fault.ts'

export const ENTRY = 32
export const KEY = 16
const ROW_AT = 16
export const NAME_AT = 24
export const PERIOD_AT = 30

export function compareKeys(a: DataView, aAt: number, b: DataView, bAt: number): number {
  for (let i = 0; i < KEY; i += 4) {
    const difference = a.getUint32(aAt + i) - b.getUint32(bAt + i)
    if (difference !== 0) return difference
  }
  return 0
}

export function sameRow(a: DataView, aAt: number, b: DataView, bAt: number): boolean {
  return (
    a.getUint32(aAt + ROW_AT) === b.getUint32(bAt + ROW_AT) &&
    a.getUint32(aAt + ROW_AT + 4) === b.getUint32(bAt + ROW_AT + 4)
  )
}

export function comparePersons(a: DataView, aAt: number, b: DataView, bAt: number): number {
  for (let i = 0; i < KEY - 4; i += 4) {
    const difference = a.getUint32(aAt + i) - b.getUint32(bAt + i)
    if (difference !== 0) return difference
  }
  return (a.getUint32(aAt + KEY - 4) >>> 8) - (b.getUint32(bAt + KEY - 4) >>> 8)
}

/** Months since 1900; 0 is none. */
export function periodNumber(period: string): number {
  return (Number(period.slice(0, 4)) - 1900) * 12 + Number(period.slice(5, 7))
}

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const WORDS = ENTRY / 4
const wordsOf = (bytes: Buffer) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)

export class EntryTable {
  #bytes = Buffer.allocUnsafeSlow(1024 * ENTRY)
  #view = viewOf(this.#bytes)
  #words = wordsOf(this.#bytes)
  #count = 0
  /** Index + 1; 0 is free. */
  #table = new Uint32Array(4096)

  get count(): number {
    return this.#count
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  /** The new index, or `-1 - index` where the key is there. */
  add(key: Uint8Array): number {
    let slot = this.#slotOf(key, 0)
    for (;;) {
      const held = this.#table[slot]!
      if (held === 0) break
      if (this.#isKey(held - 1, key)) return -held
      slot = (slot + 1) & (this.#table.length - 1)
    }
    if ((this.#count + 1) * ENTRY > this.#bytes.length) this.#grow()
    const index = this.#count++
    for (let i = 0; i < KEY; i++) this.#bytes[index * ENTRY + i] = key[i]!
    this.#table[slot] = index + 1
    if (this.#count * 2 > this.#table.length) this.#rehash()
    return index
  }

  /** All entries without `keep`. Sorting ends the table. */
  sorted(keep?: Uint8Array): Uint8Array {
    // The hash table is spent by now.
    const indexes = this.#table.subarray(0, this.#count)
    const firsts = this.#table.subarray(this.#table.length / 2)
    let n = 0
    for (let i = 0; i < this.#count; i++) {
      if (keep && keep[i] !== 1) continue
      if (i > n) this.#move(n, i)
      n++
    }
    const bits = Math.max(1, Math.floor(Math.log2(n)))
    const firstBits = (i: number) => this.#view.getUint32(i * ENTRY) >>> (32 - bits)
    firsts.fill(0, 0, 2 ** bits)
    for (let i = 0; i < n; i++) firsts[firstBits(i)]!++
    for (let value = 0, first = 0; value < 2 ** bits; value++) {
      const count = firsts[value]!
      firsts[value] = first
      first += count
    }
    for (let i = 0; i < n; i++) indexes[firsts[firstBits(i)]!++] = i
    for (let i = 1; i < n; i++) {
      for (let j = i; j > 0 && this.#compare(indexes[j - 1]!, indexes[j]!) > 0; j--) {
        const swap = indexes[j]!
        indexes[j] = indexes[j - 1]!
        indexes[j - 1] = swap
      }
    }
    this.#arrange(indexes.subarray(0, n))
    this.#count = 0
    this.#table = new Uint32Array(0)
    return this.#bytes.subarray(0, n * ENTRY)
  }

  /** Each entry displaces another until the round closes. */
  #arrange(indexes: Uint32Array): void {
    const words = this.#words
    const first = new Uint32Array(WORDS)
    for (let start = 0; start < indexes.length; start++) {
      if (indexes[start] === start) continue
      for (let i = 0; i < WORDS; i++) first[i] = words[start * WORDS + i]!
      let place = start
      for (let from = indexes[place]!; from !== start; from = indexes[place]!) {
        this.#move(place, from)
        indexes[place] = place
        place = from
      }
      words.set(first, place * WORDS)
      indexes[place] = place
    }
  }

  /** Copying few bytes costs less word by word. */
  #move(to: number, from: number): void {
    const words = this.#words
    for (let i = 0; i < WORDS; i++) words[to * WORDS + i] = words[from * WORDS + i]!
  }

  #compare(a: number, b: number): number {
    return compareKeys(this.#view, a * ENTRY, this.#view, b * ENTRY)
  }

  #slotOf(key: Uint8Array, at: number): number {
    const head = key[at]! | (key[at + 1]! << 8) | (key[at + 2]! << 16) | (key[at + 3]! << 24)
    const word = head ^ Math.imul(key[at + 15]!, 0x9e3779b1)
    return (word >>> 0) & (this.#table.length - 1)
  }

  #isKey(index: number, key: Uint8Array): boolean {
    const at = index * ENTRY
    for (let i = 0; i < KEY; i++) if (this.#bytes[at + i] !== key[i]) return false
    return true
  }

  #grow(): void {
    if (this.#count >= 0xffffff) throw new Fault('impossible', 'more rows than a file can have')
    const larger = Buffer.allocUnsafeSlow(this.#bytes.length * 2)
    this.#bytes.copy(larger)
    this.#bytes = larger
    this.#view = viewOf(larger)
    this.#words = wordsOf(larger)
  }

  #rehash(): void {
    this.#table = new Uint32Array(this.#table.length * 2)
    for (let i = 0; i < this.#count; i++) {
      let slot = this.#slotOf(this.#bytes, i * ENTRY)
      while (this.#table[slot] !== 0) slot = (slot + 1) & (this.#table.length - 1)
      this.#table[slot] = i + 1
    }
  }
}
