import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { People } from '../../../../pages/access/people/people.tsx'
import { peopleLines, peopleThings } from '../../../../pages/access/people/people-lines.ts'
import type { Account } from '../../../../schemas/records/account.ts'

test('a place is named once, as the heading of its accounts, whoever has no office among them', () => {
  const policy = defaultPolicy()
  const of = { division: policy.city.code, duties: ['auditor'], invitedAt: '2018-06-06T01:00:00.000Z' } as const
  const accounts: Account[] = [{ ...of, id: '0'.repeat(16), name: '测试人', duties: [...of.duties] }]
  const keeping = { administers: true, confirms: false, kept: new Map() }
  const list = peopleThings(policy, peopleLines(accounts, []), 0, keeping)
  const counts = { todo: 1, doing: 0, done: 0, all: 1 }
  const people = { list, tab: 'all', find: '', counts, shown: list.things } as const
  const html = String(
    People({
      ...{ policy, local: false, county: policy.city.code, people, now: 0 },
      ...{ places: new Map(), kept: new Map() },
    }),
  )
  expect(html.match(/<h[23][^>]*>[^<]*/g)).toEqual([`<h2 id="accounts-title">${policy.city.name}`, '<h3>平台管理人员'])
})
