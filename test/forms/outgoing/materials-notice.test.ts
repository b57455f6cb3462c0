import { describe, expect, test } from 'vitest'
import { writeMaterialsNotice } from '../../../forms/outgoing/materials-notice.ts'
import { bytesOf } from '../bytes-of.ts'
import { below, expectPrinted, printed, sheetOf } from './printed-rows.ts'

const BOOK = '存折（社保卡）复印件'
const CLAIM = `身份证、户口簿复印件，待遇领取申请表，${BOOK}`
const ENROL = `身份证、户口簿复印件，参保登记表，${BOOK}`
const ID = '440222196001310018'

describe('materials notice', () => {
  test('by village, with what is to be collected, and why', async () => {
    const row = {
      caseNumber: '440222-2018-00002',
      village: '东村',
      name: '张三',
      id: ID,
      kind: 'claim',
      standing: { state: 'collecting' },
      claimReason: 'suspended',
      phone: '1',
    } as const
    const own = { ...row, village: '西村', kind: 'contribution' } as const
    const bytes = await bytesOf((out) =>
      writeMaterialsNotice(out, {
        ...printed,
        township: '太平镇',
        addressee: '始兴县太平镇人社服务所',
        contact: { name: '李四', phone: '0751-3330000' },
        due: '2018-06-27',
        rows: [
          row,
          { ...own, caseNumber: '440222-2018-00005', standing: { state: 'failed', reason: '02' } },
          { ...own, caseNumber: '440222-2018-00004', standing: { state: 'paused', reason: '服兵役' } },
          { ...own, caseNumber: '440222-2018-00003' },
        ],
      }),
    )
    const rows = await sheetOf(bytes, '申报材料收集通知')
    expectPrinted(
      rows,
      '太平镇申报材料收集通知',
      '案件编号、村（居）委会、姓名、身份证号码、事项、需要材料、说明、联系电话',
    )
    expect(rows[2]).toEqual(['致：始兴县太平镇人社服务所'])
    expect(rows[3]![0]).toContain('下列4件符合代缴或领取待遇条件，需要收集材料或者重新复核。请于2018年6月27日前')
    expect(rows[4]![0]).toBe('经办机构：始兴县社保局　　联系人：李四　　联系电话：0751-3330000')
    const table = below(rows, '案件编号').slice(0, 4)
    expect(table.map((r) => [r[0], r[1], r[4], r[5], r[6]])).toEqual([
      ['440222-2018-00002', '东村', '待遇申领', CLAIM, '已满60周岁，待遇暂停，材料未收齐'],
      ['440222-2018-00003', '西村', '参保缴费', ENROL, '未参保，材料未收齐'],
      ['440222-2018-00004', '西村', '参保缴费', '入户复核情况', '暂停办理（服兵役），情况有变化的请重新复核填报'],
      ['440222-2018-00005', '西村', '参保缴费', BOOK, '银行未能办理（无账户），请核对后重新收集材料'],
    ])
  })
})
