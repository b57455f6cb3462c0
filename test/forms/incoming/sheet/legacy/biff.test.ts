import { describe, expect, it } from 'vitest'
import {
  BOF,
  body,
  book,
  cellsIn,
  double,
  EOF,
  fixture,
  label5,
  label8,
  number,
  type Record_,
  stream,
  text8,
  utf16,
} from './makes.ts'

const XF = (format: number): Record_ => [0xe0, body(0, format, 0, 0, 0, 0, 0, 0, 0, 0)]
const XF5 = (format: number): Record_ => [0xe0, body(0, format, 0, 0, 0, 0, 0, 0)]
const FORMAT = (id: number, format: string): Record_ => [0x041e, body(id, text8(format))]
const RECALCID: Record_ = [0x01c1, body(0x01c1, 0, 0, 0)]
const formula = (row: number, column: number, value: Buffer, flags = 0): Record_ => [
  0x06,
  Buffer.concat([body(row, column, 0), value, body(flags, 0, 0, 3), Buffer.from([0x1e, 1, 0])]),
]
const EMPTY_TEXT = Buffer.from('030000000000ffff', 'hex')
const TEXT = Buffer.from('000000000000ffff', 'hex')
const one = (cells: readonly Record_[], globals: readonly Record_[] = []) => book([{ name: '名单', cells }], globals)

describe('.xls', () => {
  it('numbers are numbers with every digit, dates are dates, booleans and errors are their texts', async () => {
    const file = one(
      [
        number(0, 0, 4402221999102140e2),
        number(0, 1, 36454, 1),
        number(0, 2, 36454.5, 2),
        number(0, 3, 0.1),
        [0x0205, body(0, 4, 0, 1)],
        [0x0205, body(0, 5, 0, 0x012a)],
        // RK: a whole number, and one in hundredths.
        [0x027e, body(1, 0, 0, (120 << 2) | 2, 0)],
        [0xbd, body(1, 1, 0, (12345 << 2) | 3, 0, 1, ((36454 << 2) & 0xffff) | 2, (36454 << 2) >>> 16, 2)],
      ],
      [FORMAT(164, 'yyyy"年"m"月"d"日"'), XF(0), XF(164), XF(31), RECALCID],
    )
    expect(await cellsIn(file)).toEqual({
      名单: [
        '1: 0=440222199910214016/number | 1=1999-10-21/date | 2=1999-10-21 12:00:00/date | 3=0.1/number | 4=TRUE/boolean | 5=#N/A/error',
        '2: 0=120/number | 1=123.45/number | 2=1999-10-21/date',
      ],
    })
  })

  it('dates count from 1904 where the book says so', async () => {
    expect(await cellsIn(one([number(0, 0, 0, 0)], [[0x22, body(1)], XF(14)]))).toEqual({
      名单: ['1: 0=1904-01-01/date'],
    })
  })

  it('a formula is its value; without one it is filled and has none', async () => {
    const cells = [
      formula(0, 0, double(12)),
      formula(0, 1, TEXT),
      [0x0207, text8('张三')] as Record_,
      formula(0, 2, EMPTY_TEXT),
      formula(0, 3, double(0), 2),
      formula(0, 4, double(0)),
      formula(0, 5, TEXT),
      formula(0, 6, EMPTY_TEXT, 2),
      label8(0, 7, '尾'),
    ]
    const kept = '0=12/number | 1=张三'
    expect(await cellsIn(one(cells, [XF(0), RECALCID]))).toEqual({
      名单: [`1: ${kept} | 3=/formula | 4=0/number | 5=/formula | 6=/formula | 7=尾`],
    })
    // A program that never calculated (xlwt) leaves the empty text, and does not say with what it calculated.
    expect(await cellsIn(one(cells, [XF(0)]))).toEqual({
      名单: [`1: ${kept} | 2=/formula | 3=/formula | 4=0/number | 5=/formula | 6=/formula | 7=尾`],
    })
  })

  it('of a merged range only the top left cell has a value, a hidden sheet is hidden, charts are no sheets', async () => {
    const merged: Record_ = [0xe5, body(1, 0, 1, 0, 1)]
    const file = book([
      { name: '名单', cells: [label8(0, 0, '标题'), label8(0, 1, 'x'), label8(1, 0, 'y'), label8(2, 0, 'z'), merged] },
      { name: '旧', state: 1, cells: [label8(0, 0, 'a')] },
      { name: '更旧', state: 2, cells: [] },
    ])
    expect(await cellsIn(file)).toEqual({ 名单: ['1: 0=标题', '3: 0=z'], '(旧)': ['1: 0=a'], '(更旧)': [] })
  })

  it('texts of a table go over records, with formats and readings beside them', async () => {
    const rich = Buffer.concat([
      body(2),
      Buffer.from([0x0d]),
      body(1),
      Buffer.from([6, 0, 0, 0]),
      utf16('张三'),
      body(0, 5),
      Buffer.alloc(6, 7),
    ])
    // Its third character begins the next record, and there in one byte a character.
    const cut = [
      Buffer.concat([body(4), Buffer.from([1]), utf16('李四')]),
      Buffer.concat([Buffer.from([0]), Buffer.from('ab')]),
    ]
    const file = one(
      [
        [0xfd, body(0, 0, 0, 0, 0)],
        [0xfd, body(0, 1, 0, 1, 0)],
      ],
      [XF(0), [0xfc, Buffer.concat([body(2, 0, 2, 0), rich, cut[0]!])], [0x3c, cut[1]!]],
    )
    expect(await cellsIn(file)).toEqual({ 名单: ['1: 0=张三 | 1=李四ab'] })
  })

  it('before Unicode (BIFF 5) by its code page, or GBK where it names none', async () => {
    const cells = [label5(0, 0, '姓名'), label5(1, 0, '张三'), number(1, 1, 36454, 1)]
    const globals = [XF5(0), XF5(14)]
    const expected = { 名单: ['1: 0=姓名', '2: 0=张三 | 1=1999-10-21/date'] }
    for (const page of [[[0x42, body(936)] as Record_], []]) {
      expect(await cellsIn(book([{ name: '名单', cells }], [...page, ...globals], 0x0500))).toEqual(expected)
    }
  })

  it('a sheet without a book around it', async () => {
    const cells: Record_[] = [label5(0, 0, '姓名'), number(1, 0, 12)]
    expect(await cellsIn(stream([[BOF, body(0, 0x10, 0, 0)], ...cells, EOF]))).toEqual({
      Sheet1: ['1: 0=姓名', '2: 0=12/number'],
    })
  })

  it.each(['xor.xls', 'rc4.xls', 'cryptoapi.xls'])("Excel's default password: %s", async (name) => {
    const sheets = await cellsIn(fixture(name))
    expect(Object.keys(sheets)).toEqual(['名单'])
    const { 名单: rows } = sheets as { 名单: string[] }
    expect([rows.length, rows[0], rows[59]]).toEqual([
      60,
      '1: 0=姓名 | 1=身份证号码 | 2=备注',
      '60: 0=张三59 | 1=440222199910214059 | 2=88.5/number',
    ])
  })

  it.each(['agile.xlsx', 'standard.xlsx'])("Excel's default password: %s", async (name) => {
    expect(await cellsIn(fixture(name))).toMatchObject({
      名单: [expect.stringContaining('0=姓名 | 1=身份证号码'), expect.anything()],
    })
  })

  it('another password is told', async () => {
    expect(await cellsIn(fixture('locked.xlsx'))).toBe('file-unreadable: encrypted')
    const filePass: Record_ = [0x2f, body(0, 1, 2)]
    expect(await cellsIn(one([label8(0, 0, 'a')], [filePass]))).toBe('file-unreadable: encrypted')
  })
})

