/** Signed links of nil returns. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { NilLink } from '../schemas/records/nil-return.ts'

export interface NilTokens {
  make(link: NilLink): string
  /** Undefined where forged; callers check the expiry. */
  read(token: string): NilLink | undefined
  /** Six digits that stand in the same letter, for scanners press buttons too. */
  codeOf(token: string): string
}

/** @param secret 32 characters or more */
export function nilTokens(secret: string): NilTokens {
  const sign = (text: string) => createHmac('sha256', secret).update(`nil-return ${text}`).digest('hex').slice(0, 32)
  const digits = (token: string) =>
    createHmac('sha256', secret).update(`nil-code ${token}`).digest().readUInt32BE() % 1_000_000
  return {
    codeOf: (token) => String(digits(token)).padStart(6, '0'),
    make({ division, office, form, period, expires }) {
      const text = [division, office, form, period, expires].join('.')
      return `${text}.${sign(text)}`
    },
    read(token) {
      const at = token.lastIndexOf('.')
      const text = token.slice(0, Math.max(at, 0))
      const [signed, given] = [Buffer.from(sign(text)), Buffer.from(token.slice(at + 1))]
      if (signed.length !== given.length || !timingSafeEqual(signed, given)) return undefined
      const [division, office, form, period, expires] = text.split('.')
      return NilLink.safeParse({ division, office, form, period, expires }).data
    },
  }
}
