import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Kind, type Row } from '../../../forms/incoming/sheet/sheet.ts'
import { readTable } from '../../../forms/incoming/table.ts'
import { type ReturnedInput, type ReturnedRow, writeReturned } from '../../../forms/outgoing/returned.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { rowReason } from '../../../wording/row-reasons.ts'
import { bytesOf, hasOpenpyxl, open, textsOf, withOpenpyxl } from '../bytes-of.ts'

const form = FORMS.dibao
const headings = form.columns.map((c) => c.heading)
const at = (heading: string) => headings.indexOf(heading)
const PERFECT: Record<string, string> = {
  序号: '1',
  '县（市、区）': '始兴县',
  '乡镇（街道）': '太平镇',
  姓名: '张三',
  身份证号码: '440222196001310018',
  低保证号: 'D0001',
}

function bad(row: string, change: Record<string, string>, codes: [string, RowCode][], sheet = ''): ReturnedRow {
  const cells = headings.map((h) => change[h] ?? PERFECT[h] ?? '')
  const reasons = codes.map(([heading, code]) => {
    const facts = { value: cells[at(heading)]!, column: form.columns[at(heading)]!, place: '始兴县', firstRow: '5' }
    return { column: at(heading), code, text: rowReason(code, facts) }
  })
  return { sheet, row, cells, reasons }
}

function write(rows: Iterable<ReturnedRow>, more: Partial<ReturnedInput> = {}): Promise<Buffer> {
  return bytesOf((out) =>
    writeReturned(out, {
      title: form.title,
      reportingOffice: '始兴县民政局',
      resend: 'new',
      fileName: '低保.xlsx',
      columns: () => headings,
      rows,
      ...more,
    }),
  )
}

async function readAgain(bytes: Buffer): Promise<{ rows: Row[]; result: Awaited<ReturnType<typeof readTable>> }> {
  const rows: Row[] = []
  const result = await readTable(await open(bytes), form, (row) => rows.push(row))
  return { rows, result }
}

