import { describe, expect, test } from 'vitest'
import type { Row } from '../../../forms/incoming/sheet/sheet.ts'
import { isHeaderOf, readTable } from '../../../forms/incoming/table.ts'
import { hintOf } from '../../../forms/outgoing/instructions.ts'
import { type TemplateOptions, writeTemplate } from '../../../forms/outgoing/template.ts'
import { answerRows } from '../../../rules/answers/answer-row.ts'
import { rowChecker } from '../../../rules/rows/check-row.ts'
import { divisionIndex } from '../../../rules/rows/divisions.ts'
import { FORMS, type Form } from '../../../schemas/columns.ts'
import { Policy } from '../../../schemas/records/policy.ts'
import { isAnswerForm } from '../../../schemas/records/upload.ts'
import { bytesOf, hasOpenpyxl, open, textsOf, withOpenpyxl } from '../bytes-of.ts'

const county = {
  code: '440222',
  name: '始兴县',
  townships: ['太平镇', '马市镇', '深渡水瑶族乡'].map((name, i) => ({ code: `44022210${i}`, name })),
}
const place = { county: county.name, township: county.townships[0]!.name }
const policy = Policy.parse({
  version: 1,
  city: { code: '440200', name: '韶关市' },
  counties: [county],
  categories: [],
  tiers: [],
  amounts: [],
  held: { percent: 20, persons: 10 },
  province: '广东省',
})
const forms = Object.values(FORMS)
const examplesOf = (form: Form) => form.columns.map((c) => hintOf(c, place).example)
const template = (form: Form, options: TemplateOptions = { counties: [county] }) =>
  bytesOf((out) => writeTemplate(out, form, options))

describe.each(forms)('template $code', (form) => {
  test('as downloaded it has the header, no data row, and no other sheet that could be read', async () => {
    const bytes = await template(form)
    expect(await readTable(await open(bytes), form, () => {})).toEqual({ ok: false, code: 'empty' })
    const sheets = await textsOf(bytes)
    const headers = [...sheets].filter(([, rows]) => rows.some((row) => isHeaderOf(form)(row.texts)))
    expect(headers).toHaveLength(1)
    // Three filled cells and no name or number are no data (docs/rules.md#reading-a-sheet), so no receipt has to name
    // the sheet.
    for (const row of sheets.get('填表说明')!) expect(row.texts.filter((text) => text !== '').length).toBeLessThan(4)
  })

  test('every column is explained, its hint fits a prompt', async () => {
    const rows = (await textsOf(await template(form))).get('填表说明')!
    const explained = rows.map((row) => row.texts[0]!.replace(/\*$/, ''))
    expect(explained.slice(-form.columns.length)).toEqual(form.columns.map((c) => c.heading))
    for (const column of form.columns) expect(hintOf(column, place).how.length).toBeLessThanOrEqual(255)
  })

  test('the same input gives the same bytes', async () => {
    expect((await template(form)).equals(await template(form))).toBe(true)
  })

  test.skipIf(!hasOpenpyxl)(
    'filled in by another program it is read: the example is a row without findings (needs openpyxl)',
    async () => {
      const examples = examplesOf(form)
      const { saved } = withOpenpyxl(
        await template(form),
        `ws = wb.worksheets[0]
for row in (4, 5):
    for i, value in enumerate(json.loads(${JSON.stringify(JSON.stringify(examples))})):
        if value: ws.cell(row=row, column=i + 1, value=value)
ws.cell(row=7, column=1, value='填表人：'); ws.cell(row=7, column=3, value='审核人：')
wb.save('book.xlsx')`,
      )
      const rows: Row[] = []
      const result = await readTable(await open(saved), form, (row) => rows.push(row))
      expect(result).toMatchObject({ ok: true, rows: 2 })
      expect(rows[0]!.texts).toEqual(examples.slice(0, rows[0]!.texts.length))
      const cells = {
        texts: rows[0]!.texts,
        isNumber: () => false,
        isDate: () => false,
        isError: () => false,
        isFormula: () => false,
      }
      const at = form.columns.map((_, i) => i)
      const sender = { today: '2018-06-06', division: county.code, city: '440200', divisions: divisionIndex(policy) }
      // What an answer says is judged against the county's cases, batches and requests.
      const { findings } = isAnswerForm(form.code)
        ? answerRows(form, at)(cells)
        : rowChecker(form, at, sender, false)(cells)
      expect(findings).toEqual([])
    },
  )

  test.skipIf(!hasOpenpyxl)(
    'ID columns are text down to the last row, codes have drop-downs (needs openpyxl)',
    async () => {
      const { printed } = withOpenpyxl(
        await template(form),
        `ws = wb.worksheets[0]
print(json.dumps({
  'freeze': ws.freeze_panes, 'title': ws.print_title_rows, 'states': [s.sheet_state for s in wb],
  'paper': [ws.page_setup.orientation, ws.page_setup.paperSize, ws.page_setup.fitToHeight],
  'formats': [next(d.number_format for d in ws.column_dimensions.values() if d.min <= i + 1 <= d.max) for i in range(ws.max_column)],
  'lists': {str(v.sqref): v.formula1 for v in ws.data_validations.dataValidation if v.type == 'list'}}))`,
      )
      const look = printed as { formats: string[]; lists: Record<string, string> } & Record<string, unknown>
      expect(look).toMatchObject({ freeze: 'A4', title: '$3:$3', paper: ['landscape', 9, 0] })
      form.columns.forEach((c, i) => {
        if (c.use === 'id' || c.use === 'certificate' || /[证编账流]|电话/.test(c.heading))
          expect(look.formats[i]).toBe('@')
        if (c.use === 'date' || c.use === 'birthdate') expect(look.formats[i]).toBe('yyyy-mm-dd')
      })
      const listed = form.columns.filter((c) => c.codes || c.use === 'county' || c.use === 'township')
      expect(Object.keys(look.lists)).toHaveLength(listed.length)
      for (const range of Object.keys(look.lists)) expect(range).toMatch(/^[A-Z]4:[A-Z]1048576$/)
    },
  )
})

describe('templates', () => {
  test('townships that do not fit into a validation stand on a hidden sheet', async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ code: `4402221${10 + i}`, name: `第${i}号街道办事处` }))
    const workbook = await open(await template(FORMS.dibao, { counties: [{ ...county, townships: many }] }))
    expect(workbook.sheets.map((s) => [s.name, s.hidden])).toEqual([
      ['名单', false],
      ['填表说明', false],
      ['代码', true],
    ])
  })

  test('the line above the header says whose list it is', async () => {
    const options = { reportingOffice: '始兴县民政局', period: '2018-05', mode: 'new' } as const
    const rows = (await textsOf(await template(FORMS.dibao, options))).get('名单')!
    expect(rows[1]!.texts[0]).toBe('填报单位：始兴县民政局　　　所属期：2018年5月　　　名单类型：新增')
  })
})
