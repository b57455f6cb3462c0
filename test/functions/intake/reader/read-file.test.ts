import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ParsedList } from '../../../../formats/roster.ts'
import { newBook } from '../../../../forms/outgoing/book.ts'
import { readFile } from '../../../../functions/intake/reader/read-file.ts'
import { ReturnedSpool } from '../../../../functions/intake/reader/returned-spool.ts'
import { RowSpool } from '../../../../functions/intake/reader/row-spool.ts'
import { checkCharacter } from '../../../../rules/rows/id-number.ts'
import { idNumber } from '../../../../samples/id-number.ts'
import { bytesOf } from '../../../forms/bytes-of.ts'
import { contextFor, hash } from '../memory-hub.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HEADERS = {
  'dibao-full': '县,乡镇,姓名,身份证号码,低保证号',
  register: '姓名,身份证号码,险种,参保状态,参保县,本年缴费方式,待遇状态',
}

/** Reads a CSV of these rows as a list of 低保, or as a register; what came of it, and the codes of each returned row. */
const reading = (rows: readonly string[], form: keyof typeof HEADERS = 'dibao-full') =>
  readingOf(Buffer.from(`${[HEADERS[form], ...rows].join('\r\n')}\r\n`), form)

/** The same of a workbook: rows as lines of a CSV, by sheet. */
async function readingSheets(sheets: Record<string, readonly string[]>) {
  const bytes = await bytesOf(async (out) => {
    const book = await newBook(out)
    for (const [name, rows] of Object.entries(sheets)) {
      const [sheet, plain] = [book.sheet(name, { widths: [] }), book.style({})]
      for (const row of rows) sheet.row(row.split(','), plain)
      await sheet.end()
    }
    await book.close()
  })
  return readingOf(bytes, 'dibao-full')
}

async function readingOf(bytes: Uint8Array, form: keyof typeof HEADERS) {
  const path = join(folder, 'list')
  writeFileSync(path, bytes)
  const spool = new ReturnedSpool(join(folder, 'spool'))
  const rows = new RowSpool(`${path}.register`)
  try {
    const read = await readFile(path, contextFor(form), { returned: spool, rows })
    const codes: Record<string, string[]> = {}
    for await (const { row, findings } of spool.rows()) codes[row] = findings.map(({ code }) => code)
    return { read, codes, list: 'list' in read ? read.list : undefined }
  } finally {
    spool.dispose()
    rows.dispose()
  }
}
const person = (id: string, name = '张三') => `始兴县,太平镇,${name},${id},D1`
const enrolled = (id: string, name = '张三') => `${name},${id},城乡居民,正常参保,始兴县,未缴费,未领取`

const days = Array.from({ length: 28 }, (_, i) => `1960-01-${String(i + 1).padStart(2, '0')}`)
const whole = (i: number) => idNumber('440222', days[i]!, 101)
/** Numbers as a program that keeps 15 digits saves them, wrong by their check digits, as ten of eleven are. */
const CUT = days.map((_, i) => `${whole(i).slice(0, 15)}000`).filter((id) => checkCharacter(id) !== '0')
const cut = (i: number) => CUT[i]!
/** One whose own check digit makes it valid. */
const CHANCE = days.map((day) => idNumber('440224', day, 100)).find((id) => id.endsWith('000'))!

describe('a damaged column: at least 3 and at least half of the numbers end in 000', () => {
  test('all that end so are id-numeric, the one that is right by chance too', async () => {
    const rows = [person(cut(1)), person(CHANCE), person(whole(3)), person(whole(4)), person(cut(5)), person(whole(6))]
    const { codes, read } = await reading(rows)
    expect(codes).toEqual({ 2: ['id-numeric'], 3: ['id-numeric'], 6: ['id-numeric'] })
    expect(read.reading).toMatchObject({ rows: 6, returned: 3, byCode: { 'id-numeric': 3 } })
  })

  test('nobody is on the list by such a number; by it, and by the name beside it, somebody may be protected', async () => {
    const rows = [person(cut(1)), person(CHANCE, '李四'), person(cut(2)), person(whole(3)), person(whole(4))]
    const { list } = await reading(rows)
    expect(list!.entries.length / 32).toBe(2)
    expect([...list!.returnedKeys]).toEqual([cut(1), CHANCE, cut(2)].map((id) => hash.personKeyHex(id)))
    expect(list!.returnedNames.size).toBe(2)
  })

  test('a number twice is no duplicate-row in it', async () => {
    const { codes } = await reading([person(CHANCE), person(CHANCE), person(CHANCE), person(whole(1))])
    expect(codes).toEqual({ 2: ['id-numeric'], 3: ['id-numeric'], 4: ['id-numeric'] })
  })

  test('fewer than 3, or fewer than half: the check digit decides', async () => {
    const two = await reading([person(CHANCE), person(cut(1)), person(whole(3))])
    expect(two.codes).toEqual({ 3: ['id-checksum'] })
    const few = [person(CHANCE), person(cut(1)), person(cut(2)), ...[3, 4, 5, 6].map((i) => person(whole(i)))]
    expect((await reading(few)).codes).toEqual({ 3: ['id-checksum'], 4: ['id-checksum'] })
  })

  test('numbers of another length do not count, blanks in a number do not matter, a returned row counts', async () => {
    const short = ['4402', '440222600131000', ''].map((id) => person(id))
    const ending = [person(` ${CHANCE}`), person(cut(1), ''), person(`${cut(2)}\u200b`)]
    const { codes } = await reading([...short, ...ending, ...[3, 4, 5].map((i) => person(whole(i)))])
    expect(codes).toMatchObject({ 5: ['id-numeric'], 6: ['id-numeric', 'name-missing'], 7: ['id-numeric'] })
    expect(codes[3]).toEqual(['id-15-digit'])
  })

  test('all sheets that are read are judged together', async () => {
    const { codes } = await readingSheets({
      一: [HEADERS['dibao-full'], person(cut(1)), person(whole(1)), person(whole(2))],
      二: [HEADERS['dibao-full'], person(CHANCE), person(cut(2))],
    })
    expect(codes).toEqual({ 2: ['id-numeric'], '二!2': ['id-numeric'], '二!3': ['id-numeric'] })
  })

  test('a register: whose number it may be gets a mark', async () => {
    const rows = [enrolled(CHANCE), enrolled(cut(1)), enrolled(cut(2)), enrolled(whole(3))]
    const { codes, list } = await reading(rows, 'register')
    expect(codes).toEqual({ 2: ['id-numeric'], 3: ['id-numeric'], 4: ['id-numeric'] })
    expect(list!.entries.length / 32).toBe(2)
  })
})

