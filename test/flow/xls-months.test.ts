/** The sample months as .xls, through the real stages: the same outcomes, and the same rows returned, as from .xlsx. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'
import { byLibrary, byOffice, hasOffice, saveAsXls } from './other-makes.ts'
import { csvRows } from './produced.ts'

const SAMPLES = fileURLToPath(new URL('../samples-months', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'yingbao-xls-'))
let hub: MonthsHub
beforeAll(async () => {
  hub = await startMonthsHub()
})
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

const convert = hasOffice ? byOffice(join(work, 'profile')) : byLibrary

describe(`saved as .xls by ${hasOffice ? 'LibreOffice' : 'the library, LibreOffice not being here'}`, () => {
  test.each(['clean', 'messy'])('%s', async (sample) => {
    const [inbox, out] = [join(work, sample, 'inbox'), join(work, sample, 'out')]
    await saveAsXls(join(SAMPLES, sample, 'inbox'), inbox, convert)
    const days = { period: '2018-05', today: '2018-06-06' }
    await hub.play({ ...days, inbox, out })
    await hub.forget()
    for (const file of ['outcomes.csv', 'rejections.csv', 'held.csv', 'receipts.csv']) {
      const expected = join(SAMPLES, sample, 'expected', file)
      if (!existsSync(expected)) continue
      const rows = csvRows(expected)
      const headings = Object.keys(rows[0] ?? {}).filter((heading) => heading !== 'message')
      const only = (row: Record<string, string>) => Object.fromEntries(headings.map((h) => [h, row[h]]))
      expect(csvRows(join(out, file)).map(only)).toEqual(rows.map(only))
    }
  })
})
