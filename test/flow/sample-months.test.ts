/** The sample months, through the real stages. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkMonth, SAMPLES } from './month-checks.ts'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'

const work = mkdtempSync(join(tmpdir(), 'yingbao-samples-'))
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

const NAMES = ['clean', 'messy']
const outOf = (name: string) => join(work, 'out', name)

let hub: MonthsHub
async function play(sample: string, out: string): Promise<void> {
  await hub.play({ period: '2018-05', today: '2018-06-06', inbox: join(SAMPLES, sample, 'inbox'), out })
  await hub.forget()
}

beforeAll(async () => {
  hub = await startMonthsHub()
  for (const name of NAMES) await play(name, outOf(name))
})

for (const name of NAMES) checkMonth({ name, sample: name, isFirst: true }, () => outOf(name))

test('the same input twice: the .csv files are the same to the byte', async () => {
  await play('messy', outOf('messy again'))
  for (const file of readdirSync(outOf('messy')).filter((f) => f.endsWith('.csv')))
    expect(readFileSync(join(outOf('messy again'), file), 'utf8')).toBe(
      readFileSync(join(outOf('messy'), file), 'utf8'),
    )
})
