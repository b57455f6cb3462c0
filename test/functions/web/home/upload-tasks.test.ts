/** Rows that came back, on the home page: each number is explained. */
import { expect, test } from 'vitest'
import { cameBack } from '../../../../functions/web/home/upload-tasks.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import type { Upload } from '../../../../schemas/records/upload.ts'

const byCode = { 'id-checksum': 4, 'name-missing': 2, 'township-unknown': 2, 'code-unknown': 1, 'duplicate-row': 1 }
const upload = {
  ...{ id: 'u', division: '440222', office: 'civil-affairs', form: 'dibao-new', period: '2018-05', state: 'accepted' },
  reading: { returned: 10, byCode, unreadSheets: [] },
} as unknown as Upload
const why = (mended: number, of: Partial<Upload> = {}) => {
  const seen = { policy: defaultPolicy(), permits: () => true, account: 'x', now: 0, inTheWay: new Map() }
  return cameBack([{ ...upload, ...of }], { ...seen, mended: () => mended }).map((one) => [one.rows, ...one.why])
}

test('the most frequent reasons are named with their rows, and how many more there are', () => {
  expect(why(0)).toEqual([
    [10, '身份证号码校验不符4行', '没有填姓名2行', '乡镇（街道）没有填或不存在2行', '另有2种原因'],
  ])
})

test('once some rows are mended the reasons have no counts, which would be of all of them', () => {
  const [[rows, ...reasons] = []] = why(3)
  expect(rows).toBe(7)
  expect(reasons.join()).not.toMatch(/\d+行/)
  expect(reasons.at(-1)).toBe('另有2种原因')
})

test('what is mended whole is there no more', () => {
  expect(why(10)).toEqual([])
})
