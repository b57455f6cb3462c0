import { describe, expect, test } from 'vitest'
import { LAST_ROW, newBook } from '../../../forms/outgoing/book.ts'
import { writeTable } from '../../../forms/outgoing/office-sheet.ts'
import { bytesOf, open } from '../bytes-of.ts'

describe('a table too long for a sheet', () => {
  test('goes on in the next, each ending before 1,000,000 rows and signed', async () => {
    const count = 1_000_100
    const bytes = await bytesOf(async (out) => {
      const book = await newBook(out)
      const form = { sheetName: '台账', title: 't', reportingOffice: 'u', columns: [{ heading: 'h', width: 9 }] }
      await writeTable(
        book,
        form,
        (function* () {
          for (let i = 0; i < count; i++) yield [i]
        })(),
        () => ['合计'],
      )
      await book.close()
    })
    let data = 0
    const sheets = []
    for (const sheet of (await open(bytes)).sheets) {
      let last = 0
      let signed = false
      for await (const rows of sheet.rows()) {
        for (const row of rows) {
          if (/^\d+$/.test(row.texts[0] ?? '')) data++
          signed ||= row.texts.some((text) => text.includes('单位公章'))
          last = row.number
        }
      }
      sheets.push({ name: sheet.name, fits: last <= LAST_ROW, signed })
    }
    expect(data).toBe(count)
    expect(sheets).toEqual([
      { name: '台账', fits: true, signed: true },
      { name: '台账 (2)', fits: true, signed: true },
    ])
  })
})