describe('returned workbook', () => {
  test('holds the bad rows alone, with 原行号 and 退回原因, and is read again by the hub', async () => {
    const bytes = await write([
      bad('5', { 身份证号码: '' }, [['身份证号码', 'id-missing']]),
      bad('12', { 姓名: '', 身份证号码: '', 备注: '说明' }, [
        ['身份证号码', 'id-missing'],
        ['姓名', 'name-missing'],
      ]),
    ])
    const { rows, result } = await readAgain(bytes)
    expect(result).toMatchObject({ ok: true, rows: 2, unread: [] })
    expect(rows.map((row) => row.texts.slice(0, headings.length))).toEqual([
      headings.map((h) => (h === '身份证号码' ? '' : (PERFECT[h] ?? ''))),
      headings.map((h) => (h === '备注' ? '说明' : h === '姓名' || h === '身份证号码' ? '' : (PERFECT[h] ?? ''))),
    ])
    expect(rows.map((row) => row.texts[headings.length])).toEqual(['5', '12'])
    expect(rows[1]!.texts[headings.length + 1]).toMatch(/^1\. 【身份证号码】.*\n2\. 【姓名】/)
  })

  test.each([
    ['new', 'new'],
    ['all', undefined],
    ['same', undefined],
    ['whole', undefined],
  ] as const)('%s: says as what it is to be sent: 名单类型 %s', async (resend, mode) => {
    const rows = [bad('5', { 身份证号码: '' }, [['身份证号码', 'id-missing']])]
    const { result } = await readAgain(await write(rows, { resend, fileName: '低保全部名单.xlsx' }))
    expect(result).toMatchObject({ ok: true, own: { mode } })
  })

  test('id-numeric: a damaged number does not come back as one that may pass', async () => {
    const numbers = ['440222196001310019', '4.4022219600131E+17', '440222196001310018.0', '12345']
    const bytes = await write(numbers.map((n) => bad('5', { 身份证号码: n }, [['身份证号码', 'id-numeric']])))
    const { rows } = await readAgain(bytes)
    expect(rows.map((row) => row.texts[at('身份证号码')])).toEqual([
      '4.4022219600131E+17',
      '4.4022219600131E+17',
      '4.4022219600131E+17',
      '1.2345E+4',
    ])
    expect(rows.every((row) => row.kinds[at('身份证号码')] === Kind.text)).toBe(true)
  })

  test('a number in another column stays one, so that a serial is the same date again', async () => {
    const row = bad('5', { 姓名: '', 出生日期: '21946', 联系电话: '13800000000' }, [['姓名', 'name-missing']])
    const kinds = headings.map((h) => (h === '出生日期' || h === '联系电话' ? Kind.number : Kind.text))
    const { rows } = await readAgain(await write([{ ...row, kinds }]))
    expect(rows[0]!.kinds[at('出生日期')]).toBe(Kind.number)
    expect(rows[0]!.texts[at('出生日期')]).toBe('21946')
    expect(rows[0]!.texts[at('联系电话')]).toBe('13800000000')
  })

  test('several sheets stay several, each with its own headings', async () => {
    const other = [...headings].reverse()
    const bytes = await write(
      [
        bad('5', { 姓名: '' }, [['姓名', 'name-missing']], '甲'),
        { sheet: '乙', row: '乙!9', cells: other.map((h) => PERFECT[h] ?? ''), reasons: [] },
      ],
      { columns: (sheet) => (sheet === '甲' ? headings : other) },
    )
    const sheets = await textsOf(bytes)
    expect([...sheets.keys()]).toEqual(['甲', '乙'])
    expect(sheets.get('乙')![3]!.texts).toEqual([...other, '原行号', '退回原因'])
    expect((await readAgain(bytes)).result).toMatchObject({ ok: true, rows: 2 })
  })

  test('the two columns of an earlier 退回表 are not repeated', async () => {
    const row = bad('5', { 姓名: '' }, [['姓名', 'name-missing']])
    const cells = [...row.cells, '77', '【姓名】没有填姓名。']
    const columns = () => [...headings, '原行号', '退回原因', '', '']
    const rows = (await textsOf(await write([{ ...row, cells }], { columns }))).get('退回名单')!
    expect(rows[3]!.texts).toEqual([...headings, '原行号', '退回原因'])
    expect(rows[4]!.texts[headings.length]).toBe('5')
  })

  test('a register says that the whole file is to be sent, a list that it comes back as a new one', async () => {
    const instruction = async (resend: ReturnedInput['resend']) =>
      (await textsOf(await write([], { resend }))).get('退回名单')![2]!.texts[0]
    expect(await instruction('whole')).toContain('不要只上传本表')
    expect(await instruction('new')).toContain('作为“新增”名单上传')
  })

  test('the same rows give the same bytes', async () => {
    const rows = [bad('5', { 姓名: '' }, [['姓名', 'name-missing']])]
    expect((await write(rows)).equals(await write(rows))).toBe(true)
  })

  test.each([
    ['with an error', new Error('gone'), 'gone'],
    ['without a word', undefined, 'the stream was closed before the workbook was whole'],
  ])('an output that breaks off %s rejects', async (_, error, message) => {
    const rows = (function* () {
      for (let i = 0; i < 20_000; i++) yield bad(String(i), {}, [])
    })()
    const out = new PassThrough()
    out.once('data', () => out.destroy(error))
    const input = {
      title: 't',
      reportingOffice: 'u',
      resend: 'new',
      fileName: 'f',
      columns: () => headings,
      rows,
    } as const
    await expect(writeReturned(out, input)).rejects.toThrow(message)
  })

  test('an output that closes as soon as it has finished is whole', async () => {
    for (let i = 0; i < 20; i++) {
      const out = new PassThrough().resume()
      const rows = [bad('5', { 姓名: '' }, [['姓名', 'name-missing']])]
      const input = {
        title: 't',
        reportingOffice: 'u',
        resend: 'new',
        fileName: 'f',
        columns: () => headings,
        rows,
      } as const
      expect(await writeReturned(out, input)).toBe(1)
    }
  })

  test.skipIf(!hasOpenpyxl)('bad cells are flagged and commented, nothing is a formula (needs openpyxl)', async () => {
    const bytes = await write([
      bad('5', { 姓名: '=1+1', 备注: '@SUM(1)', 户主姓名: '-1', 与户主关系: '+1' }, [['姓名', 'name-invalid']]),
    ])
    const { printed } = withOpenpyxl(
      bytes,
      `ws = wb.worksheets[0]
print(json.dumps([[c.value, c.data_type, c.number_format, c.fill.fill_type or '', c.comment.text if c.comment else ''] for c in ws[5]]))`,
    )
    const cells = printed as string[][]
    const name = cells[at('姓名')]!
    expect(name.slice(0, 4)).toEqual(['=1+1', 's', '@', 'solid'])
    expect(name[4]).toContain('【姓名】姓名中有数字')
    expect(cells.filter((c) => c[3] === 'solid')).toHaveLength(1)
    for (const h of ['备注', '户主姓名', '与户主关系']) expect(cells[at(h)]![1]).toBe('s')
  })
})
