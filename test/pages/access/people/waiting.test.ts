import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { Waiting } from '../../../../pages/access/people/waiting.tsx'
import { type AccountRequest, MOST_DECIDED } from '../../../../schemas/records/account-request.ts'

const request = (n: number): AccountRequest => ({
  ...{ account: n.toString(16).padStart(16, '0'), division: '440222', office: 'finance', name: '测试人', isNew: true },
  ...{ duties: ['clerk'], signInName: `p${n}@example.org`, by: '0'.repeat(16), at: '2018-06-06T01:00:00.000Z' },
})
const printed = (count: number) =>
  String(
    Waiting({
      ...{
        policy: defaultPolicy(),
        local: false,
        county: '440222',
        accounts: [],
        names: new Map(),
        actor: '',
        isAll: true,
      },
      ...{ requests: Array.from({ length: count }, (_, n) => request(n)), fault: undefined },
    }),
  )

test('of more than can be decided at once a page shows as many, and says so', () => {
  const boxes = (text: string) => text.match(/name="shown\[\]"/g)?.length
  const [few, many] = [printed(MOST_DECIDED), printed(MOST_DECIDED + 1)]
  expect([boxes(few), boxes(many)]).toEqual([MOST_DECIDED, MOST_DECIDED])
  expect([few, many].map((text) => text.includes('本页是前500个'))).toEqual([false, true])
  expect(many).toContain('共 501 个')
})
