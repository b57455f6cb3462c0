/** Authenticator codes (RFC 6238). */
import { Secret, TOTP } from 'otpauth'

const SECONDS = 30

const totpOf = (secret: string, label?: { issuer: string; account: string }) =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    period: SECONDS,
    ...(label && { issuer: label.issuer, label: label.account }),
  })

export const totpSecret = (bytes: Buffer): string => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32

export function totpUri(secret: string, label: { issuer: string; account: string }): string {
  return totpOf(secret, label).toString()
}

/**
 * Codes of 30 seconds to either side count.
 * @returns the code's step, if later than the last
 */
export function stepOfCode(secret: string, code: string, time: number, lastStep: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: time, window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(time / 1000 / SECONDS) + delta
  return step > lastStep ? step : undefined
}
