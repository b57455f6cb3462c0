/** What clerks really send, through the running hub: the right code, what to do about it, and nothing else touched. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bufferSource } from '../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../forms/incoming/sheet/open.ts'
import type { Row } from '../../forms/incoming/sheet/sheet.ts'
import { openZip } from '../../forms/incoming/sheet/xlsx/zip.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { csvLine } from '../../local/hub/csv.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { type HubClient, hubClient } from '../../local/hub/hub-client.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { idNumber } from '../../samples/id-number.ts'
import type { Office, RowCode } from '../../schemas/codes.ts'
import { FORMS } from '../../schemas/columns.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { Rejection, type Upload } from '../../schemas/records/upload.ts'
import { refusalReason } from '../../wording/file-refusals.ts'
import { rowReason } from '../../wording/row-reasons.ts'
import { type Acting, acting } from '../acting.ts'
import * as bad from './bad-file-bytes.ts'

const GB = 1024 ** 3
const PERIOD = '2018-05'
/** 始兴县 has a list that has to stay as it is; 仁化县 gets the files of which rows are read. */
const [STANDING, READ] = ['440222', '440224']
const HEADER = ['县（市、区）', '乡镇（街道）', '姓名', '身份证号码', '低保证号']
const policy = defaultPolicy()

