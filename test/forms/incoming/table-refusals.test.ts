import { describe, expect, test } from 'vitest'
import type { Row, Sheet } from '../../../forms/incoming/sheet/sheet.ts'
import { readTable } from '../../../forms/incoming/table.ts'
import { headingForm } from '../../../rules/rows/normalise.ts'
import { FORMS, type FormCode } from '../../../schemas/columns.ts'
import { headingsOf, type PlainSheet, requiredOf, rowOf, tableOf } from './table-of.ts'

const OURS = ['registered-poor', 'dibao', 'tekun', 'disabled', 'register'] as const
const ALL = Object.keys(FORMS) as FormCode[]
const refusal = async (form: FormCode, ...sheets: PlainSheet[]) => (await tableOf(form, sheets)).result
const sheet = (...rows: (readonly string[])[]): PlainSheet => ({ rows })
const filled = Array(30).fill('440222196001310019')

describe('form-mismatch: every required heading of another form, one of which ours lacks, and none that only ours has', () => {
  const pairs = OURS.flatMap((ours) => ALL.filter((theirs) => theirs !== ours).map((theirs) => [ours, theirs] as const))

  test.each(pairs)('sent as %s: the whole header of %s', async (ours, theirs) => {
    const lacksNone = requiredOf(theirs).every((heading) => headingsOf(ours).includes(heading))
    const result = await refusal(ours, sheet(headingsOf(theirs), filled))
    // A 建档立卡 list has nothing required that the other lists lack: they miss something of theirs.
    expect(lacksNone).toBe(theirs === 'registered-poor' && ours !== 'register')
    if (lacksNone) {
      const missing = requiredOf(ours).filter((heading) => !headingsOf(theirs).includes(heading))
      expect(result).toEqual({ ok: false, code: 'header-missing', missing })
    } else expect(result).toEqual({ ok: false, code: 'form-mismatch', looksLike: FORMS[theirs].title })
  })

  test.each(pairs)('sent as %s: the required headings of %s alone', async (ours, theirs) => {
    const result = await refusal(ours, sheet(requiredOf(theirs), filled))
    const isMismatch = theirs !== 'registered-poor' || ours === 'register'
    expect(result).toMatchObject({ ok: false, code: isMismatch ? 'form-mismatch' : 'header-missing' })
  })

  test('though it has all that ours requires: a dibao list sent as registered-poor', async () => {
    const header = headingsOf('dibao')
    for (const heading of requiredOf('registered-poor')) expect(header).toContain(heading)
    expect(await refusal('registered-poor', sheet(header, filled))).toEqual({
      ok: false,
      code: 'form-mismatch',
      looksLike: FORMS.dibao.title,
    })
  })

  test.each([
    ['registered-poor', '贫困户编号', 'dibao', true],
    ['dibao', '户主姓名', 'tekun', false],
    ['dibao', '低保证号', 'tekun', true],
    ['tekun', '供养方式', 'dibao', false],
    ['disabled', '残疾等级', 'dibao', false],
    ['register', '险种', 'materials', false],
  ] as const)(
    'no: sent as %s with %s, which only that form has, though else it is a %s',
    async (ours, only, theirs, reads) => {
      const result = await refusal(ours, sheet([...headingsOf(theirs), only], filled))
      expect(result).toMatchObject(reads ? { ok: true, rows: 1 } : { ok: false, code: 'header-missing' })
    },
  )

  test('a heading that other forms have as well does not help: 与户主关系', async () => {
    const header = [...requiredOf('tekun'), '与户主关系', '备注']
    expect(await refusal('dibao', sheet(header, filled))).toMatchObject({ code: 'form-mismatch' })
  })

  test.each(requiredOf('bank-return'))('no: without %s it is no bank return', async (heading) => {
    const header = headingsOf('bank-return').filter((h) => h !== heading)
    expect(await refusal('dibao', sheet(header, filled))).toMatchObject({ code: 'header-missing' })
  })

  test('is seen below titles, up to row 50, in headings of any spelling, on any visible sheet', async () => {
    const header = headingsOf('register').map((heading) => `${heading}（必填） *`)
    const title = Array(49).fill(['标题'])
    expect(await refusal('dibao', sheet(...title, header))).toMatchObject({ code: 'form-mismatch' })
    expect(await refusal('dibao', sheet(...title, ['标题'], header))).toMatchObject({ code: 'header-missing' })
    expect(await refusal('dibao', sheet(['说明']), sheet(header))).toMatchObject({ code: 'form-mismatch' })
    expect(await refusal('dibao', { hidden: true, rows: [header] })).toMatchObject({ code: 'header-missing' })
  })

  test('headings spread over rows make no form', async () => {
    const header = headingsOf('register')
    expect(await refusal('dibao', sheet(header.slice(0, 5), header.slice(5)))).toMatchObject({ code: 'header-missing' })
  })

  test('another form on a sheet beside ours is named, not refused', async () => {
    const result = await refusal(
      'dibao',
      { name: '登记', rows: [headingsOf('register'), filled] },
      sheet(headingsOf('dibao'), filled),
    )
    expect(result).toMatchObject({ ok: true, rows: 1, unread: ['登记'] })
  })

  test('every form knows which headings are its own', () => {
    const forms = new Map(ALL.map((code) => [code, new Set(headingsOf(code).map(headingForm))]))
    for (const ours of OURS) {
      const others = ALL.filter((code) => code !== ours)
      const only = [...forms.get(ours)!].filter((heading) => others.every((code) => !forms.get(code)!.has(heading)))
      expect(only).not.toEqual([])
    }
  })
})

