/** An API key as its holder has it: `yb_<id>_<32 random bytes, base64url>`. */
import { hash } from 'node:crypto'

const TOKEN = /^yb_([0-9a-f]{16})_([\w-]{43})$/
/** Of no key. */
const NONE = '0'.repeat(16)

const hashOf = (secret: string) => hash('sha256', secret, 'hex')

/** @param random 32 bytes */
export function tokenOf(id: string, random: Buffer): { token: string; hash: string } {
  const secret = random.toString('base64url')
  return { token: `yb_${id}_${secret}`, hash: hashOf(secret) }
}

/** What is no token names no key, after the same work. */
export function partsOf(token: string): { id: string; hash: string } {
  const [, id = NONE, secret = NONE] = TOKEN.exec(token) ?? []
  return { id, hash: hashOf(secret) }
}
