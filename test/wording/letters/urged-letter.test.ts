import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { urgedWords } from '../../../wording/letters/urged-letter.ts'

test('whoever is urged is told which list, of which months, by whom; nothing where all has come', () => {
  const by = { division: '440200', office: 'civil-affairs' } as const
  const facts = { policy: defaultPolicy(), form: 'dibao-new', by }
  const words = urgedWords(facts, ['2018-04', '2018-05'])
  expect(words).toMatchObject({
    subject: '催办：低保对象新增名单，2018年4月、2018年5月',
    text: '贵单位的低保对象新增名单已经逾期，韶关市民政局请尽快报送。',
    items: [{ title: '2018年4月', mark: '逾期未报' }, { title: '2018年5月' }],
  })
  expect(urgedWords(facts, [])).toBeUndefined()
})
