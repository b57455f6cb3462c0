import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { officeName } from '../../wording/offices.ts'
import { HAPPENED, STEP_NAMES, turnOf } from '../../wording/steps.ts'
import type { Happening, Step } from '../parts/steps.tsx'

/** 批次 - 拨款 - 入账 of a request. */
export function requestSteps(request: RequestMoneyShown, policy: Policy): Step[] {
  const { county, batch, day, outstanding, requested, year } = request
  const isOpen = outstanding > 0
  const finance = officeName(policy, { division: county, office: 'finance' })
  return [
    {
      name: STEP_NAMES.batch,
      state: 'done',
      note: dayName(day),
      to:
        batch === undefined
          ? undefined
          : { href: `/batches/${county}/${batch}`, what: 'batch', division: county, persons: true },
    },
    {
      name: STEP_NAMES.allocate,
      state: isOpen ? 'now' : 'done',
      note: isOpen ? turnOf(finance) : requested === 0 ? '不需拨付' : undefined,
    },
    {
      name: STEP_NAMES.post,
      state: isOpen ? 'coming' : 'now',
      to: { href: `/reconciliation/${county}/${year}`, what: 'funding-request', division: county },
    },
  ]
}

/** Asked for, and given in parts by the day of each voucher. */
export function requestCourse({ county, day, requested, allocations }: RequestMoneyShown, policy: Policy): Happening[] {
  const office = (one: 'social-insurance' | 'finance') => officeName(policy, { division: county, office: one })
  return [
    { on: day, who: office('social-insurance'), what: HAPPENED.requested(requested) },
    ...Object.entries(allocations).map(([voucher, { fen, day: on }]) => ({
      ...{ on, who: office('finance'), what: HAPPENED.allocated(fen, voucher) },
    })),
  ]
}
