/** Accepted register rows wait on local disk in 256 buckets by key, sorted one after the other (ADR 16). */

import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { ENTRY, KEY } from '../../../formats/entries.ts'
import type { RowBytes, RowSource } from '../../../formats/register-rows.ts'
import { ID } from '../../../formats/register-table.ts'
import type { Roster } from '../../../formats/roster.ts'
import { UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import { Fault } from '../../../schemas/fault.ts'
import { present } from '../../../schemas/present.ts'

const BUCKETS = 256
const ROW_HEAD = KEY + 4
const BLANK = 0x20
const CHUNK_FIRST = 2048
const CHUNK_MOST = 32 * 1024
/** The function's disk has room for so much. */
const MOST_BYTES = 640 * 1024 ** 2

interface Bucket {
  open: Buffer
  length: number
  rows: number
  readonly chunks: { readonly at: number; readonly length: number }[]
}

const NOTHING = Buffer.alloc(0)
const emptyBuckets = (): Bucket[] =>
  Array.from({ length: BUCKETS }, () => ({ open: NOTHING, length: 0, rows: 0, chunks: [] }))

export class RowSpool implements RowSource {
  readonly #path: string
  readonly #mostBytes: number
  #fd: number | undefined
  #written = 0
  #buckets = emptyBuckets()
  readonly #read = new BucketRows()
  #entries: Roster = Buffer.alloc(0)

  constructor(path: string, mostBytes = MOST_BYTES) {
    this.#path = path
    this.#mostBytes = mostBytes
  }

  /** @throws UnreadableFile where the rows have too much text */
  add(key: Uint8Array, id: string, row: Uint8Array): void {
    const bucket = this.#bucketAt(present(key[0], 'the first byte of a key'))
    const length = ROW_HEAD + ID + row.length
    if (bucket.length + length > bucket.open.length) this.#makeRoom(bucket, length)
    const { open } = bucket
    let at = bucket.length
    open.set(key, at)
    at += KEY
    at = open.writeUInt32BE(ID + row.length, at)
    for (let i = 0; i < ID; i++) open[at++] = i < id.length ? id.charCodeAt(i) : BLANK
    open.set(row, at)
    bucket.length += length
    bucket.rows++
  }

  end(entries: Roster): void {
    this.#entries = entries
    let first = 0
    for (const [i, { rows }] of this.#buckets.entries()) {
      this.#read.firsts[i] = first
      first += rows
    }
    this.#read.firsts[BUCKETS] = first
  }

  get entries(): Roster {
    return this.#entries
  }

  textAt(row: number): RowBytes {
    const bucket = present(this.#entries[row * ENTRY], 'an entry of the register')
    if (bucket !== this.#read.bucket) this.#read.fill(bucket, this.#bytesOf(this.#bucketAt(bucket)))
    return this.#read.at(row)
  }

  #bucketAt(first: number): Bucket {
    return present(this.#buckets[first], 'the bucket of a key')
  }

  clear(): void {
    this.dispose()
    this.#written = 0
    this.#buckets = emptyBuckets()
    this.#read.bucket = -1
  }

  dispose(): void {
    if (this.#fd === undefined) return
    closeSync(this.#fd)
    rmSync(this.#path, { force: true })
    this.#fd = undefined
  }

  #makeRoom(bucket: Bucket, length: number): void {
    if (bucket.open.length >= CHUNK_MOST) {
      if (this.#written + bucket.length > this.#mostBytes) throw new UnreadableFile('file-unreadable', 'too-much')
      this.#fd ??= openSync(this.#path, 'wx+')
      writeSync(this.#fd, bucket.open, 0, bucket.length, this.#written)
      bucket.chunks.push({ at: this.#written, length: bucket.length })
      this.#written += bucket.length
      bucket.length = 0
      if (length <= bucket.open.length) return
    }
    const larger = Buffer.allocUnsafeSlow(Math.max(CHUNK_FIRST, bucket.open.length * 2, length))
    bucket.open.copy(larger, 0, 0, bucket.length)
    bucket.open = larger
  }

  #bytesOf({ open, length, chunks }: Bucket): Buffer {
    const bytes = this.#read.room(chunks.reduce((sum, chunk) => sum + chunk.length, length))
    let at = 0
    for (const chunk of chunks) {
      const read = readSync(present(this.#fd, 'the file of rows'), bytes, at, chunk.length, chunk.at)
      if (read !== chunk.length) throw new Fault('rows-cut-off', 'rows on disk are cut off')
      at += read
    }
    open.copy(bytes, at, 0, length)
    return bytes
  }
}

class BucketRows {
  readonly firsts = new Uint32Array(BUCKETS + 1)
  bucket = -1
  #bytes = Buffer.alloc(0)
  #starts = new Uint32Array(0)
  /** 32 bits of the key above 21 bits of place: sorted without a call a comparison. */
  #order = new Float64Array(0)

  room(size: number): Buffer {
    if (size > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(size)
    return this.#bytes
  }

  fill(bucket: number, bytes: Buffer): void {
    this.bucket = bucket
    const rows = this.#first(bucket + 1) - this.#first(bucket)
    if (rows > this.#starts.length) {
      this.#starts = new Uint32Array(rows)
      this.#order = new Float64Array(rows)
    }
    for (let i = 0, at = 0; i < rows; i++) {
      this.#starts[i] = at
      this.#order[i] = bytes.readUInt32BE(at + 1) * PLACES + i
      at += ROW_HEAD + bytes.readUInt32BE(at + KEY)
    }
    const order = this.#order.subarray(0, rows).sort()
    // Keys that share these bits are put right one by one.
    for (let i = 1; i < rows; i++) {
      for (let j = i; j > 0 && this.#compare(order[j - 1]!, order[j]!) > 0; j--) {
        const swap = order[j]!
        order[j] = order[j - 1]!
        order[j - 1] = swap
      }
    }
  }

  at(row: number): RowBytes {
    const start = this.#startOf(present(this.#order[row - this.#first(this.bucket)], 'a row of the bucket'))
    const from = start + ROW_HEAD
    return { bytes: this.#bytes, start: from, end: from + this.#bytes.readUInt32BE(start + KEY) }
  }

  #first = (bucket: number) => present(this.firsts[bucket], 'a bucket')

  #startOf = (place: number) => present(this.#starts[place % PLACES], 'the start of a row')

  #compare(a: number, b: number): number {
    const first = Math.trunc(a / PLACES) - Math.trunc(b / PLACES)
    if (first !== 0) return first
    const [x, y] = [this.#startOf(a), this.#startOf(b)]
    return this.#bytes.compare(this.#bytes, y, y + KEY, x, x + KEY)
  }
}

/** More rows than a file can have. */
const PLACES = 2 ** 21
