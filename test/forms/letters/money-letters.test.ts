import { describe, expect, it } from 'vitest'
import { approvalLetter, exclusionLetter, shortfallLetter } from '../../../forms/letters/money-letters.ts'
import { policy } from '../../rules/deadlines/city.ts'
import { expectMailHtml } from './mail-html.ts'

const link = 'https://hub.example/batches/1'
const day = '2018-07-02'

describe('batches and allocations', () => {
  it('a batch that waits for its second person, with its control totals', () => {
    const to = { division: '440222', office: 'social-insurance' } as const
    const totals = { batch: '440222-2018-003', year: 2018, rows: 1284, fen: 15_408_000, preparedOn: '2018-07-01' }
    const mail = approvalLetter({ policy, to, link, day, ...totals })
    expectMailHtml(mail, link)
    expect(mail.subject).toBe('批次待审批：440222-2018-003，1284笔，154080.00元')
    expect(mail.text).toContain('经办人不能审批自己的批次。')
  })
  it('who was prepared and is not paid, by reason', () => {
    const to = { division: '440222', office: 'social-insurance' } as const
    const reason = { unlisted: 2, 'in-flight': 1, deceased: 1 }
    const excluded = { key: 'k', sha256: 's', persons: 4, reason }
    const letter = (rows: number) =>
      exclusionLetter({ policy, to, link, day, batch: '440222-2018-003', rows, fen: rows * 12_000, excluded })
    const mail = letter(1280)
    expectMailHtml(mail, link)
    expect(mail.subject).toBe('批次440222-2018-003：4人未列入')
    for (const line of [
      '已向银行和财政发出1280笔、153600.00元',
      '已不在名单上',
      '本年度已在其他批次缴费',
      '现认定为“死亡”',
    ])
      expect(mail.text).toContain(line)
    expect(letter(0).text).toContain('没有人可以缴费，不向银行和财政发出')
  })
  const money = {
    request: '440222-2018-003',
    requestedFen: 15_408_000,
    allocatedFen: 12_000_000,
    allocatedOn: '2018-06-29',
  }
  it.each([
    ['human-resources', '请与财政部门协调补拨差额。'],
    ['finance', '请补拨差额，并在平台上报送拨款确认。'],
  ] as const)('a shortfall, to %s', (office, step) => {
    const mail = shortfallLetter({ policy, to: { division: '440222', office }, link, day, ...money })
    expectMailHtml(mail, link)
    expect(mail.subject).toBe('代缴资金拨付不足：差34080.00元')
    expect(mail.text).toContain('始兴县财政局的拨款少于申请金额。')
    expect(mail.text).toContain(step)
  })
})
