/**
 * One kind of file each, as offices send them, through the real stages: what comes out is what an independent reading of
 * the rules expects. The columns `value` and `message` are words, and not compared.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MonthReport } from '../../local/play-month.ts'
import { some } from '../long.ts'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'
import { csvTable } from './produced.ts'

const CASES = fileURLToPath(new URL('../small-cases', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'yingbao-cases-'))
let hub: MonthsHub
beforeAll(async () => {
  hub = await startMonthsHub()
})
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

const dayOf = (folder: string, what: string) => readFileSync(join(folder, `${what}.txt`), 'utf8').trim()

describe.each(some(readdirSync(CASES).sort(), 2))('%s', (name) => {
  const months = ['m1', 'm2'].filter((month) => existsSync(join(CASES, name, month)))
  const outOf = (month: string) => join(work, name, month)
  const reports = new Map<string, MonthReport>()

  beforeAll(async () => {
    for (const month of months) {
      const folder = join(CASES, name, month)
      const [period, today] = [dayOf(folder, 'period'), dayOf(folder, 'today')]
      reports.set(month, await hub.play({ period, today, inbox: join(folder, 'inbox'), out: outOf(month) }))
    }
  })
  afterAll(() => hub.forget())

  test.each(months.flatMap((month) => ['outcomes', 'rejections', 'held', 'receipts'].map((file) => [month, file])))(
    '%s %s',
    (month, file) => {
      const bare = (path: string) => csvTable(path).map(({ value: _, message: __, ...row }) => row)
      expect(bare(join(outOf(month!), `${file}.csv`))).toEqual(
        bare(join(CASES, name, month!, 'expected', `${file}.csv`)),
      )
    },
  )

  test.each(months)('%s names on the terminal what is refused, unread or held', (month) => {
    const receipts = csvTable(join(CASES, name, month, 'expected', 'receipts.csv'))
    const told = receipts.filter((row) => row.state !== 'accepted' || row.unread_sheets !== '')
    const places = told.map((row) => `${row.division}/${row.office}/${row.file}`)
    expect(reports.get(month)!.notes.map((note) => note.slice(0, note.indexOf('（')))).toEqual(places)
    expect(reports.get(month)!.notes.filter((note) => !/。/.test(note))).toEqual([])
  })
})