describe('what was lost on the way is not read as a shorter list', () => {
  const whole = one(Array.from({ length: 40 }, (_, row) => label8(row, 0, `第${row}行`)))
  const damaged = 'file-unreadable: damaged'

  it('cut off at any place', async () => {
    for (let size = 20; size < whole.length; size += 7) {
      expect(await cellsIn(whole.subarray(0, size)), `${size} of ${whole.length} bytes`).toBe(damaged)
    }
  })

  it('a compound file cut off at any sector', async () => {
    const file = fixture('rc4.xls')
    for (let size = 512; size < file.length - 512; size += 512)
      expect(await cellsIn(file.subarray(0, size))).toBe(damaged)
  })

  it('a hole of zeros that begins and ends with records', async () => {
    const holed = Buffer.from(whole)
    const [third, seventh] = [3, 7].map((row) => holed.indexOf(stream([label8(row, 0, `第${row}行`)])))
    expect((seventh! - third!) % 4).toBe(0)
    holed.fill(0, third, seventh)
    expect(await cellsIn(holed)).toBe(damaged)
  })

  it('a hole of zeros among the records, and among the texts', async () => {
    const holed = Buffer.from(whole)
    holed.fill(0, 200, 456)
    expect(await cellsIn(holed)).toBe(damaged)
    const texts = Buffer.concat([
      body(400, 0, 400, 0),
      ...Array.from({ length: 200 }, () => text8('张三')),
      Buffer.alloc(600),
    ])
    expect(await cellsIn(one([label8(0, 0, 'a')], [[0xfc, texts]]))).toBe(damaged)
  })

  it('a table with fewer texts than it announces', async () => {
    expect(await cellsIn(one([[0xfd, body(0, 0, 0, 0, 0)]], [XF(0), [0xfc, body(3, 0, 3, 0, text8('张三'))]]))).toBe(
      damaged,
    )
  })

  it('sheets that lie in each other, which would be read over and over', async () => {
    const cells = Array.from({ length: 6000 }, (_, row) => label8(row, 0, '一'))
    const file = book([
      { name: 'a', cells },
      { name: 'b', cells: [] },
    ])
    const place = file.indexOf(utf16('b'), 20) - 8
    file.copy(file, place, file.indexOf(utf16('a')) - 8, file.indexOf(utf16('a')) - 4)
    expect(await cellsIn(file)).toBe(damaged)
  })

  it('merged ranges that overlap', async () => {
    const merged: Record_ = [0xe5, body(2, 0, 1, 0, 1, 1, 2, 1, 2)]
    expect(await cellsIn(one([label8(0, 0, 'a'), merged]))).toBe(damaged)
  })

  it('two sheets of one name, a cell of a text that is not there', async () => {
    expect(
      await cellsIn(
        book([
          { name: 'a', cells: [label8(0, 0, 'x')] },
          { name: 'a', cells: [] },
        ]),
      ),
    ).toBe(damaged)
    expect(await cellsIn(one([[0xfd, body(0, 0, 0, 9, 0)]], [XF(0)]))).toBe(damaged)
  })
})
