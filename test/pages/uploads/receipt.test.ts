import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { Receipt } from '../../../pages/uploads/receipt.tsx'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { receiptMessage } from '../../../wording/receipt.ts'
import { isWithoutFile, stateOf } from '../../../wording/upload-state.ts'
import { signature } from '../../signature.ts'

const upload: Upload = {
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-full',
  period: '2018-05',
  id: '2018-05-0mx15fxie9f3a709144',
  fileName: '低保.csv',
  size: 1,
  state: 'requested',
  day: '2018-06-05',
  requestedAt: '2018-06-05T01:00:00.000Z',
  policy: 1,
}

const printed = (policy: Policy, changes: Partial<Upload> = {}) =>
  String(
    Receipt({
      upload: { ...upload, ...changes },
      ...{ month: undefined, due: undefined, mended: 0, isOpen: false, isUrged: false, handled: [], earlier: [] },
      inTheWay: undefined,
      kept: undefined,
      policy,
      local: false,
      now: Date.parse(upload.requestedAt),
      fault: undefined,
    }),
  )

test('a receipt names its office as the policy does', () => {
  const policy = defaultPolicy()
  expect(printed(policy)).toContain('<dd>始兴县民政局</dd>')
  const named = { division: '440222', office: 'civil-affairs', name: '始兴县民政和退役军人事务局' } as const
  expect(printed({ ...policy, officeNames: [named] })).toContain('<dd>始兴县民政和退役军人事务局</dd>')
})

test('what a page has written is on its way: nobody is asked for its file, or to give it up, while it is read', () => {
  const said = (fileName: string) => {
    const one = { ...upload, fileName, form: 'materials' }
    const page = printed(defaultPolicy(), one)
    const isAsked = isWithoutFile(stateOf(one, Date.parse(upload.requestedAt)))
    return [page.includes('正在检查'), page.includes('等待文件'), isAsked]
  }
  expect(said('页面填报.csv')).toEqual([true, false, false])
  expect(said('材料.csv')).toEqual([false, true, true])
  // It was lost on its way: only its sender can say what becomes of it.
  const late = { ...upload, fileName: '页面填报.csv' }
  expect(isWithoutFile(stateOf(late, Date.parse(upload.requestedAt) + 3_600_000))).toBe(true)
})

test('a city’s list is compared, and is not said to begin or end anybody', () => {
  const effect = { began: 0, kept: 0, ended: 0, protected: 0 }
  const own = { state: 'accepted', division: '440200', effect } as const
  const compared = [{ county: '440222', both: 3, onlyCity: 2, onlyCounty: 1 }]
  expect(printed(defaultPolicy(), own)).toContain('新列入')
  const page = printed(defaultPolicy(), { ...own, compared })
  expect([page.includes('新列入'), page.includes('仅市名单有')]).toEqual([false, true])
})

test('a corrected part is asked for only where the rest of the file counts; else the whole file', () => {
  const reading = { sha256: 'x', rows: 9, returned: 2, byCode: { 'id-checksum': 2 }, unreadSheets: [] }
  const advice = (changes: Partial<Upload>) => {
    const page = printed(defaultPolicy(), { reading, ...changes })
    return [page.includes('作为“新增”名单上传'), page.includes('再上传完整文件')]
  }
  const at = upload.requestedAt
  const withdrawn = { by: signature('王芳'), at, sentBack: true, reason: '少报了三个镇。' }
  const [part, whole] = [
    [true, false],
    [false, true],
  ]
  expect(advice({ state: 'accepted' })).toEqual(part)
  expect(advice({ state: 'held' })).toEqual(part)
  expect(advice({ state: 'accepted', overtaken: true })).toEqual(part)
  expect(advice({ state: 'withdrawn', withdrawn })).toEqual(whole)
  // Taken out, and intake has not followed yet.
  expect(advice({ state: 'held', withdrawn })).toEqual(whole)
  expect(advice({ failedAt: at })).toEqual(whole)
  expect(advice({})).toEqual([false, false])
})

test('a reason that ends with a stop ends its sentence once', () => {
  const withdrawn = { by: signature('王芳'), at: upload.requestedAt, sentBack: true, reason: '少报了三个镇。' }
  expect(printed(defaultPolicy(), { state: 'withdrawn', withdrawn })).toContain('退回：少报了三个镇。名单恢复')
})

test('a held list says how many it added, and nothing of adding where it added nobody', () => {
  const held = { state: 'held' as const, wouldEnd: { active: 9, ended: 8 } }
  const effect = { began: 0, kept: 1, ended: 0, protected: 0 }
  expect(printed(defaultPolicy(), { ...held, effect })).not.toContain('已经加上')
  expect(printed(defaultPolicy(), { ...held, effect: { ...effect, began: 3 } })).toContain('新列入的 3 人已经加上')
})

test('nobody is told that nothing changed by a list that ended persons, though a later one lists them again', () => {
  const unchanged = (effect: Upload['effect']) =>
    printed(defaultPolicy(), { state: 'accepted', effect }).includes('与原来相同')
  expect(unchanged({ began: 0, kept: 9, ended: 0, protected: 0 })).toBe(true)
  expect(unchanged({ began: 0, kept: 9, ended: 3, protected: 0 })).toBe(false)
  expect(unchanged({ began: 1, kept: 9, ended: 0, protected: 0 })).toBe(false)
})

test("a county that a city's list was not compared with is named, on the page and in the month's receipts", () => {
  const reading = { sha256: 'x', rows: 9, returned: 0, byCode: {}, unreadSheets: [] }
  const compared = [{ county: '440224', both: 1, onlyCity: 0, onlyCounty: 2 }]
  const city = { division: '440200', state: 'accepted', reading, compared } as const
  const said = '始兴县的名单文件已损坏或丢失，没有比对。'
  const policy = defaultPolicy()
  const message = (changes: Partial<Upload>) => receiptMessage({ ...upload, ...city, ...changes }, policy)
  expect(printed(policy, city)).not.toContain('没有比对')
  expect(message({})).not.toContain('没有比对')
  expect(printed(policy, { ...city, uncompared: ['440222'] })).toContain(said)
  expect(message({ uncompared: ['440222'] })).toContain(said)
})

test('an answer that was taken says what becomes of it and how a mistake is mended; a refused one does not', () => {
  const of = (form: Upload['form'], changes: Partial<Upload> = {}) =>
    printed(defaultPolicy(), { form, state: 'accepted', ...changes })
  expect(of('allocation', { office: 'finance' })).toContain('用新的凭证号填负数冲销')
  expect(of('bank-return', { office: 'bank' })).toContain('以后报送的为准')
  expect(of('materials', { office: 'township', division: '440222101' })).toContain('列入下一批次')
  expect(of('settlement', { office: 'social-insurance' })).toContain('打开案件，选择撤回')
  expect(of('allocation', { office: 'finance', state: 'refused', refusal: { code: 'all-returned' } })).not.toContain(
    '负数冲销',
  )
  expect(of('dibao-full')).not.toContain('以后报送的为准')
})
