/** Small workbooks of other makes, and what reading one gives. */
import { readFileSync } from 'node:fs'
import { bufferSource } from '../../../../../forms/incoming/sheet/bytes/source.ts'
import { Kind } from '../../../../../forms/incoming/sheet/sheet.ts'
import { readFast } from '../reading.ts'

export const fixture = (name: string): Buffer => readFileSync(new URL(`fixture/${name}`, import.meta.url))

const NAMES = Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name]))

/** Every sheet as `name` or `(name)` where hidden, and its rows as `number: column=text/kind | …`; or why it was refused. */
export async function cellsIn(file: Uint8Array): Promise<Record<string, string[]> | string> {
  const { sheets, refused } = await readFast(bufferSource(file))
  if (!sheets) return refused!
  return Object.fromEntries(
    sheets.map(({ name, hidden, rows }) => [
      hidden ? `(${name})` : name,
      rows.map(({ number, texts, kinds }) => {
        const cells = texts.flatMap((text, at) =>
          kinds[at] === Kind.blank ? [] : [`${at}=${text}${kinds[at] === Kind.text ? '' : `/${NAMES[kinds[at]!]}`}`],
        )
        return `${number}: ${cells.join(' | ')}`
      }),
    ]),
  )
}

export type Record_ = [type: number, body: Buffer]

/** A BIFF record's body out of numbers of two bytes, texts and buffers. */
export const body = (...parts: (number | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? word(part) : part)))

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

export function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

export const BOF = 0x0809
export const EOF: Record_ = [0x0a, Buffer.alloc(0)]

/** A stream of records without a compound file around it, which is how some report programs write .xls. */
export const stream = (records: readonly Record_[]): Buffer =>
  Buffer.concat(records.map(([type, content]) => Buffer.concat([body(type, content.length), content])))

/** A book of worksheets in BIFF 8 (or 5), its globals first. */
export function book(
  sheets: readonly { name: string; state?: number; cells: readonly Record_[] }[],
  globals: readonly Record_[] = [],
  version = 0x0600,
): Buffer {
  const bof = (kind: number): Record_ => [BOF, body(version, kind, 0, 0, ...(version === 0x0600 ? [0, 0, 0, 0] : []))]
  const parts = sheets.map(({ cells }) => stream([bof(0x10), ...cells, EOF]))
  const bound = (at: number, { name, state = 0 }: (typeof sheets)[number]): Record_ => {
    const text =
      version === 0x0600
        ? Buffer.concat([Buffer.from([name.length, 1]), utf16(name)])
        : Buffer.concat([Buffer.from([gbk(name).length]), gbk(name)])
    return [0x85, Buffer.concat([body(at & 0xffff, at >>> 16), Buffer.from([state, 0]), text])]
  }
  const head = (at: (index: number) => number) =>
    stream([bof(0x05), ...globals, ...sheets.map((sheet, index) => bound(at(index), sheet)), EOF])
  const size = head(() => 0).length
  const at = (index: number) => parts.slice(0, index).reduce((sum, part) => sum + part.length, size)
  return Buffer.concat([head(at), ...parts])
}

export const utf16 = (text: string) => Buffer.from(text, 'utf16le')

/** GBK of the few characters that the tests need. */
const GBK: Record<string, string> = { 姓: 'd0d5', 名: 'c3fb', 张: 'd5c5', 三: 'c8fd', 单: 'b5a5' }
export const gbk = (text: string) =>
  Buffer.concat([...text].map((c) => Buffer.from(GBK[c] ?? c.charCodeAt(0).toString(16), 'hex')))
/** A text as BIFF 8 has it: its length, two bytes a character. */
export const text8 = (text: string) => Buffer.concat([body(text.length), Buffer.from([1]), utf16(text)])
export const label8 = (row: number, column: number, text: string): Record_ => [
  0x0204,
  body(row, column, 0, text8(text)),
]
export const label5 = (row: number, column: number, text: string): Record_ => [
  0x0204,
  body(row, column, 0, gbk(text).length, gbk(text)),
]
export const number = (row: number, column: number, value: number, format = 0): Record_ => [
  0x0203,
  body(row, column, format, double(value)),
]
