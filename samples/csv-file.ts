import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Cell } from './columns.ts'
import type { FilledForm } from './forms.ts'
import { encodeGb18030 } from './gb18030.ts'

export type Encoding = 'utf-8' | 'gb18030'

const field = (cell: Cell) => {
  const text = cell === undefined ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const line = (cells: readonly Cell[]) => `${cells.map(field).join(',')}\r\n`

const LINES_A_CHUNK = 1000

function* chunks(form: FilledForm, encoding: Encoding): Generator<Uint8Array> {
  const encode = encoding === 'utf-8' ? (text: string) => Buffer.from(text) : encodeGb18030
  let text = encoding === 'utf-8' ? '\uFEFF' : ''
  for (const title of form.titles) text += line([title])
  text += line(form.headings)
  let lines = 0
  for (const row of form.rows) {
    text += line(row)
    lines++
    if (lines % LINES_A_CHUNK === 0) {
      yield encode(text)
      text = ''
    }
  }
  yield encode(text)
}

export const writeCsv = (form: FilledForm, path: string, encoding: Encoding): Promise<void> =>
  pipeline(chunks(form, encoding), createWriteStream(path))
