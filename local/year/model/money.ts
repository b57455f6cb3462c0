/** The money of a county and year ties out (docs/cases.md#money), counted anew from files. */
import { basename } from 'node:path'
import { beside, cellsOf, fenOf, filesUnder, type Row, yuanOf } from '../read-files.ts'
import { isFailed, isInFlight, isPaid, type Model, type ModelRequest, type ModelRow } from './model.ts'
import type { MonthFiles } from './month-files.ts'

export function takeAllocations(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  for (const file of files.taken('allocation'))
    for (const { cells, isReturned } of files.rowsOf(file, '申请编号')) {
      if (isReturned) continue
      const request = model.requests.find(({ id }) => id === cells.申请编号)
      if (request) request.vouchers.set(cells.凭证号!, fenOf(cells.拨付金额))
      else faults.push(`${file.division} ${file.name}: an allocation for a request that no file has was taken`)
    }
  return faults
}

/** Requests of this month in the order of their numbers; what is asked rests on what was asked before. */
export function takeRequests(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  for (const { division: county, name: id, path } of filesUnder(files.out, 'finance')) {
    const cells = cellsOf(path)
    const [total, netted, requested] = ['本批金额', '结余抵扣', '本次申请'].map((label) => fenOf(beside(cells, label)))
    const isSupplementary = /-S\d+$/.test(id)
    const rows = model.rows.filter(({ batch }) => batch === id)
    const sum = isSupplementary ? 0 : rows.reduce((all, { fen }) => all + fen, 0)
    const owed = model.rows
      .filter((row) => row.county === county && !isFailed(row))
      .reduce((all, { fen }) => all + fen, 0)
    const asked = model.requests
      .filter((one) => one.county === county)
      .reduce((all, one) => all + one.requested + overOf(one), 0)
    const expected = Math.max(0, owed - asked)
    if (total !== sum || requested !== expected || netted !== sum - expected)
      faults.push(
        `${id} asks ${[total, netted, requested].map((fen) => yuanOf(fen!)).join(' - ')}, and should ${[sum, sum - expected, expected].map(yuanOf).join(' - ')}`,
      )
    model.requests.push({
      id,
      county,
      total: total!,
      requested: requested!,
      year: id.split('-')[1]!,
      vouchers: new Map(),
    })
  }
  for (const { division, name } of filesUnder(files.out, 'bank'))
    if (
      !model.requests.some(({ id }) => id === basename(name)) &&
      model.rows.some((row) => row.batch === name && row.fen > 0)
    )
      faults.push(`${division} ${name} has no funding request`)
  return faults
}

const allocatedOf = ({ vouchers }: ModelRequest) => [...vouchers.values()].reduce((sum, fen) => sum + fen, 0)
const overOf = (request: ModelRequest) => Math.max(0, allocatedOf(request) - request.requested)
const outstandingOf = (request: ModelRequest) => Math.max(0, request.requested - allocatedOf(request))

/** Every line of tieout.csv, against what is counted here; and whether its sums hold in themselves. */
export function checkTieOut(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  const lines = new Map(files.table('tieout').map((row) => [`${row.county} ${row.year}`, row]))
  const money = model.rows.filter(({ fen }) => fen > 0)
  // A request of nothing is sent for information.
  const requests = model.requests.filter((one) => one.requested > 0 || one.vouchers.size > 0)
  const keys = new Set([...money, ...requests].map(({ county, year }) => `${county} ${year}`))
  for (const key of keys) {
    const line = lines.get(key)
    if (!line) faults.push(`tieout.csv has no line for ${key}`)
    else
      for (const [column, value] of Object.entries(countedFor(model, key)))
        if (line[column] !== value)
          faults.push(`tieout.csv ${key} ${column}: ${line[column]}, and ${value} by the files`)
  }
  for (const [key, line] of lines) {
    if (!keys.has(key)) faults.push(`tieout.csv has ${key}, of which no file has money`)
    faults.push(...brokenSums(key, line))
  }
  return faults
}

