/** Plain ASCII tags out of a worksheet's bytes. */

import type { Bytes } from '../bytes/bytes.ts'
import { ByteScanner } from './byte-scanner.ts'

const SPACE = 0x20
const QUOTE = 0x22
const SLASH = 0x2f
const COLON = 0x3a
const LESS = 0x3c
const EQUALS = 0x3d
const GREATER = 0x3e

/** Saxes compares more in linear time. */
const MOST_ATTRIBUTES = 32

const IS_VALUE = new Uint8Array(256).fill(1, 0x20, 0x7f)
for (const byte of [QUOTE, LESS, 0x26]) IS_VALUE[byte] = 0

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function isNameByte(byte: number): boolean {
  return isLetter(byte) || (byte >= 48 && byte <= 57)
}

export class TagScanner extends ByteScanner {
  protected prefixes: ReadonlySet<string> = new Set()
  /** 0 where a row's tag has none. */
  protected number = 0
  protected empty = false
  protected integer = 0

  /** Sets `integer`, right up to nine digits. */
  protected passDigits(bytes: Bytes, start: number): number {
    let at = start
    let value = 0
    for (let byte = (bytes[at] ?? 0) - 48; byte >= 0 && byte <= 9; byte = (bytes[at] ?? 0) - 48) {
      value = (value * 10 + byte) | 0
      at++
    }
    this.integer = value
    return at
  }

  protected attributes(bytes: Bytes, start: number, isRow: boolean): number {
    let at = start
    const names: string[] = []
    while (bytes[at] === SPACE && bytes[at + 1] !== SLASH && bytes[at + 1] !== GREATER) {
      const from = ++at
      at = this.passName(bytes, at)
      if (at < 0) return -1
      if (bytes[at] === COLON) {
        // Saxes rejects a prefix that nobody declared.
        if (!this.prefixes.has(bytes.latin1Slice(from, at))) return this.fail(at)
        at = this.passName(bytes, at + 1)
        if (at < 0) return -1
      }
      if (bytes[at] !== EQUALS) return this.fail(at)
      if (bytes[at + 1] !== QUOTE) return this.fail(at + 1)
      const name = bytes.latin1Slice(from, at)
      if (name.startsWith('xmlns') || names.length === MOST_ATTRIBUTES || names.includes(name)) return this.fail(from)
      names.push(name)
      at += 2
      const value = at
      while (IS_VALUE[bytes[at] ?? 0] === 1) at++
      if (bytes[at] !== QUOTE) return this.fail(at)
      if (isRow && name === 'r') {
        const number = bytes.latin1Slice(value, at)
        if (!/^[1-9]\d{0,6}$/.test(number)) return this.fail(value)
        this.number = Number(number)
      }
      at++
    }
    return this.tagEnd(bytes, at)
  }

  private passName(bytes: Bytes, start: number): number {
    let at = start
    if (!isLetter(bytes[at] ?? 0)) return this.fail(at)
    while (isNameByte(bytes[at] ?? 0)) at++
    return at
  }

  protected tagEnd(bytes: Bytes, start: number): number {
    const at = bytes[start] === SPACE ? start + 1 : start
    this.empty = bytes[at] === SLASH
    if (this.empty) return bytes[at + 1] === GREATER ? at + 2 : this.fail(at + 1)
    return bytes[at] === GREATER ? at + 1 : this.fail(at)
  }
}
