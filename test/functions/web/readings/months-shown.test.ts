import { expect, test } from 'vitest'
import { monthsShown } from '../../../../functions/web/readings/months-shown.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'

const shownOf = async (sent: readonly string[], wished?: string) => {
  const deps = { periods: { list: async () => [...sent] }, now: () => new Date(), dayOf: () => '2018-06-04' }
  return (await monthsShown(deps as unknown as Parameters<typeof monthsShown>[0], defaultPolicy(), wished)).period
}

test('pages of months open at the latest that is over, whatever was answered in the month that runs', async () => {
  expect(await shownOf(['2018-06', '2018-05', '2018-04'])).toBe('2018-05')
  expect(await shownOf(['2018-06', '2018-05'], '2018-06')).toBe('2018-06')
  expect(await shownOf(['2018-06'])).toBe('2018-06')
  expect(await shownOf([])).toBe('2018-05')
})
