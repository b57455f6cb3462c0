/** Two months that follow each other, and their workbooks: their numbers against each other, and what other programs read. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { checkMonth, instructed } from '../flow/month-checks.ts'
import { type SteadyMonths, steadyMonths } from '../flow/months-hub.ts'
import { csvRows, filesIn, sheetRows, tableRows } from '../flow/produced.ts'
import { hasOpenpyxl, textsOf } from '../forms/bytes-of.ts'

const policy = defaultPolicy()
const categories = policy.categories.map(({ code }) => code)
const work = mkdtempSync(join(tmpdir(), 'yingbao-books-'))
const MONTHS = ['m1', 'm2'] as const
type Month = (typeof MONTHS)[number]
let outOf: SteadyMonths['outOf']
let again: SteadyMonths['again']
afterAll(() => rmSync(work, { recursive: true, force: true }))

beforeAll(async () => {
  ;({ outOf, again } = await steadyMonths())
})

type Row = Record<string, string>
const isPerson = (row: Row) => /^\d{17}[\dX]$/.test(row.身份证号码 ?? '')
const persons = async (path: string, sheet = 0) => (await tableRows(path, '身份证号码', sheet)).filter(isPerson)
const sum = (rows: readonly Row[], heading: string) =>
  Math.round(rows.reduce((total, row) => total + Number(row[heading]), 0) * 100) / 100
const counties = (month: Month) =>
  policy.counties.filter(({ code }) => filesIn(outOf(month), code, 'statistics').length > 0)

/** The rows of a statistics table up to and with 合计. */
async function statistics(month: Month, division: string, name: string): Promise<Row[]> {
  const rows = await tableRows(join(outOf(month), division, 'statistics', `${name}.xlsx`), '名单人数')
  return rows.slice(0, rows.findIndex((row) => Object.values(row)[0] === '合计') + 1)
}

for (const month of MONTHS)
  checkMonth({ name: `steady ${month}`, sample: `steady/${month}`, isFirst: false }, () => outOf(month))

test('a later month instructs nobody again, in any county; the same month once more instructs nobody', async () => {
  const counties = policy.counties.map((c) => c.code)
  const ofAll = async (out: string) => (await Promise.all(counties.map((county) => instructed(out, county)))).flat()
  const [first, second] = [await ofAll(outOf('m1')), await ofAll(outOf('m2'))]
  expect(first.length).toBeGreaterThan(0)
  expect(second.length).toBeGreaterThan(0)
  expect(second.filter((id) => first.includes(id))).toEqual([])
  const third = join(work, 'again')
  await again(third)
  expect(await ofAll(third)).toEqual([])
})

