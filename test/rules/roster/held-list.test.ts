/** Which held list can still be confirmed (docs/rules.md#held-lists). */
import { expect, test } from 'vitest'
import { inTheWay } from '../../../rules/roster/held-list.ts'
import type { ListMode } from '../../../schemas/codes.ts'

const list = (sequence: number, mode: ListMode = 'full', held = false) => ({
  ...{ sequence, mode, held, confirmed: false, upload: `u${sequence}` },
})

test('a full list waits until a later full list came, however it stands, and whether or not the first is remembered', () => {
  const [own, later] = [list(4, 'full', true), list(9, 'full', true)]
  expect(inTheWay({ lists: [list(3), own, list(5, 'new')] }, own)).toBeUndefined()
  expect(inTheWay({ lists: [own, later] }, own)).toBe('later-list')
  expect(inTheWay({ lists: [later, list(10, 'new')] }, own)).toBe('later-list')
  expect(inTheWay({ lists: [list(10, 'new')] }, own)).toBe('forgotten')
})

test('a list of newcomers waits whatever came, until it is forgotten', () => {
  const own = list(4, 'new', true)
  expect(inTheWay({ lists: [own, list(9)] }, own)).toBeUndefined()
  expect(inTheWay({ lists: [list(9)] }, own)).toBe('forgotten')
})
