/** Keyed hashes (docs/adr/0005-hashed-keys.md). */
import { hash } from 'node:crypto'

const ID = /^\d{17}[\dX]$/

export interface KeyedHash {
  /** 15 bytes of HMAC-SHA-256. */
  personKey(id: string, target: Buffer, offset: number): void
  personKeyHex(id: string): string
  /** 8 bytes. */
  digest(text: string | Uint8Array, target: Buffer, offset: number): void
}

/** @param secret 32 ASCII characters or more */
export function keyedHash(secret: string): KeyedHash {
  // Both keys of RFC 2104 stay ASCII.
  const key = hash('sha256', secret, 'hex')
  const xor = (pad: number) => String.fromCharCode(...Array.from(key, (c) => c.charCodeAt(0) ^ pad))
  const outer = Buffer.concat([Buffer.from(xor(0x5c), 'latin1'), Buffer.alloc(32)])
  const inner = xor(0x36)
  const innerId = Buffer.concat([Buffer.from(inner, 'latin1'), Buffer.alloc(18)])
  // Binary strings cost half of what buffers do.
  const hmac = (text: string): string => {
    const isId = ID.test(text)
    if (isId) put(innerId, 64, text, 18)
    put(outer, 64, hash('sha256', isId ? innerId : inner + text, 'binary'), 32)
    return hash('sha256', outer, 'binary')
  }
  let keyed = Buffer.alloc(1024)
  keyed.write(key)
  const digest = (text: string | Uint8Array): string => {
    const most = 64 + text.length * 3
    if (most > keyed.length) keyed = Buffer.concat([keyed.subarray(0, 64)], most)
    if (typeof text !== 'string') keyed.set(text, 64)
    const length = typeof text === 'string' ? keyed.write(text, 64) : text.length
    return hash('sha256', keyed.subarray(0, 64 + length), 'binary')
  }
  return {
    personKey: (id, target, offset) => put(target, offset, hmac(id), 15),
    personKeyHex: (id) => Buffer.from(hmac(id), 'latin1').toString('hex', 0, 15),
    // A short digest leaves no room for extension.
    digest: (text, target, offset) => put(target, offset, digest(text), 8),
  }
}

function put(target: Buffer, offset: number, bytes: string, length: number): void {
  for (let i = 0; i < length; i++) target[offset + i] = bytes.charCodeAt(i)
}
