/** Changes for persons (docs/formats.md#unit-lines). */
import { gunzipSync, gzip, gzipSync } from 'node:zlib'
import type { UnitObject } from '../schemas/records/work-units.ts'

export type Op = '=' | '-' | '+' | '?'

export interface UnitLine {
  readonly key: string
  readonly slot: number
  readonly op: Op
  readonly json: string
}

const KEY_END = 30
const OP_AT = 32
/** Bytes before compression. */
const MEMBER = 256 * 1024
const LEVEL = 1
const MOST_PACKING = 4
const NOTHING = Buffer.alloc(0)
const HEX = Buffer.from('0123456789abcdef')
const [SET, MIDDLE, END] = ['={"id":"', '","row":', '}\n'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer]

type Member = { raw: Buffer; packed?: undefined } | { raw?: undefined; packed: Buffer }

interface Shard {
  text: Buffer
  length: number
  readonly members: Member[]
}

export function unitLine(key: string, slot: number, op: Op, json = ''): string {
  return `${key}${slot < 16 ? '0' : ''}${slot.toString(16)}${op}${json}\n`
}

/** Members are compressed as they fill: memory holds a fifth of the text. */
export class UnitLines {
  readonly #shards: Shard[]
  readonly #spare: Buffer[] = []
  #packing = 0
  constructor(shards: number) {
    this.#shards = Array.from({ length: shards }, () => ({ text: NOTHING, length: 0, members: [] }))
  }

  add(shard: number, line: string): void {
    const s = this.#roomFor(shard, line.length * 3)
    s.length += s.text.write(line, s.length)
  }

  /** @param key 16 bytes, the last of them the slot */
  addSet(shard: number, key: Uint8Array, id: string, row: Uint8Array): void {
    const s = this.#roomFor(shard, OP_AT + SET.length + id.length + MIDDLE.length + row.length + END.length)
    const { text } = s
    let at = s.length
    for (let i = 0; i < OP_AT / 2; i++) {
      text[at++] = HEX[key[i]! >> 4]!
      text[at++] = HEX[key[i]! & 15]!
    }
    for (let i = 0; i < SET.length; i++) text[at++] = SET[i]!
    for (let i = 0; i < id.length; i++) text[at++] = id.charCodeAt(i)
    for (let i = 0; i < MIDDLE.length; i++) text[at++] = MIDDLE[i]!
    text.set(row, at)
    at += row.length
    for (let i = 0; i < END.length; i++) text[at++] = END[i]!
    s.length = at
  }

  #roomFor(shard: number, most: number): Shard {
    const s = this.#shards[shard]!
    if (s.length + most <= s.text.length) return s
    this.#end(s)
    if (s.text.length === 0) s.text = s.members.length > 0 ? this.#buffer() : Buffer.allocUnsafeSlow(this.#first(shard))
    if (most > s.text.length) s.text = Buffer.allocUnsafeSlow(most)
    return s
  }

  finish(): { bytes: Buffer; ranges: UnitObject['ranges'] } {
    const { parts, ranges } = this.parts()
    return { bytes: Buffer.concat(parts), ranges }
  }

  /** A million rows are 50 MB, too many to hold twice. */
  parts(): { parts: Buffer[]; ranges: UnitObject['ranges'] } {
    const ranges: UnitObject['ranges'] = []
    const parts: Buffer[] = []
    let at = 0
    for (const [shard, s] of this.#shards.entries()) {
      this.#end(s, true)
      const start = at
      for (const member of s.members) {
        const packed = pack(member)
        at += packed.length
        parts.push(packed)
      }
      if (at > start) ranges.push({ shard, start, end: at })
    }
    return { parts, ranges }
  }

  /** @param wanted keys with slots, as hex */
  copyTo(target: UnitLines, wanted?: ReadonlySet<string>): void {
    for (const [shard, s] of this.#shards.entries()) {
      if (!wanted) {
        this.#end(s, true)
        target.#shards[shard]!.members.push(...s.members)
        continue
      }
      for (const line of textsOf(s)) if (wanted.has(line.slice(0, OP_AT))) target.add(shard, `${line}\n`)
    }
  }

  *all(): Generator<UnitLine> {
    for (const s of this.#shards) for (const line of textsOf(s)) yield parsed(line)
  }

  /** First members differ in size, so that shards do not all compress at once. */
  #first(shard: number): number {
    return Math.ceil((MEMBER * (shard + 1)) / this.#shards.length)
  }

  #buffer(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(MEMBER)
  }

  #end(s: Shard, now = false): void {
    if (s.length === 0) return
    const { text } = s
    const member: Member = { raw: text.subarray(0, s.length) }
    s.members.push(member)
    s.length = 0
    if (now || this.#packing >= MOST_PACKING) {
      pack(member)
      return
    }
    s.text = NOTHING
    this.#packing++
    gzip(member.raw, { level: LEVEL }, (error, packed) => {
      this.#packing--
      // Readers compress a failed member again.
      if (error || member.packed) return
      Object.assign(member, { raw: undefined, packed })
      if (text.length === MEMBER) this.#spare.push(text)
    })
  }
}

function pack(member: Member): Buffer {
  const packed = member.packed ?? gzipSync(member.raw, { level: LEVEL })
  Object.assign(member, { raw: undefined, packed })
  return packed
}

export function* readUnitLines(bytes: Buffer): Generator<UnitLine> {
  if (bytes.length === 0) return
  for (const line of linesOf(gunzipSync(bytes).toString())) yield parsed(line)
}

function parsed(line: string): UnitLine {
  return { key: line.slice(0, KEY_END), slot: slotOf(line), op: line[OP_AT] as Op, json: line.slice(OP_AT + 1) }
}

const slotOf = (line: string) => Number.parseInt(line.slice(KEY_END, OP_AT), 16)

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    yield text.slice(at, end)
    at = end + 1
  }
}

function* textsOf({ text, length, members }: Shard): Generator<string> {
  for (const { raw, packed } of members) yield* linesOf((packed ? gunzipSync(packed) : raw).toString())
  yield* linesOf(text.toString('utf8', 0, length))
}
