import { describe, expect, test } from 'vitest'
import { Purpose } from '../../schemas/purposes.ts'
import { UrgentWish } from '../../schemas/records/account-request.ts'
import { BatchReturn } from '../../schemas/records/batch.ts'
import { SendingBack, UploadRequest, Withdrawal } from '../../schemas/records/upload.ts'

const ID = '440222199001011234'
const WRITTEN = [
  ID,
  '44022219900101123X',
  '440222900101123',
  '440222 19900101 1234',
  '440222-19900101-123x',
  '440222\u00a019900101\u00a01234',
  '４４０２２２１９９００１０１１２３４',
  '440222\n19900101\n1234',
  `年度\n${ID}`,
]
const NONE = [
  '0751-6988888、0751-6988889',
  '13812345678 13912345678',
  '低保2018-06 第3批 440222100',
  '2018年5月1日至31日',
]

describe('an ID number, however it is written,', () => {
  test.each(WRITTEN)('is in no entry of the audit: %j', (number) => {
    expect(Purpose.safeParse({ purpose: 'enquiry', words: `核实${number}的情况` }).success).toBe(false)
    expect(UrgentWish.safeParse({ duty: 'clerk', hours: 1, reason: `紧急核实${number}` }).success).toBe(false)
  })

  test.each(WRITTEN)('is masked in names of files and in reasons: %j', (number) => {
    const said = `退回${number}`
    const texts = [
      UploadRequest.shape.fileName.parse(`${said}.xlsx`),
      SendingBack.parse({ reason: said }).reason,
      Withdrawal.parse({ reason: said }).reason ?? '',
      BatchReturn.parse({ reason: said }).reason,
    ]
    for (const text of texts) {
      expect(text).toContain('********'.slice(0, number.length > 15 ? 8 : 5))
      expect(text.replace(/\D/g, '').length).toBeLessThanOrEqual(10)
    }
  })
})

test.each(NONE)('a text without one stays as it was typed: %j', (text) => {
  expect(Purpose.parse({ purpose: 'enquiry', words: text }).words).toBe(text)
  expect(SendingBack.parse({ reason: text }).reason).toBe(text)
  expect(UploadRequest.shape.fileName.parse(text)).toBe(text)
})