describe('all-returned: no data row is good', () => {
  test('the file is refused, and its rows come back', async () => {
    for (const [form, rows] of [
      ['dibao-full', [person('4402'), person(whole(1), '')]],
      ['register', [enrolled('4402'), enrolled(whole(1), '')]],
    ] as const) {
      const { read, codes } = await reading(rows, form)
      expect(read).toMatchObject({ refusal: { code: 'all-returned' }, reading: { rows: 2, returned: 2 } })
      expect(codes).toEqual({ 2: ['id-format'], 3: ['name-missing'] })
      expect(read).not.toHaveProperty('list')
    }
  })

  test('one good row makes it a list', async () => {
    const { read } = await reading([person('4402'), person(whole(1))])
    expect(read).not.toHaveProperty('refusal')
  })

  test('its unread sheets are not named', async () => {
    const { read } = await readingSheets({ 一: [HEADERS['dibao-full'], person('4402')], 二: [whole(1)] })
    expect(read.reading).toMatchObject({ rows: 1, unreadSheets: [] })
    const good = await readingSheets({ 一: [HEADERS['dibao-full'], person(whole(2))], 二: [whole(1)] })
    expect(good.read.reading).toMatchObject({ rows: 1, unreadSheets: ['二'] })
  })

  test('another refusal has no rows to give back', async () => {
    const { read, codes } = await reading([])
    expect(read).toEqual({ refusal: { code: 'empty' } })
    expect(codes).toEqual({})
  })
})

describe('doubts that hold a list', () => {
  const doubtsOf = ({ list }: { list: ParsedList | undefined }) => list?.doubts
  const good = [1, 2].map((i) => person(whole(i)))
  const bad = ['1', '2', '3'].map((id) => person(id))

  test('none in a whole file, half of whose rows came back', async () => {
    expect(doubtsOf(await reading(good))).toEqual([])
    expect(doubtsOf(await reading([...good, ...bad.slice(1)]))).toEqual([])
  })

  test('most of its rows came back, but not of a register', async () => {
    expect(doubtsOf(await reading([...good, ...bad]))).toEqual(['most-returned'])
    expect(doubtsOf(await reading([enrolled(whole(1)), enrolled('1'), enrolled('2')], 'register'))).toEqual([])
  })

  test('its last line has no end, a sheet was not read', async () => {
    const open = Buffer.from([HEADERS['dibao-full'], ...good].join('\r\n'))
    expect(doubtsOf(await readingOf(open, 'dibao-full'))).toEqual(['no-line-end'])
    const sheets = { 一: [HEADERS['dibao-full'], ...good], 二: [whole(3)] }
    expect(doubtsOf(await readingSheets(sheets))).toEqual(['unread-sheet'])
  })

  test('it calls itself another mode than was chosen', async () => {
    const titled = (mode: string) => readingSheets({ 一: [`名单类型：${mode}`, HEADERS['dibao-full'], ...good] })
    expect(doubtsOf(await titled('新增'))).toEqual(['mode-contradicted'])
    expect(doubtsOf(await titled('全部'))).toEqual([])
  })
})

test('what the file says that it is', async () => {
  const { read } = await readingSheets({
    一: [
      '低保对象名单',
      '填报单位：始兴县民政局　所属期：2018年4月　名单类型：新增',
      HEADERS['dibao-full'],
      person(whole(1)),
    ],
  })
  expect(read.reading).toMatchObject({ ownPeriod: '2018-04', ownMode: 'new' })
  expect((await reading([person(whole(1))])).read.reading).not.toHaveProperty('ownPeriod')
})
