import { describe, expect, test } from 'vitest'
import { ownWords } from '../../../forms/incoming/own-words.ts'
import { tableOf } from './table-of.ts'

describe('what a file says that it is, above its header', () => {
  test.each([
    ['填报单位：始兴县民政局 所属期：2018年5月 名单类型：新增', '2018-05', 'new'],
    ['所属期：2018年12月　　　名单类型：全部　　　填报单位：始兴县残联', '2018-12', 'full'],
    ['所 属 期 :２０１８年０５月', '2018-05', undefined],
    ['所属期：2018-05', '2018-05', undefined],
    ['所属期：201805', '2018-05', undefined],
    ['所属期：2018.5', '2018-05', undefined],
    ['所属期：2018-05-01', '2018-05', undefined],
    ['所属期：2018年1-12月', undefined, undefined],
    ['所属期：2018年1月至6月', undefined, undefined],
    ['所属期：2018121', undefined, undefined],
    ['所属期：2018年13月', undefined, undefined],
    ['所属期：　　　年　　月 名单类型：（填“新增”或“全部”）', undefined, undefined],
    ['名单类型：新增|全部', undefined, undefined],
    ['名单类型：全部/新增', undefined, undefined],
    ['名单类型：□新增 ☑全部', undefined, undefined],
    ['2018年5月新增低保对象名单', undefined, undefined],
  ])('%j', (line, period, mode) => {
    expect(ownWords([[line]])).toEqual({ period, mode })
  })

  test('a value in the cell beside its label', () => {
    expect(ownWords([['所属期：', '', '2018-05-01', '名单类型：', '全部名单']])).toEqual({
      period: '2018-05',
      mode: 'full',
    })
  })

  test('the same twice is said, what contradicts itself says nothing', () => {
    const [may, june] = [['所属期：2018年5月 名单类型：新增'], ['所属期：2018年6月 名单类型：全部']]
    expect(ownWords([may, may])).toEqual({ period: '2018-05', mode: 'new' })
    expect(ownWords([may, june])).toEqual({ period: undefined, mode: undefined })
  })

  const HEADER = ['县（市、区）', '乡镇（街道）', '姓名', '身份证号码']
  const PERSON = ['始兴县', '太平镇', '张三', '440222196001310018']
  const sheet = (title: string, ...below: string[][]) => ({ rows: [['名单'], [title], HEADER, PERSON, ...below] })
  const own = async (...sheets: Parameters<typeof tableOf>[1]) => {
    const { result } = await tableOf('registered-poor', sheets)
    return result.ok && result.own
  }

  test('only above the header, and of sheets that are read', async () => {
    const may = sheet('所属期：2018年5月')
    expect(await own(may)).toEqual({ period: '2018-05', mode: undefined })
    expect(await own(may, { rows: [['所属期：2018年6月']] })).toEqual({ period: '2018-05', mode: undefined })
    expect(await own(may, sheet('所属期：2018年6月'))).toEqual({ period: undefined, mode: undefined })
    expect(await own(sheet('名单', ['', '', '', '所属期：2018年5月']))).toEqual({ period: undefined, mode: undefined })
  })
})