describe.each(MONTHS)('the workbooks of steady %s', (month) => {
  test.each([...categories, 'total'])(
    'statistics %s: every identity of docs/rules.md#statistics, row by row',
    async (name) => {
      for (const division of [policy.city.code, ...counties(month).map(({ code }) => code)]) {
        for (const row of (await statistics(month, division, name)).filter(({ 名单人数 }) => 名单人数 !== '未报')) {
          const n = (heading: string) => Number(row[heading])
          const insured = n('已代缴') + n('个人已缴') + n('待代缴')
          const aged = n('已领取待遇') + n('待申领')
          const others = ['待复核', '死亡', '未满16周岁', '参加其他保险', '在校学生'].reduce((all, h) => all + n(h), 0)
          expect(n('已参保人数')).toBe(insured)
          expect(n('应参保人数')).toBe(insured + n('待参保'))
          expect(n('年满60周岁')).toBe(aged)
          expect(n('名单人数')).toBe(others + n('应参保人数') + aged)
          // A rate over nothing is blank.
          const rate = (part: number, of: number) => (of === 0 ? '' : expect.closeTo(part / of, 9))
          const number = (text: string) => (text === '' ? '' : Number(text))
          expect(number(row.参保率!)).toEqual(rate(insured, n('应参保人数')))
          expect(number(row.领取率!)).toEqual(rate(n('已领取待遇'), aged))
        }
      }
    },
  )

  test.each([...categories, 'total'])(
    'statistics %s: 合计 is the sum of the rows, of townships and of counties',
    async (name) => {
      for (const division of [policy.city.code, ...counties(month).map(({ code }) => code)]) {
        const rows = await statistics(month, division, name)
        const places = rows.slice(0, -1).filter(({ 名单人数 }) => 名单人数 !== '未报')
        for (const heading of Object.keys(rows[0]!)
          .slice(1)
          .filter((h) => !h.endsWith('率')))
          expect(Number(rows.at(-1)![heading])).toBe(sum(places, heading))
      }
    },
  )

  test('代缴金额 of a township is that of its sponsored persons in the ledger; every township has its row', async () => {
    for (const { code, townships } of counties(month)) {
      for (const category of categories) {
        const ledger = await persons(join(outOf(month), code, 'ledger', `${category}.xlsx`))
        const rows = await statistics(month, code, category)
        // Whoever prints it can hand each township its pages.
        const order = ledger.map(({ 乡镇 }) => townships.findIndex(({ name }) => name === 乡镇))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        expect(rows.map(({ 乡镇 }) => 乡镇)).toEqual([...townships.map(({ name }) => name), '合计'])
        for (const row of rows.slice(0, -1)) {
          const here = ledger.filter(({ 乡镇, 认定结果 }) => 乡镇 === row.乡镇 && 认定结果 === '已代缴')
          expect(Number(row.代缴金额)).toBe(sum(here, '代缴金额'))
        }
      }
    }
  })

  test('the total counts each person once, in the township of the primary category: so do the notices', async () => {
    const outcomes = csvRows(join(outOf(month), 'outcomes.csv'))
    for (const { code, townships } of counties(month)) {
      const own = outcomes.filter(({ county }) => county === code)
      const place = new Map<string, string>()
      for (const category of categories)
        for (const row of await persons(join(outOf(month), code, 'ledger', `${category}.xlsx`)))
          if (own.find(({ id_number }) => id_number === row.身份证号码)!.primary_category === category)
            place.set(row.身份证号码!, row.乡镇!)
      expect(place.size).toBe(own.length)
      const total = await statistics(month, code, 'total')
      for (const { code: township, name } of townships) {
        const here = own.filter(({ id_number }) => place.get(id_number!) === name)
        expect(Number(total.find(({ 乡镇 }) => 乡镇 === name)!.名单人数)).toBe(here.length)
        const asked = here.filter(({ outcome }) => outcome === 'enrol' || outcome === 'claim')
        const notice = filesIn(outOf(month), code, 'township').find((file) => file.name === township)
        const told = notice ? await persons(notice.path) : []
        expect(told.map((row) => [row.身份证号码, row.事项]).sort()).toEqual(
          asked.map((row) => [row.id_number, row.outcome === 'enrol' ? '参保缴费' : '待遇申领']).sort(),
        )
        // A case has one number, of this county.
        const numbers = told.map(({ 案件编号 }) => 案件编号!)
        expect(new Set(numbers).size).toBe(numbers.length)
        for (const number of numbers) expect(number.startsWith(`${code}-2018-`)).toBe(true)
      }
    }
  })

  test('finance asks by township and primary category for what the bank is to book', async () => {
    const outcomes = csvRows(join(outOf(month), 'outcomes.csv'))
    for (const { code, name: county, townships } of counties(month))
      for (const { name, path } of filesIn(outOf(month), code, 'finance')) {
        const sums = await tableRows(path, '人数')
        const end = sums.findIndex(({ 乡镇 }) => 乡镇 === '合计')
        const list = await persons(path, 1)
        const rows = sums.slice(0, end).filter(({ 人员类别 }) => 人员类别 !== '小计')
        for (const row of sums.slice(0, end).filter((one) => !rows.includes(one))) {
          const behind = list.filter((one) => one.乡镇 === row.乡镇)
          expect([Number(row.人数), Number(row.金额)]).toEqual([behind.length, sum(behind, '金额')])
        }
        for (const row of rows) {
          const behind = list.filter((one) => one.乡镇 === row.乡镇 && one.人员类别 === row.人员类别)
          expect([Number(row.人数), Number(row.金额)]).toEqual([behind.length, sum(behind, '金额')])
        }
        expect(sum(rows, '人数')).toBe(list.length)
        expect(Number(sums[end]!.人数)).toBe(list.length)
        const places = rows.map(({ 乡镇, 人员类别 }) => {
          const category = policy.categories.findIndex((c) => c.name === 人员类别)
          return townships.findIndex((t) => t.name === 乡镇) * 10 + category
        })
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const row of list) {
          const { primary_category } = outcomes.find((o) => o.county === code && o.id_number === row.身份证号码)!
          expect(row.人员类别).toBe(policy.categories.find((c) => c.code === primary_category)!.name)
        }
        const bank = await persons(join(outOf(month), code, 'bank', basename(path)))
        expect(bank.map((row) => [row.身份证号码, row.金额])).toEqual(list.map((row) => [row.身份证号码, row.金额]))
        expect((await sheetRows(path))[2]!.texts).toEqual(['申请编号', name, '致', `${county}财政局`])
      }
  })
})

