/**
 * What both scanners share: methods return the place behind what they took, or -1 with `failed` set, and take nothing
 * that saxes would reject.
 */
import type { Bytes } from '../bytes/bytes.ts'
import { RecentTexts } from '../bytes/recent-texts.ts'
import { resolveReferences, unescapeText } from './xml-text.ts'

const LESS = 0x3c
const AMPERSAND = 0x26
const UNDERSCORE = 0x5f
const BRACKET = 0x5d
const GREATER = 0x3e

/** 1: the byte ends the text or needs a look. */
const SPECIAL = new Uint8Array(256)
for (let byte = 0; byte < 0x20; byte++) SPECIAL[byte] = byte === 9 || byte === 10 ? 0 : 1
for (const byte of [LESS, AMPERSAND, UNDERSCORE, GREATER]) SPECIAL[byte] = 1
for (let byte = 0x80; byte < 0x100; byte++) SPECIAL[byte] = 1

export const WIDE = 1
export const REFERENCES = 2
export const ESCAPES = 4

export class ByteScanner {
  failed = 0
  found = 0
  protected readonly recent = new RecentTexts()

  protected fail(at: number): -1 {
    this.failed = at
    return -1
  }

  protected passText(bytes: Bytes, start: number): number {
    let at = start
    let found = 0
    while (true) {
      const byte = bytes[at] ?? 0
      if (SPECIAL[byte] === 0) {
        at++
      } else if (byte >= 0x80) {
        found |= WIDE
        if (byte < 0xe0) at += 2
        else if (byte >= 0xf0) at += 4
        else if (byte === 0xef && bytes[at + 1] === 0xbf && (bytes[at + 2] ?? 0) >= 0xbe) return this.fail(at)
        else at += 3
      } else if (byte === LESS) {
        this.found = found
        return at
      } else if (byte === UNDERSCORE) {
        found |= ESCAPES
        at++
      } else if (byte === AMPERSAND) {
        found |= REFERENCES
        at++
      } else if (byte === GREATER && !(bytes[at - 1] === BRACKET && bytes[at - 2] === BRACKET)) {
        at++
      } else {
        return this.fail(at)
      }
    }
  }

  protected raw(bytes: Bytes, start: number, end: number): string | undefined {
    const text = this.recent.get(bytes, start, end, (this.found & WIDE) !== 0)
    return (this.found & REFERENCES) === 0 ? text : resolveReferences(text)
  }

  protected string(bytes: Bytes, start: number, end: number): string | undefined {
    const text = this.raw(bytes, start, end)
    return text === undefined || (this.found & (ESCAPES | REFERENCES)) === 0 ? text : unescapeText(text)
  }

  protected passLiteral(bytes: Bytes, start: number, literal: Uint8Array): number {
    for (let index = 0; index < literal.length; index++) {
      if (bytes[start + index] !== literal[index]) return this.fail(start + index)
    }
    return start + literal.length
  }

  protected passSpace(bytes: Bytes, start: number): number {
    let at = start
    for (let byte = bytes[at]; byte === 0x20 || byte === 10 || byte === 13 || byte === 9; byte = bytes[at]) at++
    return at
  }

  /** Begins behind `<t` or `<v`. */
  protected passTextTag(bytes: Bytes, start: number): number {
    if (bytes[start] === GREATER) return start + 1
    return this.passLiteral(bytes, start, PRESERVE)
  }
}

const PRESERVE = Buffer.from(' xml:space="preserve">')
