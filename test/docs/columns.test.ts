/** The columns of docs/forms.md, held against templates' columns, the policy's sheets, written workbooks and CSV files. */
import { describe, expect, test } from 'vitest'
import { COLUMNS, type PolicySheet, SHEETS } from '../../forms/policy/policy-sheets.ts'
import { FORMS, type FormCode } from '../../schemas/columns.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { PRINTED_BOOKS } from '../forms/outgoing/printed-books.ts'
import { columnsIn, columnsOf, sectionAt, tableAt, textOf, type WrittenColumn } from './documents.ts'

const PATH = 'docs/forms.md'
const NAME_LISTS = new Set<FormCode>(['registered-poor', 'dibao', 'tekun', 'disabled'])

function incoming(form: FormCode): WrittenColumn[] {
  const own = columnsOf(PATH, form)
  if (!NAME_LISTS.has(form)) return own
  const common = sectionAt(`${PATH}#name-lists`)
    .split('\n')
    .find((line) => line.startsWith('序号'))
  return [...columnsIn(common!), ...own]
}

describe('incoming', () => {
  test.each(Object.values(FORMS))('$code', ({ code, columns }) => {
    const built = columns.map(({ heading, required = false, codes = [] }) => ({ heading, required, codes: [...codes] }))
    expect(incoming(code)).toEqual(built)
  })

  test('the policy workbook', () => {
    const written = tableAt(`${PATH}#policy`).map(([sheet, columns]) => [sheet, columnsIn(columns!)])
    const built = Object.entries(SHEETS).map(([key, sheet]) => [
      sheet,
      COLUMNS[key as PolicySheet].map(({ heading, required = false }) => ({ heading, required, codes: [] })),
    ])
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(built))
  })
})

describe('outgoing', () => {
  test.each<[code: string, book: string, sheet: number]>([
    ['ledger', 'ledger', 0],
    ['statistics', 'statistics of a county', 0],
    ['materials-notice', 'materials notice', 0],
    ['review-list', 'review list', 0],
    ['unpaid-list', 'unpaid list', 0],
    ['payment-instruction', 'payment instruction', 0],
    ['funding-request', 'funding request', 0],
    ['funding-list', 'funding request', 1],
  ])('%s', async (code, book, sheet) => {
    const sheets = [...(await textsOf(await PRINTED_BOOKS[book]!())).values()]
    const written = columnsOf(PATH, code).map(({ heading }) => heading)
    expect(sheets[sheet]!.map(({ texts }) => texts)).toContainEqual(written)
  })

  test('the .csv files of a month', () => {
    const code = textOf('local/month/month-files.ts') + textOf('local/month/case-files.ts')
    for (const [file, columns] of tableAt(`${PATH}#what-it-writes`)) {
      const list = columns!.split(', ').map((column) => `'${column}'`)
      expect(code.replaceAll(/,?\s+/g, ' '), file).toContain(list.join(' '))
    }
  })
})
