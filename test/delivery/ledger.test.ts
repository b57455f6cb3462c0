/** A ledger of many persons, written in a process of its own: what is measured on a million in the benchmark. */
import { expect, test } from 'vitest'
import { writtenAndRead } from '../../bench/ledger.ts'

test('its memory does not grow with its rows, and our reader finds every one of them', async () => {
  const few = await writtenAndRead(2_000)
  const many = await writtenAndRead(150_000)
  expect([few.rows, few.found, many.rows, many.found]).toEqual([2_000, 2_000, 150_000, 150_000])
  // 75 times the rows; the limit for a million is 512 MB.
  expect(many.megabytes).toBeLessThan(Math.min(few.megabytes * 3, 512))
})
