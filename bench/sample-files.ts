/** The inputs of the benchmarks, made once by samples/ and kept: no person in them exists. */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CityOptions, type Month, makeCity } from '../samples/city.ts'
import { type FilledForm, filledForms } from '../samples/forms.ts'
import { writeMonth } from '../samples/workbooks.ts'
import { writeBigCsv, writeBigWorkbook } from './big-workbook.ts'

const CACHE = fileURLToPath(new URL('../node_modules/.cache/yingbao/bench', import.meta.url))
const DAY = '2018-06-06'

/** The register of the city's first county, a person a row or more, with so many data rows. */
export async function registerFile(rows: number, kind: 'shared' | 'inline' | 'csv'): Promise<string> {
  const path = join(CACHE, `register-${rows}-${kind}.${kind === 'csv' ? 'csv' : 'xlsx'}`)
  if (existsSync(path)) return path
  await mkdir(CACHE, { recursive: true })
  const city = makeCity({ seed: 8, counties: 1, listedPerCounty: 1, registeredPerCounty: rows, day: DAY })
  const sheet = sheetOf([...filledForms(city.months[0]!)].find(({ form }) => form === 'register')!, rows)
  const draft = `${path}.new`
  // A million rows stay below the limit of a file: as CSV they do where the day of enrolment is blank.
  if (kind === 'csv') sheet.blank = sheet.header.indexOf('参保日期')
  await (kind === 'csv' ? writeBigCsv(draft, sheet) : writeBigWorkbook(draft, sheet, kind))
  await rename(draft, path)
  return path
}

/** Who sends it, and when, for whom reads it by itself. */
export const REGISTER = { division: '440203', day: DAY }

function sheetOf(form: FilledForm, rows: number) {
  const cells = form.rows[Symbol.iterator]()
  return {
    rows,
    header: form.headings,
    blank: -1,
    row() {
      const row: readonly (string | number | undefined)[] = cells.next().value ?? []
      return row.map((cell, column) => (column === this.blank ? '' : (cell ?? '')))
    },
  }
}

export interface MonthInbox {
  readonly inbox: string
  readonly period: string
  readonly today: string
}

/** A city's months as inboxes. `registersOnly` leaves the lists out of the first one. */
export async function cityInboxes(
  options: Omit<CityOptions, 'seed' | 'day'>,
  registersOnly = false,
): Promise<MonthInbox[]> {
  const { counties, listedPerCounty, registeredPerCounty, months = 1 } = options
  const name = `city-${counties}x${listedPerCounty}-${registeredPerCounty}-${months}${registersOnly ? '-registers' : ''}`
  const folder = join(CACHE, name)
  const city = makeCity({ ...options, seed: 9, day: DAY })
  const inboxes = city.months.map(({ period, day }) => ({ inbox: join(folder, period), period, today: day }))
  if (existsSync(folder)) return inboxes
  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  for (const [at, month] of city.months.entries()) {
    const counties = month.counties.map((county) => (registersOnly && at === 0 ? { ...county, lists: [] } : county))
    const sent: Month = { ...month, counties }
    await writeMonth(sent, join(draft, month.period), { files: 'xlsx', strings: 'shared' })
  }
  await rename(draft, folder)
  return inboxes
}
