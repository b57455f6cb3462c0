import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keyedHash } from '../../formats/keyed-hash.ts'
import fc from '../fc.ts'

const secret = fc.string({ unit: 'grapheme-ascii', minLength: 32, maxLength: 80 })
const SECRET = 'a secret of at least 32 characters'

describe('keyed hashes', () => {
  test("a person's key is 15 bytes of node's HMAC-SHA-256, the key being the SHA-256 of the secret in hex", () => {
    fc.assert(
      fc.property(secret, fc.string({ unit: 'binary' }), fc.nat(9), (s, text, offset) => {
        const expected = createHmac('sha256', createHash('sha256').update(s).digest('hex')).update(text).digest()
        const target = Buffer.alloc(30, 7)
        keyedHash(s).personKey(text, target, offset)
        expect(target.subarray(offset, offset + 15)).toEqual(expected.subarray(0, 15))
        expect(target.subarray(0, offset)).toEqual(Buffer.alloc(offset, 7))
        expect(target.subarray(offset + 15)).toEqual(Buffer.alloc(15 - offset, 7))
        expect(keyedHash(s).personKeyHex(text)).toBe(expected.toString('hex', 0, 15))
      }),
      { numRuns: 300 },
    )
  })

  test('one hash serves many texts in any order', () => {
    const h = keyedHash(SECRET)
    const first = h.personKeyHex('a')
    h.personKeyHex('b')
    h.digest('c', Buffer.alloc(8), 0)
    expect(h.personKeyHex('a')).toBe(first)
  })

  test('a digest is 8 bytes at its offset, and another for another text or secret', () => {
    const digest = (s: string, text: string) => {
      const target = Buffer.alloc(20, 7)
      keyedHash(s).digest(text, target, 4)
      expect(target.subarray(0, 4)).toEqual(Buffer.alloc(4, 7))
      expect(target.subarray(12)).toEqual(Buffer.alloc(8, 7))
      return target.toString('hex', 4, 12)
    }
    expect(digest(SECRET, '张三')).toBe(digest(SECRET, '张三'))
    expect(digest(SECRET, '张三')).not.toBe(digest(SECRET, '张四'))
    expect(digest(SECRET, '张三')).not.toBe(digest(`${SECRET}!`, '张三'))
    const unkeyed = createHash('sha256').update('张三').digest('hex').slice(0, 16)
    expect(digest(SECRET, '张三')).not.toBe(unkeyed)
  })

  test('another secret makes other keys', () => {
    expect(keyedHash(SECRET).personKeyHex('a')).not.toBe(keyedHash(`${SECRET}!`).personKeyHex('a'))
  })
})
