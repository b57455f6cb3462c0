import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { fileCover } from '../../../../forms/incoming/file-cover.ts'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../../forms/incoming/sheet/open.ts'
import { formOfHeader } from '../../../../forms/incoming/table.ts'
import { writeTemplate } from '../../../../forms/outgoing/template.ts'
import { tellFile } from '../../../../functions/web/sending/tell-files.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { FORMS, type FormCode } from '../../../../schemas/columns.ts'
import { dibaoList } from '../../../browser/list-file.ts'

const policy = defaultPolicy()
const own = ['tekun-full', 'tekun-new', 'dibao-full', 'dibao-new']
const sending = { policy, division: '440222', forms: own, periods: ['2018-05', '2018-04'], today: '2018-06-12' }
const file = { token: '0'.repeat(24), name: 'x.csv' }

async function coverOf(bytes: Uint8Array) {
  const isHeader = (texts: readonly string[]) => formOfHeader(texts) !== undefined
  return fileCover(await openWorkbook(bufferSource(bytes), { isHeader }))
}

const told = async (bytes: Uint8Array, more = {}) =>
  tellFile(file, { cover: (await coverOf(bytes)) ?? null }, { ...sending, ...more })

const covered = (cover: string) => Buffer.concat([Buffer.from(`${cover}\r\n`), dibaoList(3)])

test('every template is known as its own form', async () => {
  for (const code of Object.keys(FORMS) as FormCode[]) {
    const out = new PassThrough()
    const [bytes] = await Promise.all([
      buffer(out),
      writeTemplate(out, FORMS[code], { period: '2018-05', mode: 'new' }),
    ])
    expect((await coverOf(bytes))?.form, code).toBe(code)
  }
})

test('form, month, kind and office come from the file', async () => {
  const list = covered('填报单位：始兴县民政局　所属期：2018年5月　名单类型：新增')
  expect(await told(list)).toMatchObject({
    ...{ form: 'dibao-new', period: '2018-05', rows: 3, office: '始兴县民政局', asks: [], faults: [] },
  })
})

test('what the file does not say is asked, or taken from the box into which it was put', async () => {
  expect(await told(dibaoList(3))).toMatchObject({
    fits: ['dibao-full', 'dibao-new'],
    asks: ['文件没有写明是“新增”还是“全部”名单，请选择。', '文件没有写明所属期，请选择。'],
  })
  const box = { meant: { form: 'dibao-full', period: '2018-05' } }
  expect(await told(dibaoList(3), box)).toMatchObject({ form: 'dibao-full', period: '2018-05', asks: [] })
})

test('the file is believed before the box, and a month that nobody may send is asked', async () => {
  const box = { meant: { form: 'dibao-full', period: '2018-05' } }
  const said = await told(covered('所属期：2018年4月　名单类型：新增'), box)
  expect(said).toMatchObject({ form: 'dibao-new', period: '2018-04' })
  const far = await told(covered('所属期：2031年4月　名单类型：新增'))
  expect(far).toMatchObject({ asks: ['文件写的所属期是2031年4月，不在可报送的范围内，请核对后选择。'] })
  expect(far.period).toBeUndefined()
})

test("another county's list, another office's form and an empty one are said to be so", async () => {
  expect((await told(dibaoList(3), { division: '440224' })).faults).toEqual([
    '第一行写的县（市、区）是“始兴县”，与本单位不同。请核对是不是选错了文件。',
  ])
  expect((await told(dibaoList(3), { division: policy.city.code })).faults).toEqual([])
  expect(await told(dibaoList(3), { forms: ['disabled-new'] })).toMatchObject({ isLost: true })
  expect((await told(dibaoList(0))).faults).toEqual(['表里没有人员。没有人员要报的，请用零报告。'])
})

test('a file that is no form is asked about, one that cannot be read is not sent', async () => {
  expect(await told(Buffer.from('甲,乙\r\n1,2\r\n'))).toMatchObject({
    asks: [expect.stringContaining('没有认出是哪一种表')],
  })
  const lost = tellFile(file, { unreadable: { code: 'file-unreadable', reason: 'pdf' } }, sending)
  expect(lost).toMatchObject({ isLost: true, faults: [expect.stringContaining('PDF')] })
})
