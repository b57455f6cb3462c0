import { expect, test } from 'vitest'
import { policyOnce } from '../../../../functions/web/http/policy-once.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import type { Policies } from '../../../../stores/policy/policies.ts'

test('a request reads the policy in force once, and anew after it has put one into force', async () => {
  let [version, reads] = [1, 0]
  const policies = {
    async inForce() {
      reads++
      return { ...defaultPolicy(), version }
    },
    put: async () => {
      version = 2
      return true
    },
  } as unknown as Policies
  const asked = policyOnce({ policies })
  const versions = async () =>
    (await Promise.all([1, 2, 3].map(() => asked.policies.inForce()))).map((one) => one.version)
  expect([await versions(), reads]).toEqual([[1, 1, 1], 1])
  expect(await asked.policies.put(defaultPolicy())).toBe(true)
  expect([await versions(), reads]).toEqual([[2, 2, 2], 2])
  // The next request begins with nothing.
  expect([(await policyOnce({ policies }).policies.inForce()).version, reads]).toEqual([2, 3])
})
