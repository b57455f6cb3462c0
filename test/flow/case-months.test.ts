/** Months that follow each other, four of them or at length six, with the answers of townships, agency, bank and finance: what comes out is what an independent reading of the rules expects. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ReconciliationShown } from '../../schemas/api/money.ts'
import { acting } from '../acting.ts'
import { isLong } from '../long.ts'
import { CASE_TABLES, expectedCases, fileTable, foundCases, rowsOf } from './case-files.ts'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'

const SAMPLES = fileURLToPath(new URL('../samples-months/cases', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'yingbao-cases-'))
const MONTHS = ['m1', 'm2', 'm3', 'm4', ...(isLong ? ['m5', 'm6'] : [])]
const outOf = (month: string) => join(work, month)
const LAST = outOf(MONTHS.at(-1) ?? '')

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

  test.each(CASE_TABLES)('%s equals what is expected', (name) => {
    const until = MONTHS.slice(0, MONTHS.indexOf(month) + 1).map(outOf)
    expect(foundCases(name, until)).toEqual(expectedCases(name, folder))
  })
})

/** Rows of the one table; below 0 where there is none. */
const shownIn = (html: string) => [...html.matchAll(/<tr[ >]/g)].length - 1

test('every number of a reconciliation is the count of the rows that it opens, and opens nothing where there are none', async () => {
  const { ask } = acting(hub.hub)
  const textOf = async (path: string) => (await ask(path)).text()
  let opened = 0
  for (const row of fileTable(LAST, 'tieout')) {
    const path = `/reconciliation/${row.county}/${row.year}`
    const found = ReconciliationShown.parse(await (await ask(`/api${path}`)).json())
    const { paid, failed, posted, unposted } = found
    expect([paid.rows, failed.rows, posted, unposted].map(String)).toEqual([
      ...[row.paid_rows, row.failed_rows, row.posted_rows, row.unposted_rows],
    ])
    const html = await textOf(path)
    // What is nothing is a 0, and no gap.
    expect(html).not.toContain('<td class="number"></td>')
    const sums = ({ approved, paid, failed, inFlight }: (typeof found.batches)[number] | typeof found) =>
      ({ approved, paid, failed, 'in-flight': inFlight }) as const
    const numbers = [
      ...Object.entries(sums(found)).map(([line, { rows }]) => [line, rows] as const),
      ...found.batches.flatMap((batch) =>
        Object.entries(sums(batch)).map(([line, { rows }]) => [`${line}?batch=${batch.id}`, rows] as const),
      ),
      ...(['posted', 'unposted', 'foreign'] as const).map((line) => [line, found[line]] as const),
    ]
    for (const [line, count] of numbers) {
      const isLinked = html.includes(`href="${path}/rows/${line}"`)
      expect([row.county, line, isLinked]).toEqual([row.county, line, count > 0])
      expect([line, shownIn(await textOf(`${path}/rows/${line}`))]).toEqual([line, count > 0 ? count : -1])
      opened += count
    }
  }
  expect(opened).toBeGreaterThan(30)
})

test('the workbook to sign has the sums of the page', async () => {
  const [row = {}] = fileTable(LAST, 'tieout')
  const file = await acting(hub.hub).ask(`/reconciliation/${row.county}/${row.year}/table.xlsx`)
  const path = join(work, '对账表.xlsx')
  writeFileSync(path, new Uint8Array(await file.arrayBuffer()))
  const cells = rowsOf(path)
  const lineOf = (name: string) => cells.find(([first]) => first === name)
  expect(lineOf('已缴费')?.slice(1, 3).map(Number)).toEqual([row.paid_rows, row.paid].map(Number))
  expect(Number(lineOf('本次申请')?.[2])).toBe(Number(row.requested))
  expect(cells.flat().join()).toContain('负责人：')
})
