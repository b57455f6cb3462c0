/**
 * Unit lines: what is to be merged into persons, as text, in gzip members. A line is the person's key (30 hex digits),
 * the slot (2), one character that says what happens, and for a set its JSON. Each shard has a run of members.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import type { UnitObject } from '../schemas/messages.ts'

/** set: the fact with this content; end: it holds no longer; revive: it holds again as it was; decide: nothing new. */
export type Op = '=' | '-' | '+' | '?'

export interface UnitLine {
  readonly key: string
  readonly slot: number
  readonly op: Op
  /** The content of a set, as JSON. */
  readonly json: string
}

const KEY_END = 30
const OP_AT = 32
/** Bytes before compression of one member: large enough to compress, small enough to hold 16 of them. */
const MEMBER = 128 * 1024
const LEVEL = 1
const NOTHING = Buffer.alloc(0)

/** Of one shard: lines that are not compressed yet, in the first bytes of `text`, and those that are. */
interface Shard {
  text: Buffer
  length: number
  readonly members: Buffer[]
}

export function unitLine(key: string, slot: number, op: Op, json = ''): string {
  return `${key}${slot < 16 ? '0' : ''}${slot.toString(16)}${op}${json}\n`
}

/** Collects lines by shard, compressing as they come: what is held in memory is a tenth of the text. */
export class UnitLines {
  readonly #shards: Shard[]
  constructor(shards: number) {
    this.#shards = Array.from({ length: shards }, () => ({ text: NOTHING, length: 0, members: [] }))
  }

  add(shard: number, line: string): void {
    const s = this.#shards[shard]!
    // A character of a string takes three bytes at most.
    const most = line.length * 3
    if (s.length + most > s.text.length) {
      this.#compress(s)
      if (most > s.text.length) s.text = Buffer.allocUnsafeSlow(Math.max(MEMBER, most))
    }
    s.length += s.text.write(line, s.length)
  }

  /** The object's bytes, and where the shards that have lines stand in it. */
  finish(): { bytes: Buffer; ranges: UnitObject['ranges'] } {
    const ranges: UnitObject['ranges'] = []
    const members: Buffer[] = []
    let at = 0
    for (const [shard, s] of this.#shards.entries()) {
      this.#compress(s)
      const length = s.members.reduce((sum, member) => sum + member.length, 0)
      if (length > 0) ranges.push({ shard, start: at, end: at + length })
      members.push(...s.members)
      at += length
    }
    return { bytes: Buffer.concat(members), ranges }
  }

  /** Copies the lines that are wanted, by key and slot as they begin the line (32 hex digits), or all. */
  copyTo(target: UnitLines, wanted?: ReadonlySet<string>): void {
    for (const [shard, s] of this.#shards.entries()) {
      if (!wanted) {
        this.#compress(s)
        target.#shards[shard]!.members.push(...s.members)
        continue
      }
      for (const line of textsOf(s)) if (wanted.has(line.slice(0, OP_AT))) target.add(shard, `${line}\n`)
    }
  }

  /** Every line, shard by shard, in the order in which they were added. */
  *all(): Generator<UnitLine> {
    for (const s of this.#shards) for (const line of textsOf(s)) yield parsed(line)
  }

  #compress(s: Shard): void {
    if (s.length === 0) return
    s.members.push(gzipSync(s.text.subarray(0, s.length), { level: LEVEL }))
    s.length = 0
  }
}

/** The lines of one shard's range. */
export function* readUnitLines(bytes: Buffer): Generator<UnitLine> {
  if (bytes.length === 0) return
  // gunzip goes on over all the members of the range.
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
  for (const member of members) yield* linesOf(gunzipSync(member).toString())
  yield* linesOf(text.toString('utf8', 0, length))
}
