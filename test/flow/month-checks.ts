/** What holds of any month's files: they are what an independent reading of the rules expects, and agree with each other. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Outcome } from '../../schemas/codes.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { csvRows, csvTable, filesIn, sheetRows, tableRows } from './produced.ts'

export const SAMPLES = fileURLToPath(new URL('../samples-months', import.meta.url))
const policy = defaultPolicy()

interface Checked {
  readonly name: string
  /** Its folder among the samples. */
  readonly sample: string
  /** Of its city: whoever is to be paid is instructed by it. */
  readonly isFirst: boolean
}

/** The counties that the month has outcomes of. */
const countiesIn = (out: string) => [...new Set(csvRows(join(out, 'outcomes.csv')).map((row) => row.county!))]

/** @param outOf where the month has been played to by the time that its tests begin */
export function checkMonth({ name, sample, isFirst }: Checked, outOf: () => string): void {
  describe(name, () => {
    let out: string
    beforeAll(() => {
      out = outOf()
    })
    const outcomes = () => csvRows(join(out, 'outcomes.csv'))

    test.each(['outcomes.csv', 'rejections.csv', 'held.csv', 'receipts.csv'])('%s equals what is expected', (file) => {
      const expected = join(SAMPLES, sample, 'expected', file)
      const rows = csvTable(expected)
      // The expected rejections of clean and messy lack the column `value`.
      const headings = Object.keys(rows[0] ?? {}).filter((heading) => heading !== 'message')
      const told = csvTable(join(out, file)).map((row) => Object.fromEntries(headings.map((h) => [h, row[h]])))
      expect(told).toEqual(rows.map(({ message: _, ...row }) => row))
    })

    test('statistics are the counts of ledger rows are the counts of outcomes, by category and township', async () => {
      for (const county of countiesIn(out)) {
        const { townships } = policy.counties.find((c) => c.code === county)!
        for (const { code } of policy.categories) {
          const listed = outcomes().filter((row) => row.county === county && row.categories!.split('+').includes(code))
          const ledger = await tableRows(join(out, county, 'ledger', `${code}.xlsx`), '身份证号码')
          const persons = ledger.filter((row) => /^\d{17}[\dX]$/.test(row.身份证号码!))
          expect(persons.map((row) => row.身份证号码!).sort()).toEqual(listed.map((row) => row.id_number!).sort())
          const statistics = await tableRows(join(out, county, 'statistics', `${code}.xlsx`), '名单人数')
          for (const { name: township } of townships) {
            const here = persons.filter((row) => row.乡镇 === township)
            expectCounts(
              statistics.find((row) => row.乡镇 === township)!,
              here.map((row) => row.认定结果!),
            )
          }
          expectCounts(
            statistics.find((row) => row.乡镇 === '合计')!,
            listed.map((row) => OUTCOME_NAMES[row.outcome as Outcome]),
          )
        }
        const total = await tableRows(join(out, county, 'statistics', 'total.xlsx'), '名单人数')
        const once = outcomes().filter((row) => row.county === county)
        expectCounts(
          total.find((row) => row.乡镇 === '合计')!,
          once.map((row) => OUTCOME_NAMES[row.outcome as Outcome]),
        )
      }
    })

    test("the city's consolidation is the sum of the returns, and says who has not submitted", async () => {
      for (const code of ['total', ...policy.categories.map((c) => c.code)]) {
        const city = await tableRows(join(out, '440200', 'statistics', `${code}.xlsx`), '名单人数')
        for (const { code: county, name: place } of policy.counties) {
          const row = city.find((r) => r.县 === place)!
          const own = join(out, county, 'statistics', `${code}.xlsx`)
          if (!existsSync(own)) {
            expect(row.名单人数).toBe('未报')
            continue
          }
          const sum = (await tableRows(own, '名单人数')).find((r) => r.乡镇 === '合计')!
          expect({ ...row, 县: '' }).toEqual({ ...sum, 乡镇: undefined, 县: '' })
        }
      }
    })

    test('bank, finance and the persons to pay come to the same money', async () => {
      for (const county of countiesIn(out)) {
        const paid = new Map(
          outcomes()
            .filter((row) => row.county === county && row.outcome === 'pay')
            .map((row) => [row.id_number!, Number(row.amount)]),
        )
        for (const { name: batch, path } of filesIn(out, county, 'bank')) {
          const bank = (await tableRows(path, '身份证号码')).filter((row) => /^\d{17}[\dX]$/.test(row.身份证号码!))
          const money = bank.reduce((sum, row) => sum + Number(row.金额), 0)
          for (const row of bank) expect(Number(row.金额)).toBe(paid.get(row.身份证号码!))
          const control = (await sheetRows(path)).find(({ texts }) => texts.includes('批次号'))!.texts
          const value = (label: string) => control[control.indexOf(label) + 1]
          expect([value('批次号'), Number(value('笔数')), Number(value('总金额'))]).toEqual([batch, bank.length, money])
          const finance = join(out, county, 'finance', `${batch}.xlsx`)
          const sums = await tableRows(finance, '人数')
          const total = sums.find((row) => Object.values(row)[0] === '合计')!
          expect([Number(total.人数), Number(total.金额)]).toEqual([bank.length, money])
          const list = (await tableRows(finance, '身份证号码', 1)).filter((row) =>
            /^\d{17}[\dX]$/.test(row.身份证号码!),
          )
          expect(list.map((row) => row.身份证号码)).toEqual(bank.map((row) => row.身份证号码))
        }
        // The first month instructs everybody who is to be paid.
        if (isFirst) expect(await instructed(out, county)).toEqual([...paid.keys()].sort())
      }
    })

    test('the townships are told of exactly those who enrol or claim', async () => {
      for (const county of countiesIn(out)) {
        const told: string[] = []
        for (const { path } of filesIn(out, county, 'township'))
          told.push(
            ...(await tableRows(path, '案件编号'))
              .map((row) => row.身份证号码!)
              .filter((id) => /^\d{17}[\dX]$/.test(id)),
          )
        const asked = outcomes().filter((row) => row.county === county && ['enrol', 'claim'].includes(row.outcome!))
        expect(told.sort()).toEqual(asked.map((row) => row.id_number!).sort())
      }
    })
  })
}