function countedFor(model: Model, key: string): Record<string, string> {
  const [county, year] = key.split(' ')
  const isOwn = (one: { county: string; year: string }) => one.county === county && one.year === year
  const rows = model.rows.filter((row) => isOwn(row) && row.fen > 0)
  const requests = model.requests.filter(isOwn)
  const sum = (of: readonly ModelRequest[], amount: (one: ModelRequest) => number) =>
    of.reduce((all, one) => all + amount(one), 0)
  const parts = Object.entries({
    approved: rows,
    paid: rows.filter(isPaid),
    failed: rows.filter(isFailed),
    in_flight: rows.filter(isInFlight),
  })
  const requested = sum(requests, (one) => one.requested)
  return {
    ...Object.fromEntries(
      parts.flatMap(([name, own]) => [
        [`${name}_rows`, String(own.length)],
        [name, yuanOf(fenSum(own))],
      ]),
    ),
    requested: yuanOf(requested),
    netted: yuanOf(fenSum(rows) - requested),
    allocated: yuanOf(sum(requests, allocatedOf)),
    outstanding: yuanOf(sum(requests, outstandingOf)),
    over: yuanOf(sum(requests, overOf)),
    surplus: yuanOf(surplusOf(model, county!, year!)),
    ...againstRegister(model, county!, year!, rows),
  }
}

const fenSum = (rows: readonly ModelRow[]) => rows.reduce((all, { fen }) => all + fen, 0)

/** Shown in the county's latest year. */
function surplusOf({ rows, requests }: Model, county: string, year: string): number {
  const own = rows.filter((row) => row.county === county && row.fen > 0)
  const asked = requests.filter((one) => one.county === county)
  const latest = [...own, ...asked]
    .map((one) => one.year)
    .sort()
    .at(-1)
  if (latest !== year) return 0
  return Math.max(
    0,
    asked.reduce((all, one) => all + allocatedOf(one), 0) - fenSum(own.filter((row) => !isFailed(row))),
  )
}

function againstRegister(
  { registersOf, rows: all, listings }: Model,
  county: string,
  year: string,
  rows: readonly ModelRow[],
) {
  const sentIn = [...registersOf].filter(([key]) => key.endsWith(` ${year}`))
  const isPosted = (id: string, registers: typeof sentIn) =>
    registers.some(([, { persons }]) =>
      persons
        .get(id)
        ?.some((fact) => fact.scheme === '城乡居民' && fact.contribution === '政府代缴' && fact.year === year),
    )
  const paid = rows.filter(isPaid)
  const posted = paid.filter(({ id }) => isPosted(id, sentIn)).length
  const listed = new Set([...listings].flatMap(([key, active]) => (key.startsWith(county) ? [...active.keys()] : [])))
  const own = sentIn.filter(([key]) => key.startsWith(county))
  const isOurs = (id: string) => all.some((row) => row.id === id && row.year === year && !row.isClaim && !isFailed(row))
  const foreign = [...listed].filter((id) => isPosted(id, own) && !isOurs(id)).length
  return { posted_rows: String(posted), unposted_rows: String(paid.length - posted), foreign_rows: String(foreign) }
}

function brokenSums(key: string, line: Row): string[] {
  const of = (column: string) => (column.endsWith('_rows') ? Number(line[column]) : fenOf(line[column]))
  const sums: readonly (readonly [string[], string[]])[] = [
    [['approved_rows'], ['paid_rows', 'failed_rows', 'in_flight_rows']],
    [['approved'], ['paid', 'failed', 'in_flight']],
    [['approved'], ['requested', 'netted']],
    [
      ['requested', 'over'],
      ['allocated', 'outstanding'],
    ],
    [['paid_rows'], ['posted_rows', 'unposted_rows']],
  ]
  const total = (columns: readonly string[]) => columns.reduce((all, column) => all + of(column), 0)
  return sums.flatMap(([left, right]) =>
    total(left) === total(right) ? [] : [`tieout.csv ${key}: ${left.join(' + ')} is not ${right.join(' + ')}`],
  )
}
