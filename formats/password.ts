/** Passwords as argon2id strings (RFC 9106). */
import { argon2, timingSafeEqual } from 'node:crypto'

/** OWASP's least. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** @param salt 16 bytes */
export async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const tag = await tagOf(password, salt)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Equal time does not tell who has an account. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [salt, tag] = (kept?.split('$').slice(-2) ?? []).map((part) => Buffer.from(part, 'base64'))
  const made = await tagOf(password, salt ?? Buffer.alloc(16))
  return tag?.length === made.length && timingSafeEqual(made, tag)
}

function tagOf(password: string, nonce: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { ...COST, message: password.normalize('NFKC'), nonce }, (error, tag) => {
      if (error) reject(error)
      else resolve(tag)
    })
  })
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
