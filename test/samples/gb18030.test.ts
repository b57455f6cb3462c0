import { describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../samples/gb18030.ts'
import fc from '../fc.ts'

const decoded = (text: string) => new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(text))

describe('encodeGb18030', () => {
  it('is undone by the decoder for ASCII, Han and characters beyond the BMP', () => {
    const character = fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 0x4e00, max: 0x9fa5 }),
      fc.integer({ min: 0x20000, max: 0x2ebe0 }),
      fc.constantFrom(...[...'·，：（）、《》①㎡'].map((text) => text.codePointAt(0)!)),
    )
    fc.assert(
      fc.property(fc.array(character), (points) => {
        const text = String.fromCodePoint(...points)
        expect(decoded(text)).toBe(text)
      }),
    )
  })

  it('gives the codes of the standard', () => {
    expect(Buffer.from(encodeGb18030('中A·')).toString('hex')).toBe('d6d041a1a4')
    expect(Buffer.from(encodeGb18030('𬭚')).toString('hex')).toBe('9933aa34')
  })

  it('refuses rather than lose a character', () => {
    expect(() => encodeGb18030('é한')).toThrow(RangeError)
  })
})
