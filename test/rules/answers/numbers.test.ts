import { expect, test } from 'vitest'
import { fenIn, referenceForm, wholeIn } from '../../../rules/answers/numbers.ts'

test.each<[string, boolean, number | undefined]>([
  ['120', false, 12000],
  ['120.5', false, 12050],
  ['-0.01', false, -1],
  ['1.005', false, undefined],
  ['1,200', false, 120000],
  ['-1,234,567.80', true, -123456780],
  ['1,20', false, undefined],
  ['1200,000', false, undefined],
  ['1e3', false, undefined],
  ['1E3', true, 100000],
  ['120.30000000000001', true, 12030],
  ['119.99999999999999', true, 12000],
  ['99999999999999999', true, undefined],
  ['', false, undefined],
  ['若干', true, undefined],
])('%s is %s fen', (text, isNumber, fen) => {
  expect(fenIn(text, isNumber)).toBe(fen)
})

test.each<[string, number | undefined]>([
  ['7', 7],
  ['007', 7],
  ['7.0', 7],
  ['7.5', undefined],
  ['-1', undefined],
  ['', undefined],
])('%s is the whole number %s', (text, whole) => {
  expect(wholeIn(text)).toBe(whole)
})

test('numbers of cases and batches are compared without blanks, in capitals', () => {
  expect(referenceForm(' ４４０２２２-2018-s01　')).toBe('440222-2018-S01')
})