/** Whom the month's payment instructions of a county name. */
export async function instructed(out: string, county: string): Promise<string[]> {
  const ids: string[] = []
  for (const { path } of filesIn(out, county, 'bank'))
    ids.push(
      ...(await tableRows(path, '身份证号码')).map((row) => row.身份证号码!).filter((id) => /^\d{17}[\dX]$/.test(id)),
    )
  return ids.sort()
}

/** One row of a statistics table against the outcomes it counts: docs/forms.md#statistics-return. */
function expectCounts(row: Record<string, string>, found: readonly string[]): void {
  const count = (...names: Outcome[]) =>
    found.filter((name) => names.some((outcome) => OUTCOME_NAMES[outcome] === name)).length
  const rate = (part: number, whole: number) => (whole === 0 ? undefined : part / whole)
  const number = (text: string | undefined) => (text === '' || text === undefined ? undefined : Number(text))
  const insured = count('sponsored', 'self-paid', 'pay')
  const due = insured + count('enrol')
  const aged = count('drawing', 'claim')
  expect({
    名单人数: Number(row.名单人数),
    应参保人数: Number(row.应参保人数),
    已参保人数: Number(row.已参保人数),
    年满60周岁: Number(row.年满60周岁),
  }).toEqual({
    名单人数: found.length,
    应参保人数: due,
    已参保人数: insured,
    年满60周岁: aged,
  })
  // One column has a heading of its own (docs/forms.md#statistics-return).
  const headingOf = { ...OUTCOME_NAMES, 'other-scheme': '参加其他保险' }
  for (const outcome of Object.keys(OUTCOME_NAMES) as Outcome[])
    expect(Number(row[headingOf[outcome]])).toBe(count(outcome))
  expect(number(row.参保率)).toBeOneOf([rate(insured, due), expect.closeTo(rate(insured, due) ?? -1)])
  expect(number(row.领取率)).toBeOneOf([
    rate(count('drawing'), aged),
    expect.closeTo(rate(count('drawing'), aged) ?? -1),
  ])
}
