/** Every number of a return is a count of ledger rows that one can open (docs/rules.md#statistics). */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cellsOf, fenOf, filesUnder, type Row, rowsBelow, yuanOf } from '../read-files.ts'
import type { Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

/** A heading of the statistics with the words of 认定结果 that it counts. */
const COUNTED: Record<string, readonly string[]> = {
  待复核: ['待复核'],
  死亡: ['死亡'],
  未满16周岁: ['未满16周岁'],
  参加其他保险: ['参加其他养老保险'],
  已代缴: ['已代缴'],
  个人已缴: ['个人已缴'],
  在校学生: ['在校学生'],
  待代缴: ['待代缴'],
  待参保: ['待参保'],
  已领取待遇: ['已领取待遇'],
  待申领: ['待申领'],
  应参保人数: ['已代缴', '个人已缴', '待代缴', '待参保'],
  已参保人数: ['已代缴', '个人已缴', '待代缴'],
  年满60周岁: ['已领取待遇', '待申领'],
}
const CATEGORIES = ['tekun', 'dibao', 'registered-poor', 'disabled']

export function checkStatistics(_: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  const divisions = new Set(filesUnder(files.out, 'statistics').map(({ division }) => division))
  const sums = new Map<string, Row[]>()
  for (const county of divisions) {
    if (county.endsWith('00')) continue
    const persons = new Map<string, Row>()
    for (const category of CATEGORIES) {
      const ledger = ledgerOf(files, county, category)
      // The primary category's township is the person's: categories stand in its order.
      for (const row of ledger) if (!persons.has(row.身份证号码!)) persons.set(row.身份证号码!, row)
      const statistics = statisticsOf(files, county, category)
      faults.push(...compared(`${county} ${category}`, statistics, ledger))
      sums.set(category, [...(sums.get(category) ?? []), ...statistics.slice(-1)])
    }
    const total = statisticsOf(files, county, 'total')
    faults.push(...compared(`${county} total`, total, [...persons.values()]))
    sums.set('total', [...(sums.get('total') ?? []), ...total.slice(-1)])
    const outcomes = files.table('outcomes').filter((row) => row.county === county)
    if (outcomes.length !== persons.size)
      faults.push(`${county}: ${outcomes.length} outcomes, and ${persons.size} persons in the ledgers`)
  }
  for (const [name, counties] of sums) {
    const city = statisticsOf(files, [...divisions].find((one) => one.endsWith('00')) ?? '', name).at(-1)
    if (!city) faults.push(`the city has no statistics ${name}, and ${counties.length} counties have`)
    for (const heading of ['名单人数', '代缴金额', ...Object.keys(COUNTED)]) {
      const sum = counties.reduce((all, row) => all + fenOf(row[heading]), 0)
      if (city && fenOf(city[heading]) !== sum)
        faults.push(`the city's ${name} ${heading}: ${city[heading]}, and ${sum / 100} in the counties' returns`)
    }
  }
  return faults
}

const tableOf = (path: string, key: string, filled: string): Row[] =>
  existsSync(path) ? rowsBelow(cellsOf(path), key).flatMap(({ cells }) => (cells[filled] ? [cells] : [])) : []

const ledgerOf = (files: MonthFiles, county: string, category: string) =>
  tableOf(join(files.out, county, 'ledger', `${category}.xlsx`), '身份证号码', '身份证号码')

const statisticsOf = (files: MonthFiles, county: string, name: string) =>
  tableOf(join(files.out, county, 'statistics', `${name}.xlsx`), '名单人数', '名单人数')

function compared(name: string, statistics: readonly Row[], ledger: readonly Row[]): string[] {
  const faults: string[] = []
  const townships = statistics.filter((row) => townshipOf(row) !== '合计')
  for (const row of statistics) {
    const township = townshipOf(row)
    const own = township === '合计' ? ledger : ledger.filter((one) => townshipOf(one) === township)
    const expect = (heading: string, count: number) => {
      if (Number(row[heading]) !== count)
        faults.push(`${name} ${township} ${heading}: ${row[heading]} in the statistics, ${count} in the ledger`)
    }
    expect('名单人数', own.length)
    for (const [heading, words] of Object.entries(COUNTED))
      expect(heading, own.filter(({ 认定结果: outcome = '' }) => words.includes(outcome)).length)
    const paid = own.filter(({ 认定结果: outcome }) => outcome === '已代缴')
    const fen = paid.reduce((sum, { 代缴金额: amount }) => sum + fenOf(amount), 0)
    if (fenOf(row.代缴金额) !== fen)
      faults.push(`${name} ${township} 代缴金额: ${row.代缴金额} in the statistics, ${yuanOf(fen)} in the ledger`)
  }
  for (const one of ledger)
    if (!townships.some((row) => townshipOf(row) === townshipOf(one)))
      faults.push(`${name}: the ledger has ${townshipOf(one)}, which the statistics have not`)
  return faults
}

const townshipOf = (row: Row) => row.乡镇 ?? ''
