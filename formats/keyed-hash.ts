/**
 * Keyed hashes: a person's key and the digests in rosters say nothing to who lacks the secret
 * (docs/adr/0005-hashed-keys.md).
 */
import { hash } from 'node:crypto'

const ID = /^\d{17}[\dX]$/

export interface KeyedHash {
  /** The person's key: 15 bytes of HMAC-SHA-256 of the ID number, at `offset` of `target`. */
  personKey(id: string, target: Buffer, offset: number): void
  /** The same as 30 hex digits. */
  personKeyHex(id: string): string
  /** 8 bytes of a keyed digest of what a row says, a text or its UTF-8, at `offset` of `target`. */
  digest(text: string | Uint8Array, target: Buffer, offset: number): void
}

/**
 * `secret`: at least 32 characters of ASCII. HMAC is built from one-shot hashes, because `crypto.createHmac` costs
 * ten times as much a call (10 us against 1; measured on Node 24) and there are three a row.
 */
export function keyedHash(secret: string): KeyedHash {
  // RFC 2104 with a 64-byte ASCII key: K xor ipad and K xor opad are ASCII again, so the inner hash takes a string.
  const key = hash('sha256', secret, 'hex')
  const xor = (pad: number) => String.fromCharCode(...Array.from(key, (c) => c.charCodeAt(0) ^ pad))
  const outer = Buffer.concat([Buffer.from(xor(0x5c), 'latin1'), Buffer.alloc(32)])
  const inner = xor(0x36)
  // Of the length that all ID numbers have: bytes in a buffer are hashed in half the time of a string.
  const innerId = Buffer.concat([Buffer.from(inner, 'latin1'), Buffer.alloc(18)])
  // A digest comes as a string of its bytes: as a buffer it costs twice as much, most of it memory to be freed again.
  const hmac = (text: string): string => {
    const isId = ID.test(text)
    if (isId) put(innerId, 64, text, 18)
    put(outer, 64, hash('sha256', isId ? innerId : inner + text, 'binary'), 32)
    return hash('sha256', outer, 'binary')
  }
  let keyed = Buffer.alloc(1024)
  keyed.write(key)
  const digest = (text: string | Uint8Array): string => {
    // A character of a string takes three bytes at most.
    const most = 64 + text.length * 3
    if (most > keyed.length) keyed = Buffer.concat([keyed.subarray(0, 64)], most)
    if (typeof text !== 'string') keyed.set(text, 64)
    const length = typeof text === 'string' ? keyed.write(text, 64) : text.length
    return hash('sha256', keyed.subarray(0, 64 + length), 'binary')
  }
  return {
    personKey: (id, target, offset) => put(target, offset, hmac(id), 15),
    personKeyHex: (id) => Buffer.from(hmac(id), 'latin1').toString('hex', 0, 15),
    // Fixed-length secret in front and a truncated digest: no extension to fear, and one hash instead of two.
    digest: (text, target, offset) => put(target, offset, digest(text), 8),
  }
}

/** Bytes that a string holds, a character each: so few cost less one by one than as a call. */
function put(target: Buffer, offset: number, bytes: string, length: number): void {
  for (let i = 0; i < length; i++) target[offset + i] = bytes.charCodeAt(i)
}
