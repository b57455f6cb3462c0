import { expect, test } from 'vitest'
import { SharedStrings } from '../../../../../forms/incoming/sheet/bytes/shared-strings.ts'

test('shared strings have 256 MB, however few they are', () => {
  const strings = new SharedStrings()
  const long = '长'.repeat(1_000_000)
  for (let i = 0; i < 130; i++) strings.add(long)
  expect(strings.get(129)).toBe(long)
  expect(() => {
    for (let i = 0; i < 10; i++) strings.add(long)
  }).toThrow('file-unreadable: too-much')
})
