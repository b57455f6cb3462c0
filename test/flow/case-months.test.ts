/** Six months that follow each other, with the answers of townships, agency, bank and finance: what comes out is what an independent reading of the rules expects. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  expectedTable,
  fileTable,
  fundingRequests,
  instructedRows,
  notified,
  reviewed,
  type Table,
  unpaidRows,
} from './case-files.ts'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'

const SAMPLES = fileURLToPath(new URL('../samples-months/cases', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'yingbao-cases-'))
const MONTHS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']
const outOf = (month: string) => join(work, month)

interface Compared {
  read(month: string): Table
  readonly columns?: readonly string[]
  /** Months that come out as expected; the others are to be done. */
  readonly months: readonly string[]
}

const until = (month: string) => MONTHS.slice(0, MONTHS.indexOf(month) + 1).map(outOf)
const TABLES: Record<string, Compared> = {
  outcomes: { read: (month) => fileTable(outOf(month), 'outcomes'), months: MONTHS },
  rejections: { read: (month) => fileTable(outOf(month), 'rejections'), months: MONTHS },
  held: { read: (month) => fileTable(outOf(month), 'held'), months: MONTHS },
  receipts: { read: (month) => fileTable(outOf(month), 'receipts'), months: MONTHS },
  cases: { read: (month) => fileTable(outOf(month), 'cases'), months: MONTHS },
  tieout: { read: (month) => fileTable(outOf(month), 'tieout'), months: MONTHS },
  batches: {
    read: (month) => instructedRows(until(month)),
    columns: ['batch', 'row', 'id_number', 'name', 'amount', 'kind'],
    months: MONTHS,
  },
  requests: {
    read: (month) => fundingRequests(until(month)),
    columns: ['request', 'county', 'year', 'total', 'netted', 'requested'],
    months: MONTHS,
  },
  notices: { read: (month) => notified(outOf(month)), months: MONTHS },
  reviews: { read: (month) => reviewed(outOf(month)), months: MONTHS },
  unpaid: { read: (month) => unpaidRows(outOf(month)), months: MONTHS },
}
const PLAYED = MONTHS.filter((month) => Object.values(TABLES).some(({ months }) => months.includes(month)))

let hub: MonthsHub
beforeAll(async () => {
  hub = await startMonthsHub()
  for (const month of PLAYED) {
    const [period = '', today = ''] = ['period', 'today'].map((what) =>
      readFileSync(join(SAMPLES, month, `${what}.txt`), 'utf8').trim(),
    )
    await hub.play({ period, today, inbox: join(SAMPLES, month, 'inbox'), out: outOf(month) })
  }
})
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

describe.each(MONTHS)('%s', (month) => {
  const folder = join(SAMPLES, month, 'expected')
  const isDone = ([, { months }]: [string, Compared]) => months.includes(month)
  const tables = Object.entries(TABLES)

  const toCome = tables.filter((table) => !isDone(table)).map(([name]) => name)
  if (toCome.length > 0) test.todo(`still to come: ${toCome.join(', ')}`)

  test.each(tables.filter(isDone))('%s equals what is expected', (name, { read, columns }) => {
    const shown = (row: Record<string, string>) =>
      columns ? Object.fromEntries(columns.map((column) => [column, row[column]])) : row
    const expected = existsSync(join(folder, `${name}.csv`)) ? expectedTable(folder, name) : []
    expect(read(month)).toEqual(expected.map(shown))
  })
})
