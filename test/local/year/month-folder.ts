/** A month's folder by hand: what the model reads, each file as short as it can be. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { onTestFinished } from 'vitest'

export type Cells = (string | number)[][]

/** Paths end in `.csv`, `.xlsx` or `.txt`. */
export function monthFolder(today: string, files: Record<string, Cells>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yingbao-model-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'today.txt'), `${today}\n`)
  for (const [path, cells] of Object.entries(files)) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    if (path.endsWith('.csv')) writeFileSync(target, cells.map((row) => `${row.join(',')}\n`).join(''))
    else {
      const book = utils.book_new()
      utils.book_append_sheet(book, utils.aoa_to_sheet(cells))
      writeFileSync(target, write(book, { type: 'buffer', bookType: 'xlsx' }))
    }
  }
  return folder
}

interface Instructed {
  readonly id: string
  readonly business?: string
  readonly amount?: number
}

/** A payment instruction as its file is. */
export function instruction(batch: string, rows: readonly Instructed[]): Cells {
  const table = rows.map(({ id, business = '续缴', amount = 120 }, at) => [
    ...[at + 1, '某人', id, '武江区', business, batch.slice(7, 11), amount],
  ])
  const sum = table.reduce((total, row) => total + Number(row[6]), 0)
  return [
    ['批次号', batch, '笔数', rows.length, '总金额', sum],
    ['序号', '姓名', '身份证号码', '参保县', '业务类型', '缴费年度', '金额'],
    ...table,
  ]
}

/** A bank return of some rows, with their results. */
export function bankReturn(batch: string, results: Record<number, string>): Cells {
  return [
    ['批次号', '序号', '姓名', '身份证号码', '金额', '处理结果代码', '处理日期'],
    ...Object.entries(results).map(([row, code]) => [batch, row, '某人', '', 120, code, '2018-07-01']),
  ]
}

export const RECEIPTS = ['division', 'office', 'file', 'state', 'rows', 'accepted', 'returned']
export const REJECTIONS = ['division', 'office', 'file', 'row', 'code', 'value']