test('nobody stands in two bank files of the year, in any county', async () => {
  const ids: string[] = []
  for (const month of MONTHS)
    for (const { code } of counties(month))
      for (const { path } of filesIn(outOf(month), code, 'bank'))
        ids.push(...(await persons(path)).map((row) => row.身份证号码!))
  expect(ids.length).toBeGreaterThan(20)
  expect(new Set(ids).size).toBe(ids.length)
})

/** All produced workbooks below a folder. */
const workbooks = (month: Month) =>
  readdirSync(outOf(month), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.xlsx'))
    .map((path) => join(outOf(month), path))

/** Rows that have something, without the blank cells at their end. */
const dense = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1)).filter((row) => row.length > 0)

describe('other programs read what our reader reads', () => {
  test.skipIf(!hasOpenpyxl)('openpyxl, every cell of every sheet (skipped where it is not installed)', async () => {
    const paths = workbooks('m2')
    const script = `
import json, sys, openpyxl
for path in json.load(sys.stdin):
    book = openpyxl.load_workbook(path)
    print(json.dumps([[ws.title, [["" if v is None else v for v in row] for row in ws.iter_rows(values_only=True)]] for ws in book.worksheets]))
`
    const run = spawnSync('python3', ['-c', script], {
      input: JSON.stringify(paths),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    expect(run.stderr).toBe('')
    const read = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, unknown[][]][])
    expect(read).toHaveLength(paths.length)
    for (const [i, path] of paths.entries()) {
      const ours = [...(await textsOf(readFileSync(path)))].map(([name, rows]) => [
        name,
        dense(rows.map((r) => r.texts)),
      ])
      const theirs = read[i]!.map(([name, rows]) => [name, dense(rows.map((row) => row.map(String)))])
      expect(theirs, basename(path)).toEqual(ours)
    }
  })

  const hasOffice = spawnSync('soffice', ['--version']).status === 0
  test.skipIf(!hasOffice)(
    'LibreOffice, a ledger and a statistics table (skipped where it is not installed)',
    async () => {
      const [county] = counties('m2')
      const paths = ['ledger/dibao', 'statistics/total'].map((name) => join(outOf('m2'), county!.code, `${name}.xlsx`))
      // 76: UTF-8; -1: as stored, not as shown.
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'
      const out = join(work, 'csv')
      const run = spawnSync(
        'soffice',
        [
          `-env:UserInstallation=file://${join(work, 'office')}`,
          '--headless',
          '--convert-to',
          filter,
          '--outdir',
          out,
          ...paths,
        ],
        { encoding: 'utf8' },
      )
      expect(run.status, run.stderr).toBe(0)
      for (const path of paths) {
        const [ours] = [...(await textsOf(readFileSync(path))).values()]
        const csv = readdirSync(out).find((name) => name.startsWith(basename(path, '.xlsx')))!
        const theirs = readFileSync(join(out, csv), 'utf8')
          .replace(/^\uFEFF/, '')
          .split('\n')
          .map((line) => line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1')))
        // Numbers to six digits, per cent as the fraction it stands for.
        const short = (cell: string) => {
          const [, digits, percent] = /^(\d{1,9}(?:\.\d+)?)(%?)$/.exec(cell) ?? []
          return digits ? (Number(digits) / (percent ? 100 : 1)).toFixed(6) : cell
        }
        expect(dense(theirs.map((row) => row.map(short)))).toEqual(dense(ours!.map((row) => row.texts.map(short))))
      }
    },
  )
})
