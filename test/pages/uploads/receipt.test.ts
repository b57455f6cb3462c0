import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { Receipt } from '../../../pages/uploads/receipt.tsx'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Upload } from '../../../schemas/records/upload.ts'

const upload: Upload = {
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-full',
  period: '2018-05',
  id: '2018-05-0mx15fxie9f3a709144',
  fileName: '低保.csv',
  size: 1,
  state: 'requested',
  day: '2018-06-05',
  requestedAt: '2018-06-05T01:00:00.000Z',
  policy: 1,
}

const printed = (policy: Policy) =>
  String(
    Receipt({
      upload,
      inTheWay: undefined,
      policy,
      local: false,
      now: Date.parse(upload.requestedAt),
      fault: undefined,
    }),
  )

test('a receipt names its office as the policy does', () => {
  const policy = defaultPolicy()
  expect(printed(policy)).toContain('<dd>始兴县民政局</dd>')
  const named = { division: '440222', office: 'civil-affairs', name: '始兴县民政和退役军人事务局' } as const
  expect(printed({ ...policy, officeNames: [named] })).toContain('<dd>始兴县民政和退役军人事务局</dd>')
})