let dir: string
let hub: Hub
const ask: Acting['ask'] = (path, init) => acting(hub).ask(path, init)
let stores: HubStores
let client: HubClient
let standing: object

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bad-files-'))
  hub = await startHub({ dataDir: join(dir, 'hub'), port: 0, log: () => {} })
  stores = hubStores(hub)
  await stores.policies.put(policy)
  client = hubClient(hub, stores, '2018-06-06')
  const list = await send(STANDING, 'dibao-full', '低保.csv', csv(persons(STANDING, 12)))
  expect(list).toMatchObject({ state: 'accepted', reading: { rows: 12, returned: 0 } })
  standing = await rosterOf(STANDING)
})
afterAll(async () => {
  await hub?.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function send(
  division: string,
  form: string,
  fileName: string,
  bytes: Uint8Array,
  office: Office = 'civil-affairs',
): Promise<Upload> {
  const path = join(dir, 'file')
  writeFileSync(path, bytes)
  const ticket = await client.ask({ division, office, form, period: PERIOD, fileName }, path)
  expect(await client.put(ticket, path)).toBe(true)
  await hub.idle()
  return (await stores.uploads.get(division, ticket.id))!
}

/** The roster without the count of the places handed out, which every request for a URL raises. */
async function rosterOf(county: string): Promise<object> {
  const { issued: _, ...roster } = await stores.heads.get(`${county}#dibao`)
  return roster
}

/** The county's snapshot once its period is closed. */
async function closed(county: string): Promise<SnapshotRow[]> {
  const { id } = await client.close(county, PERIOD)
  await hub.idle()
  const run = await stores.runs.get(county, id)
  return ndjson(gunzipSync(await stores.outbox.get(run!.snapshot!.key))).map((row) => SnapshotRow.parse(row))
}

async function rejectionsOf(upload: Upload): Promise<Rejection[]> {
  return ndjson(gunzipSync(await stores.outbox.get(upload.rejectionsKey!))).map((line) => Rejection.parse(line))
}

const ndjson = (bytes: Buffer): unknown[] =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

let sequence = 0
const nextId = (county: string) => idNumber(county, '1975-03-05', ++sequence)
const placeOf = (county: string): [string, string] => {
  const { name, townships } = policy.counties.find(({ code }) => code === county)!
  return [name, townships[0]!.name]
}
const person = (county: string, name = '李梅', id = nextId(county)) => [...placeOf(county), name, id, 'D1']
const persons = (county: string, count: number) => Array.from({ length: count }, () => person(county))
/** Plain lines, nothing quoted: what is to be odd in them stays so. */
const csv = (rows: readonly (readonly string[])[], header = HEADER, end = '\r\n') =>
  Buffer.from([header, ...rows].map((row) => row.join(',') + end).join(''))

type Refused = [title: string, fileName: string, file: () => Uint8Array, code: string, told: RegExp[]]
const refused: Refused[] = [
  [
    'an .xlsx with a password',
    '低保.xlsx',
    () => readFileSync(fileURLToPath(new URL('../forms/incoming/sheet/legacy/fixture/locked.xlsx', import.meta.url))),
    'file-unreadable',
    [/打开密码/, /取消密码.*重新上传/],
  ],
  ['an .xls cut off', '低保.xls', () => bad.compoundFile('Workbook'), 'file-unreadable', [/没有下载、传输完整/]],
  [
    'an .xls of 1992',
    '低保.xls',
    () => Buffer.from('090406000000100000', 'hex'),
    'file-unreadable',
    [/1995年以前/, /另存为/],
  ],
  [
    'a page that asks to log in, called .xls',
    '低保.xls',
    () => Buffer.from(`${'\r\n'.repeat(4000)}<!DOCTYPE html><html><body>请登录</body></html>`),
    'file-unreadable',
    [/网页/, /登录页/, /重新导出/],
  ],
  ['zeros only', '低保.xlsx', () => Buffer.alloc(9000), 'file-unreadable', [/全是空字节/, /同步/]],
  [
    'encryption of the office',
    '低保.xlsx',
    () => Buffer.from('%TSD-Header-###%'),
    'file-unreadable',
    [/亿赛通、绿盾/, /解密/],
  ],
  ['a .docx called .xlsx', '低保.xlsx', bad.docx, 'file-unreadable', [/Word 文档/, /复制到下载的模板/]],
  [
    'a PDF called .csv',
    '低保.csv',
    () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'),
    'file-unreadable',
    [/PDF/, /上传名单的 Excel 文件/],
  ],
  [
    'half of a workbook',
    '低保.xlsx',
    () => {
      const whole = bad.sheetFile([HEADER, ...persons(STANDING, 50)].map(bad.inlineRow).join(''))
      return whole.subarray(0, whole.length / 2)
    },
    'file-unreadable',
    [/已损坏，或没有下载、传输完整/, /重新导出/],
  ],
  [
    'an archive that declares 3 GB and more',
    '低保.xlsx',
    () => bad.expandingFile(3 * GB + 1),
    'file-expands',
    [/3吉字节/, /模板/],
  ],
  [
    'an archive that unpacks to 3 GB and declares 1 MB',
    '低保.xlsx',
    () => bad.expandingFile(1024 ** 2),
    'file-expands',
    [/3吉字节/, /模板/],
  ],
  ['a header and nothing else', '低保.csv', () => csv([]), 'empty', [/只有表头/, /零报告/]],
  [
    'no header',
    '低保.csv',
    () => csv(persons(STANDING, 5).slice(1), person(STANDING)),
    'header-missing',
    [/没有找到/, /缺少：县、乡镇、姓名、身份证号码、低保证号。/, /对照模板/],
  ],
  [
    'a header without two of its columns',
    '低保.csv',
    () =>
      csv(
        persons(STANDING, 5).map((row) => row.slice(0, 3)),
        HEADER.slice(0, 3),
      ),
    'header-missing',
    [/缺少：身份证号码、低保证号。/],
  ],
  [
    'a CSV in UTF-16',
    '低保.csv',
    () => Buffer.from(`\ufeff${csv(persons(STANDING, 5)).toString()}`, 'utf16le'),
    'file-unreadable',
    [/Unicode 文本/, /另存为/],
  ],
]

describe('a file that is refused as a whole', () => {
  test.each(refused)('%s', async (_, fileName, file, code, told) => {
    const upload = await send(STANDING, 'dibao-full', fileName, file())
    expect(upload).toMatchObject({ state: 'refused', refusal: { code } })
    const sentence = refusalReason(upload, policy)
    for (const part of told) expect(sentence).toMatch(part)
    expect(sentence).toMatch(/整份文件未采用，原有数据不受影响/)
    expect(await rejectionsOf(upload)).toEqual([{ row: '0', code, value: '' }])
    expect(upload.returnedKey).toBeUndefined()
    expect(await rosterOf(STANDING)).toEqual(standing)
  })

  test('the list that stood before is closed as if none of them had come', async () => {
    const rows = await closed(STANDING)
    expect(rows.length).toBe(12)
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['李梅']))
  })
})

describe("a file of the city's offices", () => {
  const city = policy.city.code

  test('form-mismatch: a register, which would be accepted for nothing', async () => {
    const { columns } = FORMS.register
    const header = columns.filter((c) => c.required).map((c) => c.heading)
    const row = ['李梅', nextId(STANDING), '机关事业', '正常参保', '韶关市', '未缴费', '未领取']
    const upload = await send(city, 'register', '登记.csv', csv([row], header), 'social-insurance')
    expect(upload).toMatchObject({ state: 'refused', refusal: { code: 'form-mismatch' } })
    expect(refusalReason(upload, policy)).toMatch(/不由本单位报送/)
  })

  test('a list: what is returned asks for the county, and for the whole list again', async () => {
    const [, town] = placeOf(STANDING)
    const rows = [
      person(STANDING),
      ['韶关市', ...person(STANDING).slice(1)],
      ['仁化县', town, '李梅', nextId(READ), 'D1'],
    ]
    const upload = await send(city, 'dibao-full', '低保.csv', csv(rows))
    const sheet = await returnedSheet(upload)
    expect(sheet.map(({ texts }) => texts.at(-1)).slice(4)).toEqual([
      '【县】这里填的不是韶关市的县（市、区）。请填写该人员所在县（市、区）的全称，例如“××县”。',
      '【乡镇】没有这个乡镇（街道），或者它不属于本行所填的县（市、区）。请核对这两栏，改正填错的一项。',
    ])
    expect(sheet[2]!.texts[0]).toContain('再上传完整文件')
  })
})

