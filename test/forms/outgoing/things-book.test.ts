/** A list of things as a workbook: its columns fit a page, whatever stands in them. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { writeThings } from '../../../forms/outgoing/things-book.ts'
import { tableRows } from '../../flow/produced.ts'

test.each([1, 5, 6, 8])('%d columns with long texts are written whole', async (columns) => {
  const cells = Array.from({ length: columns }, (_, i) => '很长的内容'.repeat(6) + i)
  const headings = cells.map((_, i) => `第${i}栏`)
  const list = { name: '清单', numbered: '编号', stated: '状态', columns: headings }
  const out = new PassThrough()
  const shown = [{ number: 'A-1', cells, state: { words: '待办' } }]
  const [bytes] = await Promise.all([
    buffer(out),
    writeThings(out, { list, shown, tab: 'all', reportingOffice: '某局' }),
  ])
  const [row] = await tableRows(bytes, '编号')
  expect(headings.map((heading) => row![heading])).toEqual(cells)
})
