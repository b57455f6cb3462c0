/** docs/scale.md is what its script makes of the kept counts; the simulated rush loses no time and no file. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Counts } from '../../../bench/scale/counts.ts'
import { ofCounty, PICKS } from '../../../bench/scale/model.ts'
import { page } from '../../../bench/scale/page.ts'
import { simulate } from '../../../bench/scale/simulate.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const counts = JSON.parse(read('bench/scale/counts.json')) as Counts
/** The columns of tables are laid out by biome. */
const plain = (text: string) => text.replaceAll(/-{3,}/g, '---').replaceAll(/ {2,}/g, ' ')

test('the page says what the counts, prices and assumptions come to', () => {
  expect(plain(read('docs/scale.md'))).toBe(plain(page(counts)))
})

test('a county of a measured size is what was measured', () => {
  for (const { listed, first } of counts.counties)
    expect(ofCounty(counts, 'first', listed, PICKS['write units'])).toBeCloseTo(PICKS['write units'](first))
})

const day = { counties: 1, filesOfACounty: 4, daySeconds: 100, rushSeconds: 10, shards: 2 }

test('where there is room, a file waits for itself alone; where there is none, for all before it', () => {
  const free = simulate({ ...day, intakeSeconds: 2, matchSeconds: 1, intakeAtOnce: 4 })
  expect(free).toMatchObject({ median: 3, longest: 3, intakeBusy: 0.1, matchBusy: 0.2 })
  // The last two come at 90 and 95, and are read one after the other for 20 seconds each.
  expect(simulate({ ...day, intakeSeconds: 20, matchSeconds: 1, intakeAtOnce: 1 })).toMatchObject({
    longest: 90 + 20 + 20 + 1 - 95,
    intakeBusy: 4,
  })
  // One writer a shard: what both files bring is matched one after the other.
  expect(simulate({ ...day, intakeSeconds: 0, matchSeconds: 9, intakeAtOnce: 4 }).longest).toBe(90 + 9 + 9 - 95)
})
