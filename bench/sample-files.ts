/** The inputs of the benchmarks, made once by samples/ and kept. */
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CityOptions, makeCity } from '../samples/city.ts'
import { type FilledForm, filledForms } from '../samples/forms.ts'
import { writeMonth } from '../samples/workbooks.ts'
import { writeBigCsv, writeBigWorkbook } from './big-workbook.ts'

const CACHE = fileURLToPath(new URL('../node_modules/.cache/yingbao/bench', import.meta.url))
const DAY = '2018-06-06'

export async function registerFile(rows: number, kind: 'shared' | 'inline' | 'csv'): Promise<string> {
  const path = join(CACHE, `register-${rows}-${kind}.${kind === 'csv' ? 'csv' : 'xlsx'}`)
  if (existsSync(path)) return path
  await mkdir(CACHE, { recursive: true })
  const city = makeCity({ seed: 8, counties: 1, listedPerCounty: 1, registeredPerCounty: rows, day: DAY })
  const sheet = sheetOf([...filledForms(city.months[0]!)].find(({ form }) => form === 'register')!, rows)
  const draft = `${path}.new`
  // A blank day of enrolment keeps a million CSV rows below the limit of a file.
  if (kind === 'csv') sheet.blank = sheet.header.indexOf('参保日期')
  await (kind === 'csv' ? writeBigCsv(draft, sheet) : writeBigWorkbook(draft, sheet, kind))
  await rename(draft, path)
  return path
}

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

export async function cityInboxes(options: Omit<CityOptions, 'seed' | 'day'>): Promise<MonthInbox[]> {
  const { counties, listedPerCounty, registeredPerCounty, months = 1 } = options
  const folder = join(CACHE, `city-${counties}x${listedPerCounty}-${registeredPerCounty}-${months}`)
  const city = makeCity({ ...options, seed: 9, day: DAY })
  const inboxes = city.months.map(({ period, day }) => ({ inbox: join(folder, period), period, today: day }))
  if (existsSync(folder)) return inboxes
  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  for (const month of city.months)
    await writeMonth(month, join(draft, month.period), { files: 'xlsx', strings: 'shared' })
  await rename(draft, folder)
  return inboxes
}

/**
 * A share of the register's rows, evenly spread, gets another contribution; `listed` counts those of listed persons.
 */
export async function changedRegister(
  options: Omit<CityOptions, 'seed' | 'day'>,
  folder: string,
  share: number,
): Promise<{ inbox: string; rows: number; listed: number }> {
  const forms = [...filledForms(makeCity({ ...options, seed: 9, day: DAY }).months[0]!)]
  const idsOf = ({ headings, rows }: FilledForm) => {
    const at = headings.findIndex((heading) => heading.startsWith('身份证号码'))
    return Array.from(rows, (row) => String(row[at]))
  }
  const register = forms.find(({ form }) => form === 'register')!
  const onLists = new Set(forms.filter((form) => form !== register).flatMap(idsOf))
  const contribution = register.headings.findIndex((heading) => heading.startsWith('本年缴费方式'))
  const isChanged = (index: number) => index % Math.round(1 / share) === 0
  const rows = Array.from(register.rows, (row, index) =>
    row.map((cell, column) => {
      if (column !== contribution || !isChanged(index)) return cell ?? ''
      return cell === '未缴费' ? '个人缴费' : '未缴费'
    }),
  )
  const office = join(folder, register.division, register.office)
  await mkdir(office, { recursive: true })
  const sheet = { rows: rows.length, header: register.headings, row: (index: number) => rows[index]! }
  await writeBigWorkbook(join(office, 'register.xlsx'), sheet, 'shared')
  const changed = idsOf(register).filter((_, index) => isChanged(index))
  return { inbox: folder, rows: changed.length, listed: changed.filter((id) => onLists.has(id)).length }
}

export function officesOf(month: MonthInbox, folder: string, isWanted: (office: string) => boolean): MonthInbox {
  for (const county of readdirSync(month.inbox))
    for (const office of readdirSync(join(month.inbox, county)).filter(isWanted))
      cpSync(join(month.inbox, county, office), join(folder, county, office), { recursive: true })
  return { ...month, inbox: folder }
}