describe('a file whose rows are read', () => {
  /** Names that the county must have in the end. */
  const accepted: string[] = []

  test('a header that is repeated in the middle is no person', async () => {
    const rows = [person(READ, '赵一'), HEADER, person(READ, '赵二')]
    const upload = await send(READ, 'dibao-new', '低保.csv', csv(rows))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 2, returned: 0 } })
    accepted.push('赵一', '赵二')
  })

  test('lines that end in CR LF, LF and CR', async () => {
    const text = ['钱一', '钱二', '钱三'].map((name, i) => person(READ, name).join(',') + ['\n', '\r', '\r\n'][i])
    const upload = await send(READ, 'dibao-new', '低保.csv', Buffer.from(`${HEADER.join(',')}\r${text.join('')}`))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 3, returned: 0 } })
    accepted.push('钱一', '钱二', '钱三')
  })

  test('a lone quote costs one odd cell and not the rest of the list', async () => {
    const quoted = person(READ, '孙一')
    quoted[4] = '"D1'
    const upload = await send(READ, 'dibao-new', '低保.csv', csv([quoted, person(READ, '孙二'), person(READ, '孙三')]))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 3, returned: 0 } })
    accepted.push('孙一', '孙二', '孙三')
  })

  test('NULs among the text: the row comes back, the others are taken (name-invalid, id-format)', async () => {
    const rows = [person(READ, '周\0一'), person(READ, '周二', `${nextId(READ)}\0`), person(READ, '周三')]
    const upload = await send(READ, 'dibao-new', '低保.csv', csv(rows))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 3, returned: 2 } })
    expect(await codesOf(upload)).toEqual(['2 name-invalid', '3 id-format'])
    expect(reasonOf('name-invalid', '周\0一')).toMatch(/看不见的控制符。请删去整个单元格的内容/)
    expect(await returnedRows(upload)).toHaveLength(2)
    accepted.push('周三')
  })

  test('300 columns, of which the list needs five, all of them in the returned workbook', async () => {
    const more = Array.from({ length: 295 }, (_, i) => `其他${i}`)
    const rows = [person(READ, '吴一'), person(READ, '吴二', '123')].map((row) => [...row, ...more])
    const upload = await send(READ, 'dibao-new', '低保.csv', csv(rows, [...HEADER, ...more]))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 2, returned: 1 } })
    const [row] = await returnedRows(upload)
    expect(row!.texts.slice(0, 300)).toEqual(rows[1])
    accepted.push('吴一')
  })

  test('ID numbers in scientific notation (id-numeric)', async () => {
    const rows = [
      person(READ, '郑一', '4.40224E+17'),
      person(READ, '郑二', '4.40224197503050E+17'),
      person(READ, '郑三'),
    ]
    const upload = await send(READ, 'dibao-new', '低保.csv', csv(rows))
    expect(await codesOf(upload)).toEqual(['2 id-numeric', '3 id-numeric'])
    expect(reasonOf('id-numeric', '4.40224E+17')).toMatch(/末几位已损坏，无法恢复.*“文本”格式.*重新录入/)
    accepted.push('郑三')
  })

  test('names with characters beyond the first plane, and with any middle dot', async () => {
    const names = ['李𠮷', '𬱖𬟁', '阿卜杜•买买提', '古丽・阿不都', '买买提.艾力']
    const upload = await send(READ, 'dibao-new', '低保.csv', csv(names.map((name) => person(READ, name))))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 5, returned: 0 } })
    accepted.push('李𠮷', '𬱖𬟁', '阿卜杜·买买提', '古丽·阿不都', '买买提·艾力')
  })

  test('cells that a spreadsheet would take for formulas are text in the returned workbook', async () => {
    const live = ['=cmd|"/C calc"!A0', '+1+1', '-2+3', '@SUM(A1:A9)', '=HYPERLINK("http://example.com")']
    const rows = live.map((text) =>
      [...person(READ, text, '123'), text].map((cell) => `"${cell.replaceAll('"', '""')}"`),
    )
    const upload = await send(READ, 'dibao-new', '低保.csv', csv(rows, [...HEADER, '备注']))
    expect(upload.reading).toMatchObject({ rows: 5, returned: 5 })
    const returned = await returnedRows(upload)
    expect(returned.map(({ texts }) => [texts[2], texts[5]])).toEqual(live.map((text) => [text, text]))
    const parts = await partsOf(await stores.outbox.get(upload.returnedKey!))
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(/<row/)
    for (const xml of parts.values()) expect(xml).not.toMatch(/<(\w+:)?f[ >/]/)
    for (const text of live) expect(csvLine([text])).toMatch(/^"?'[=+\-@]/)
  })

  test('our own workbook of returned rows, as it was and as a whole list: its rows are asked for as new ones', async () => {
    const rows = ['吴一', '吴二', '吴三'].map((name, i) => person(READ, name, i === 2 ? '123' : undefined))
    const first = await send(READ, 'dibao-new', '低保.csv', csv(rows))
    expect(first.reading).toMatchObject({ rows: 3, returned: 1 })
    const again = await send(READ, 'dibao-full', '退回表.xlsx', await stores.outbox.get(first.returnedKey!))
    expect(again).toMatchObject({ state: 'refused', refusal: { code: 'all-returned' }, reading: { ownMode: 'new' } })
    const page = await (await ask(`/uploads/${READ}/${again.id}`)).text()
    expect(page).toContain('按每行的原因改正后作为“新增”名单上传')
    expect(page).toContain('请改好全部各行，再作为“新增”名单上传')
    expect(page).not.toContain('原来的报送内容')
    const said = (await returnedSheet(again)).slice(0, 4).map(({ texts }) => texts.join())
    expect(said.join()).toContain('名单类型：新增')
    expect(said.join()).toContain('作为“新增”名单上传')
    accepted.push('吴一', '吴二')
  })

  test('a name that begins like a formula is kept as it is', async () => {
    const upload = await send(READ, 'dibao-new', '低保.csv', csv([person(READ, '+王一'), person(READ, '@王二')]))
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 2, returned: 0 } })
    accepted.push('+王一', '@王二')
  })

  test('a person above ten million painted cells', async () => {
    const file = bad.paintedFile([HEADER, person(READ, '冯一')].map(bad.inlineRow).join(''))
    const upload = await send(READ, 'dibao-new', '低保.xlsx', file)
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 1, returned: 0 } })
    accepted.push('冯一')
  })

  test('a CSV of 1,048,576 records, numbered to the end, the last of them a person', async () => {
    const file = bad.numberedToTheEnd(HEADER, placeOf(READ), person(READ, '陈一'))
    const upload = await send(READ, 'dibao-new', '低保.csv', file)
    expect(upload).toMatchObject({ state: 'accepted', reading: { rows: 1, returned: 0 } })
    accepted.push('陈一')
  })

  test('who was accepted from them is in the closed month, and nobody else', async () => {
    const rows = await closed(READ)
    expect(rows.map(({ name }) => name).sort()).toEqual([...accepted].sort())
  })

  const codesOf = async (upload: Upload) => (await rejectionsOf(upload)).map(({ row, code }) => `${row} ${code}`)
  const reasonOf = (code: RowCode, value: string) => {
    const use = code.startsWith('id') ? 'id' : 'name'
    return rowReason(code, { value, column: FORMS.dibao.columns.find((c) => c.use === use)! })
  }
})

/** The rows of persons in the returned workbook, below its four lines of title, instruction and header. */
async function returnedRows(upload: Upload): Promise<Row[]> {
  return (await returnedSheet(upload)).filter(({ number }) => number > 4)
}

async function returnedSheet(upload: Upload): Promise<Row[]> {
  const source = bufferSource(await stores.outbox.get(upload.returnedKey!))
  const { sheets } = await openWorkbook(source, { isHeader: () => true })
  const rows: Row[] = []
  for await (const some of sheets[0]!.rows()) rows.push(...some)
  return rows
}

/** The XML of every part, by its name. */
async function partsOf(workbook: Buffer): Promise<Map<string, string>> {
  const zip = await openZip(bufferSource(workbook))
  const parts = new Map<string, string>()
  for (const [name, entry] of zip.entries) {
    const pieces: Uint8Array[] = []
    for await (const piece of zip.read(entry)) pieces.push(piece)
    parts.set(name, Buffer.concat(pieces).toString())
  }
  return parts
}
