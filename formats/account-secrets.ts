/** Accounts' data under the hub's account key. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export interface AccountSecrets {
  keyOf(kind: 'name' | 'address' | 'identity', text: string): string
  /** Recovery codes and codes of letters. */
  digest(text: string): string
  isDigest(text: string, digest: string): boolean
  /** @param nonce 12 bytes */
  seal(text: string, nonce: Buffer): string
  /** @throws where it was altered */
  open(sealed: string): string
}

/** @param secret 32 characters or more */
export function accountSecrets(secret: string): AccountSecrets {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'yingbao account factors', 32))
  const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  const digest = (text: string) => hmac(`digest ${text}`).slice(0, 32)
  return {
    keyOf: (kind, text) => hmac(`${kind} ${text}`).slice(0, 32),
    digest,
    isDigest: (text, kept) => timingSafeEqual(Buffer.from(digest(text)), Buffer.from(kept.padEnd(32).slice(0, 32))),
    seal(text, nonce) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
