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
}

const until = (month: string) => MONTHS.slice(0, MONTHS.indexOf(month) + 1).map(outOf)
const TABLES: Record<string, Compared> = {
  outcomes: { read: (month) => fileTable(outOf(month), 'outcomes') },
  rejections: { read: (month) => fileTable(outOf(month), 'rejections') },
  held: { read: (month) => fileTable(outOf(month), 'held') },
  receipts: { read: (month) => fileTable(outOf(month), 'receipts') },
  cases: { read: (month) => fileTable(outOf(month), 'cases') },
  tieout: { read: (month) => fileTable(outOf(month), 'tieout') },
  batches: {
    read: (month) => instructedRows(until(month)),
    columns: ['batch', 'row', 'id_number', 'name', 'amount', 'kind'],
  },
  requests: {
    read: (month) => fundingRequests(until(month)),
    columns: ['request', 'county', 'year', 'total', 'netted', 'requested'],
  },
  notices: { read: (month) => notified(outOf(month)) },
  reviews: { read: (month) => reviewed(outOf(month)) },
  unpaid: { read: (month) => unpaidRows(outOf(month)) },
}

let hub: MonthsHub
beforeAll(async () => {
  hub = await startMonthsHub()
})
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

function play(month: string) {
  const [period = '', today = ''] = ['period', 'today'].map((what) =>
    readFileSync(join(SAMPLES, month, `${what}.txt`), 'utf8').trim(),
  )
  return hub.play({ period, today, inbox: join(SAMPLES, month, 'inbox'), out: outOf(month) })
}

describe.each(MONTHS)('%s', (month) => {
  const folder = join(SAMPLES, month, 'expected')
  beforeAll(async () => void (await play(month)))

  test.each(Object.entries(TABLES))('%s equals what is expected', (name, { read, columns }) => {
    const shown = (row: Record<string, string>) =>
      columns ? Object.fromEntries(columns.map((column) => [column, row[column]])) : row
    const expected = existsSync(join(folder, `${name}.csv`)) ? expectedTable(folder, name) : []
    expect(read(month)).toEqual(expected.map(shown))
  })
})
