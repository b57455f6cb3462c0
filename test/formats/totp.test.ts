import { expect, test } from 'vitest'
import { stepOfCode, totpSecret, totpUri } from '../../formats/totp.ts'

/** RFC 6238, appendix B, SHA-1; its eight digits end in the six of an app. */
const SECRET = totpSecret(Buffer.from('12345678901234567890'))

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('the standard’s code of second %i is right', (seconds, code) => {
  expect(stepOfCode(SECRET, code, seconds * 1000, 0)).toBe(Math.floor(seconds / 30))
})

test('a code counts 30 seconds early or late, no further, and once', () => {
  const at = 1234567890
  for (const aside of [-30, 0, 30]) expect(stepOfCode(SECRET, '005924', (at + aside) * 1000, 0)).toBe(41152263)
  for (const aside of [-60, 60]) expect(stepOfCode(SECRET, '005924', (at + aside) * 1000, 0)).toBeUndefined()
  expect(stepOfCode(SECRET, '005924', at * 1000, 41152263)).toBeUndefined()
  expect(stepOfCode(SECRET, '005925', at * 1000, 0)).toBeUndefined()
})

test('the picture says issuer, holder and secret as authenticator apps read them', () => {
  const uri = new URL(totpUri(SECRET, { issuer: '应保', account: 'lina@example.org' }))
  expect(uri.protocol).toBe('otpauth:')
  expect(uri.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(uri.searchParams.get('issuer')).toBe('应保')
})
