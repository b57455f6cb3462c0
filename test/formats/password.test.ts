import { expect, test } from 'vitest'
import { hashPassword, isPassword } from '../../formats/password.ts'

test('a password is found again, whatever keyboard wrote it, and no other is', async () => {
  const kept = await hashPassword('应保Ａbc-12345', Buffer.alloc(16, 7))
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await isPassword('应保Abc-12345', kept)).toBe(true)
  expect(await isPassword('应保Abc-12346', kept)).toBe(false)
  expect(await isPassword('', undefined)).toBe(false)
})
