import { describe, expect, test } from 'vitest'
import { writeMaterialsNotice } from '../../../forms/outgoing/materials-notice.ts'
import { bytesOf } from '../bytes-of.ts'
import { below, expectPrinted, printed, sheetOf } from './printed-rows.ts'

const ID = '440222196001310018'

describe('materials notice', () => {
  test('by village, with what is to be collected for each matter', async () => {
    const row = {
      caseNumber: '2',
      village: '东村',
      name: '张三',
      id: ID,
      outcome: 'claim',
      reason: 'suspended',
      phone: '1',
    } as const
    const bytes = await bytesOf((out) =>
      writeMaterialsNotice(out, {
        ...printed,
        township: '太平镇',
        addressee: '始兴县太平镇人社服务所',
        contact: { name: '李四', phone: '0751-3330000' },
        due: '2018-06-27',
        rows: [row, { ...row, caseNumber: '3', village: '西村' }, { ...row, caseNumber: '1', outcome: 'enrol' }],
      }),
    )
    const rows = await sheetOf(bytes, '申报材料收集通知')
    expectPrinted(
      rows,
      '太平镇申报材料收集通知',
      '序号、案件编号、村（居）委会、姓名、身份证号码、事项、需要材料、说明、联系电话',
    )
    expect(rows[2]).toEqual(['致：始兴县太平镇人社服务所'])
    expect(rows[3]![0]).toContain('下列3人符合代缴或领取待遇条件。请于2018年6月27日前')
    expect(rows[4]![0]).toBe('经办机构：始兴县社保局　　联系人：李四　　联系电话：0751-3330000')
    const table = below(rows, '序号').slice(0, 3)
    expect(table.map((r) => [r[0], r[1], r[2], r[5], r[7]])).toEqual([
      ['1', '1', '东村', '参保缴费', '未参保，材料未收齐'],
      ['2', '2', '东村', '待遇申领', '已满60周岁，待遇暂停，材料未收齐'],
      ['3', '3', '西村', '待遇申领', '已满60周岁，待遇暂停，材料未收齐'],
    ])
    expect(table[1]![6]).toContain('待遇领取申请表')
  })
})