describe('header-missing', () => {
  test('where there is no cell at all, or no sheet: it names all that is required', async () => {
    const all = { ok: false, code: 'header-missing', missing: requiredOf('tekun') }
    expect(await refusal('tekun')).toEqual(all)
    expect(await refusal('tekun', sheet())).toEqual(all)
    expect(await refusal('tekun', sheet([], ['', ' ']))).toEqual(all)
    expect(await refusal('tekun', sheet(['标题'], ['再一行']))).toEqual(all)
  })

  test('names what the row that comes nearest lacks', async () => {
    const near = ['姓名', '身份证号', '乡镇', '县', '特困供养证号', '供养方式']
    const rows = [['姓名'], near, ['姓名', '县']]
    expect(await refusal('tekun', sheet(...rows))).toEqual({
      ok: false,
      code: 'header-missing',
      missing: ['身份证号码'],
    })
    expect(await refusal('tekun', sheet(rows[0]!), sheet(rows[1]!))).toMatchObject({ missing: ['身份证号码'] })
  })

  test('rows below the 50th do not come near', async () => {
    const rows = [...Array(50).fill(['x']), requiredOf('tekun').slice(1)]
    expect(await refusal('tekun', sheet(...rows))).toMatchObject({ missing: requiredOf('tekun') })
  })
})

describe('too much', () => {
  test('of all sheets together 1,048,575 data rows are read, and no more', async () => {
    const row: Row = { number: 2, texts: rowOf('register', { 身份证号码: '440222196001310019' }), kinds: [] }
    const sheet = (count: number): Sheet => ({
      name: '名单',
      hidden: false,
      async *rows() {
        yield [{ number: 1, texts: headingsOf('register'), kinds: [] }]
        for (let left = count; left > 0; left -= 1000) yield Array(Math.min(left, 1000)).fill(row)
      },
    })
    const read = (count: number) =>
      readTable({ kind: 'xlsx', sheets: [sheet(500_000), sheet(count)] }, FORMS.register, () => {})
    expect(await read(548_575)).toMatchObject({ ok: true, rows: 1_048_575 })
    await expect(read(548_576)).rejects.toThrow('file-unreadable: too-much')
  })
})

describe('empty: no data row', () => {
  const header = headingsOf('dibao')
  test.each<[string, PlainSheet[]]>([
    ['the header only', [sheet(header)]],
    ['blank rows below', [sheet(header, [], ['', ' '])]],
    ['a total and a signature below', [sheet(header, ['合计', '0'], ['填表人：李四', '', '审核人：王五'])]],
    ['the header twice', [sheet(header, header)]],
    ['on each of two sheets', [sheet(header), sheet(header)]],
    ['零报告 written below: it is said otherwise', [sheet(header, ['零报告'])]],
    ['data on a sheet without header', [sheet(header), sheet(['数据'])]],
  ])('%s', async (_, sheets) => {
    expect(await refusal('dibao', ...sheets)).toEqual({ ok: false, code: 'empty' })
  })

  test('no: one data row on the last sheet', async () => {
    expect(await refusal('dibao', sheet(header), sheet(header, filled))).toMatchObject({
      ok: true,
      rows: 1,
      unread: [],
    })
  })
})
