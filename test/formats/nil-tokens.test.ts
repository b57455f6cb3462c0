import { expect, test } from 'vitest'
import { nilTokens } from '../../formats/nil-tokens.ts'
import type { NilLink } from '../../schemas/records/nil-return.ts'
import fc from '../fc.ts'

const tokens = nilTokens('a secret of thirty-two characters')
const LINK: NilLink = {
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-new',
  period: '2018-05',
  expires: '2018-08-03',
}

test('a link names what can be said and its last day, and is read as it was made', () => {
  expect(tokens.make(LINK)).toMatch(/^440222\.civil-affairs\.dibao-new\.2018-05\.2018-08-03\.[0-9a-f]{32}$/)
  expect(tokens.read(tokens.make(LINK))).toEqual(LINK)
})

test('a link of which one character is altered, missing or added is none, nor is one of another secret', () => {
  const token = tokens.make(LINK)
  const place = fc.integer({ min: 0, max: token.length - 1 })
  fc.assert(
    fc.property(place, fc.string({ maxLength: 2 }), (at, text) => {
      const altered = token.slice(0, at) + text + token.slice(at + 1)
      fc.pre(altered !== token)
      expect(tokens.read(altered)).toBeUndefined()
    }),
  )
  expect(nilTokens('another secret of thirty-two chars').read(token)).toBeUndefined()
  for (const nothing of ['', '.', '......']) expect(tokens.read(nothing)).toBeUndefined()
})
