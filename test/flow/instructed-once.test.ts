/** A month that is stopped between its payments and its files: the next one hands out what was not, once. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MonthsHub, startMonthsHub } from './months-hub.ts'
import { csvRows, filesIn, tableRows } from './produced.ts'

const CASE = fileURLToPath(new URL('../small-cases/58-radicals-from-pdf/m1', import.meta.url))
const [period, today] = ['period', 'today'].map((what) => readFileSync(join(CASE, `${what}.txt`), 'utf8').trim())
const work = mkdtempSync(join(tmpdir(), 'yingbao-instructed-'))

let hub: MonthsHub
beforeAll(async () => {
  hub = await startMonthsHub()
})
afterAll(async () => {
  await hub.stop()
  rmSync(work, { recursive: true, force: true })
})

const play = (out: string) =>
  hub.play({ period: period!, today: today!, inbox: join(CASE, 'inbox'), out: join(work, out) })

test('a month stopped before its instructions were written', async () => {
  const payable = csvRows(join(CASE, 'expected', 'outcomes.csv')).filter(({ outcome }) => outcome === 'pay')
  const counties = [...new Set(payable.map(({ county }) => county!))]
  for (const county of counties) {
    mkdirSync(join(work, 'stopped', county), { recursive: true })
    // A folder in which nothing can be written, as on a full disk: the batches are approved by then.
    writeFileSync(join(work, 'stopped', county, 'bank'), '')
  }
  await expect(play('stopped')).rejects.toThrow(/EEXIST/)

  const next = await play('next')
  const instructed = await Promise.all(
    counties
      .flatMap((county) => filesIn(work, 'next', county, 'bank'))
      .map(({ path }) => tableRows(path, '身份证号码')),
  )
  const numbers = instructed.flat().flatMap(({ 身份证号码: number }) => (number ? [number] : []))
  expect(numbers).toEqual(payable.map((row) => row.id_number))
  expect(next.notes).toEqual(counties.map((county) => expect.stringMatching(`${county}-2018-001.*以前`)))
  for (const county of counties) expect(filesIn(work, 'next', county, 'finance')).toHaveLength(1)

  const again = await play('again')
  for (const county of counties)
    for (const folder of ['bank', 'finance']) expect(filesIn(work, 'again', county, folder)).toEqual([])
  expect(again.notes).toEqual([])
})
