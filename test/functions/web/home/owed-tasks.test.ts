import { expect, test } from 'vitest'
import { askedOffice, requestTasks } from '../../../../functions/web/home/owed-tasks.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { may } from '../../../../rules/access/may.ts'
import type { OpenRequest } from '../../../../schemas/records/obligation.ts'

test('a township’s government finds what its service office has not answered, as somebody else’s', () => {
  const township = { division: '440222100', duties: ['clerk'] as const }
  const request = { division: township.division, office: 'township', form: 'materials', period: '2018-04', ref: 'a' }
  const requests = [{ ...request, due: '2018-06-08', overdue: true }] as unknown as OpenRequest[]
  const seenBy = (office: 'township' | 'township-government' | 'bank') => {
    const actor = { ...township, duties: ['clerk' as const], office, id: '0'.repeat(16), name: '甲' }
    const permits = (action: 'send', resource: 'answer', owner: { division: string; office?: typeof office }) =>
      may(actor, { action, resource, persons: false }, owner)
    const asked = askedOffice(actor)
    const own = requests.filter(({ division, office }) => division === asked?.division && office === asked.office)
    const { mine, others } = requestTasks(own, defaultPolicy(), actor, permits as never)
    return [mine.length, others.length]
  }
  expect(seenBy('township')).toEqual([1, 0])
  expect(seenBy('township-government')).toEqual([0, 1])
  expect(seenBy('bank')).toEqual([0, 0])
})
