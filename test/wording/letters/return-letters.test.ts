/** Letters about a month's return say what has happened to it, and nothing where that is over. */
import { expect, test } from 'vitest'
import type { MonthReturn, ReturnVersion } from '../../../schemas/records/month-return.ts'
import { RETURN_LETTERS } from '../../../wording/letters/return-letters.ts'
import { signature } from '../../signature.ts'

const version = (number: number, more: Partial<ReturnVersion> = {}): ReturnVersion => ({
  ...{ version: number, on: '2018-06-05', at: '2018-06-05T01:00:00Z', by: signature('李明') },
  ...more,
})
const own = (more: Partial<MonthReturn> = {}): MonthReturn => ({
  ...{ division: '440222', period: '2018-05', versions: [], acts: 1, carriedOut: 0 },
  ...more,
})
const sentBack = { by: signature('王芳'), on: '2018-06-06', at: '2018-06-06T01:00:00Z', reason: '某某人数不对' }

test('sent back: without the reason, which is free text; nothing once another version stands', () => {
  const { to, words } = RETURN_LETTERS['return.sent-back']
  const facts = { own: own({ versions: [version(1, { sentBack })] }), version: 1, counties: [] }
  expect(to).toEqual(['social-insurance'])
  const said = words(facts, 'social-insurance')
  expect(said?.subject).toBe('统计表被退回：2018年5月')
  expect(said?.text).toContain('重新报送以前，全市汇总中列为“未报”')
  expect(JSON.stringify(said)).not.toContain('某某')
  expect(words({ ...facts, own: { ...facts.own, standing: 2 } }, 'social-insurance')).toBeUndefined()
})

test('to be summed up, the first time and again; submitted, with how many are missing', () => {
  const counties = [own({ standing: 1 }), own({ division: '440281', standing: 2 })]
  const city = own({ division: '440200', versions: [version(1, { counties: { '440222': 1 } })] })
  const { words } = RETURN_LETTERS['returns.to-sum-up']
  expect(words({ own: city, version: 1, counties }, 'social-insurance')).toMatchObject({
    subject: '请报送汇总表：2018年5月',
    items: [{ mark: '2/2' }],
  })
  expect(words({ own: { ...city, standing: 1 }, version: 2, counties }, 'social-insurance')?.subject).toContain(
    '请重新报送汇总表',
  )
  expect(
    RETURN_LETTERS['consolidation.submitted'].words({ own: city, version: 1, counties }, 'human-resources')?.items,
  ).toEqual([
    { title: '报送日期', mark: '2018年6月5日' },
    { title: '未报的县（市、区）', mark: '1个', urgent: true },
  ])
})
