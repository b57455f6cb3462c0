import { describe, expect, it } from 'vitest'
import { renderWords } from '../../../forms/letters/letter.ts'
import type { Batch } from '../../../schemas/records/batch.ts'
import { ALLOCATION_LETTERS, BATCH_LETTERS } from '../../../wording/letters/batch-letters.ts'
import type { Words } from '../../../wording/letters/letter.ts'
import { expectMailHtml } from '../../forms/letters/mail-html.ts'
import { policy } from '../../rules/deadlines/city.ts'
import { signature } from '../../signature.ts'

const url = 'https://hub.example/batches/1'

function mailOf(words: Words | undefined) {
  const mail = renderWords(words!, { to: '始兴县财政局', date: '2018年7月2日', url })
  expectMailHtml(mail, url)
  return mail
}

const BATCH: Batch = {
  id: '440222-2018-003',
  county: '440222',
  period: '2018-06',
  run: 'r',
  year: 2018,
  day: '2018-07-01',
  at: '2018-07-01T00:00:00Z',
  state: 'prepared',
  preparedBy: signature('甲'),
}
const rowsOf = (rows: number) => ({ key: 'k', sha256: 's', rows, fen: rows * 12_000 })

describe('batches and allocations', () => {
  it('a batch that waits for its second person, with its control totals', () => {
    const { words } = BATCH_LETTERS['batch.prepared']
    const batch = { ...BATCH, prepared: rowsOf(1284) }
    const mail = mailOf(words({ policy, batch }, 'social-insurance'))
    expect(mail.subject).toBe('批次待审批：440222-2018-003，1284笔，154080.00元')
    expect(mail.text).toContain('经办人不能审批自己的批次。')
    expect(words({ policy, batch: { ...batch, state: 'published' } }, 'social-insurance')).toBeUndefined()
  })
  it('who was prepared and is not paid, by reason', () => {
    const { words } = BATCH_LETTERS['batch.excluded']
    const reason = { unlisted: 2, 'in-flight': 1, deceased: 1 }
    const excluded = { key: 'k', sha256: 's', persons: 4, reason }
    const letter = (rows: number) =>
      mailOf(words({ policy, batch: { ...BATCH, excluded, frozen: rowsOf(rows) } }, 'social-insurance'))
    const mail = letter(1280)
    expect(mail.subject).toBe('批次440222-2018-003：4人未列入')
    for (const line of ['已向银行和财政发出1280笔、153600.00元', '已不在名单上', '已在其他批次办理', '现认定为“死亡”'])
      expect(mail.text).toContain(line)
    expect(letter(0).text).toContain('没有人可以缴费，不向银行和财政发出')
    expect(words({ policy, batch: BATCH }, 'social-insurance')).toBeUndefined()
  })
  it.each([
    ['human-resources', '请与财政部门协调补拨差额。'],
    ['finance', '请补拨差额，并在平台上报送拨款确认。'],
  ] as const)('a shortfall, to %s', (office, step) => {
    const { words } = ALLOCATION_LETTERS['allocation.short']
    const facts = {
      policy,
      request: { id: BATCH.id, county: BATCH.county, requested: 15_408_000 },
      fen: 12_000_000,
      on: '2018-06-29',
    }
    const mail = mailOf(words(facts, office))
    expect(mail.subject).toBe('代缴资金拨付不足：差34080.00元')
    expect(mail.text).toContain('始兴县财政局的拨款少于申请金额。')
    expect(mail.text).toContain('拨付日期：2018-06-29')
    expect(mail.text).toContain(step)
    expect(words({ ...facts, fen: 15_408_000 }, office)).toBeUndefined()
  })
})
