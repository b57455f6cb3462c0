/** Codes of an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds, as every app reads them). */
import { Secret, TOTP } from 'otpauth'

const SECONDS = 30

const totpOf = (secret: string, label?: { issuer: string; account: string }) =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    period: SECONDS,
    ...(label && { issuer: label.issuer, label: label.account }),
  })

/** @param bytes 20 random ones */
export const totpSecret = (bytes: Buffer): string => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32

/** What the QR picture says. */
export function totpUri(secret: string, label: { issuer: string; account: string }): string {
  return totpOf(secret, label).toString()
}

/** @returns the step of a code of now or of 30 seconds to either side, if it is later than the last one used */
export function stepOfCode(secret: string, code: string, time: number, lastStep: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: time, window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(time / 1000 / SECONDS) + delta
  return step > lastStep ? step : undefined
}
