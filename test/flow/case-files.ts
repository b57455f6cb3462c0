/** What months with cases have left in their folders, as the tables of samples-months/cases: workbooks are read by another library. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { Standing } from '../../schemas/records/case.ts'
import { standingName } from '../../wording/standings.ts'
import { csvTable } from './produced.ts'

export type Table = Record<string, string>[]

/** Files of a month that are compared as they are; of two columns the words are ours. */
const FILES = ['outcomes', 'rejections', 'held', 'receipts', 'cases', 'tieout'] as const
const OWN_WORDS: Record<string, string> = { receipts: 'message', rejections: 'value' }

interface Compared {
  /** @param outs of the months until now, in their order */
  read(outs: readonly string[]): Table
  readonly columns?: readonly string[]
}

const asItIs = (name: string): Compared => ({ read: (outs) => fileTable(outs.at(-1) ?? '', name) })

const COMPARED: Record<string, Compared> = {
  ...Object.fromEntries(FILES.map((name) => [name, asItIs(name)])),
  batches: { read: instructedRows, columns: ['batch', 'row', 'id_number', 'name', 'amount', 'kind'] },
  requests: { read: fundingRequests, columns: ['request', 'county', 'year', 'total', 'netted', 'requested'] },
  notices: { read: (outs) => notified(outs.at(-1) ?? '') },
  reviews: { read: (outs) => reviewed(outs.at(-1) ?? '') },
  unpaid: { read: (outs) => unpaidRows(outs.at(-1) ?? '') },
}

export const CASE_TABLES = Object.keys(COMPARED)

/** @param outs folders of the months until the one that is looked at, in their order */
export const foundCases = (name: string, outs: readonly string[]): Table => COMPARED[name]?.read(outs) ?? []

/** @param folder `expected` of a month with cases */
export function expectedCases(name: string, folder: string): Table {
  const { columns } = COMPARED[name] ?? {}
  const rows = existsSync(join(folder, `${name}.csv`)) ? expectedTable(folder, name) : []
  return columns ? rows.map((row) => Object.fromEntries(columns.map((c) => [c, row[c] ?? '']))) : rows
}

function expectedTable(folder: string, name: string): Table {
  const rows = without(OWN_WORDS[name], csvTable(join(folder, `${name}.csv`)))
  return name === 'unpaid' ? rows.map((row) => ({ ...row, was: inWords(row.was!) })) : rows
}

/** The workbook says in words what the case was. */
function inWords(was: string): string {
  const [state, reason] = was.split(' ')
  return standingName(Standing.parse({ state, reason }))
}

/** None where the month has written no such file. */
export function fileTable(out: string, name: string): Table {
  const path = join(out, `${name}.csv`)
  return existsSync(path) ? without(OWN_WORDS[name], csvTable(path)) : []
}

function without(column: string | undefined, rows: Table): Table {
  return column ? rows.map(({ [column]: _, ...row }) => row) : rows
}

/** Rows of payment instructions, each handed out once in one of these months. */
export function instructedRows(outs: readonly string[]): Table {
  return eachBook(outs, 'bank', (book, batch) =>
    tableBelow(book, '身份证号码').map((row) => ({
      batch,
      row: row.序号!,
      id_number: row.身份证号码!,
      name: row.姓名!,
      amount: money(row.金额),
      kind: row.业务类型!,
    })),
  ).sort(by(({ batch, row }) => `${batch} ${row!.padStart(6, '0')}`))
}

/** Funding requests, each handed out once in one of these months. */
export function fundingRequests(outs: readonly string[]): Table {
  return eachBook(outs, 'finance', (book, request, county) => {
    const cells = rowsOf(book).flat()
    const beside = (label: string) => cells[cells.findIndex((cell) => cell.startsWith(label)) + 1]
    return [
      {
        ...{ request, county, year: request.split('-')[1]! },
        total: money(beside('本批金额')),
        netted: money(beside('结余抵扣')),
        requested: money(beside('本次申请')),
      },
    ]
  }).sort(by(({ request }) => request!))
}

/** Whom a month's notices ask for. */
export function notified(out: string): Table {
  return eachBook([out], 'township', (book, township) =>
    tableBelow(book, '案件编号').map((row) => ({ township, case: row.案件编号! })),
  ).sort(by(({ township, case: number }) => `${township} ${number}`))
}

/** Whom a month's review lists name. */
export function reviewed(out: string): Table {
  return eachBook([out], 'review', (book, _, county) =>
    tableBelow(book, '案件编号').map((row) => ({ county, case: row.案件编号! })),
  ).sort(by(({ case: number }) => number!))
}

/** Who was not paid for in the year before, with what each was in words. */
export function unpaidRows(out: string): Table {
  return eachBook([out], 'unpaid', (book, year, county) =>
    tableBelow(book, '案件编号').map((row) => ({ county, year, case: row.案件编号!, was: row.年末状态! })),
  ).sort(by(({ case: number }) => number!))
}

type Cells = string[][]

function eachBook(
  outs: readonly string[],
  folder: string,
  rows: (book: string, name: string, county: string) => Table,
): Table {
  return outs.flatMap((out) => {
    if (!existsSync(out)) return []
    const counties = readdirSync(out).filter((name) => existsSync(join(out, name, folder)))
    return counties.flatMap((county) => {
      const files = readdirSync(join(out, county, folder)).filter((file) => file.endsWith('.xlsx'))
      return files.flatMap((file) => rows(join(out, county, folder, file), basename(file, '.xlsx'), county))
    })
  })
}

export function rowsOf(path: string): Cells {
  const book = read(readFileSync(path), { raw: true })
  const [first = ''] = book.SheetNames
  const rows = utils.sheet_to_json<unknown[]>(book.Sheets[first]!, { header: 1, defval: '', blankrows: false })
  return rows.map((cells) => cells.map((cell) => String(cell).trim()))
}

/** Rows of persons or cases below the header; what has no value under `key` is no row. */
function tableBelow(path: string, key: string): Table {
  const rows = rowsOf(path)
  const at = rows.findIndex((cells) => cells.includes(key))
  if (at < 0) throw new Error(`${path} has no column ${key}`)
  const headings = rows[at]!.map((heading) => heading.replace(/[（(].*$/, ''))
  return rows
    .slice(at + 1)
    .map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])))
    .filter((row) => /^\d{6}[\d-]+\d[\dX]?$/.test(row[key]!))
}

/** Yuan with two decimals, whatever a cell's format. */
function money(text: string | undefined): string {
  const amount = Number((text ?? '').replaceAll(/[,元\s]/g, ''))
  return text && !Number.isNaN(amount) ? amount.toFixed(2) : (text ?? '')
}

function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)
}
