import { yuan } from '../../rules/payments/amount.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { REQUEST_STATES } from '../../wording/money.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { number } from '../parts/scroll-table.tsx'
import type { Stage, ThingList } from '../parts/things.tsx'

/** Where the day of allocation stands. */
const DUE_AT = 4

/** What a county asks of finance. */
export function requestThings(
  policy: Policy,
  county: string,
  requests: readonly RequestMoneyShown[],
  stageOf: (request: RequestMoneyShown) => Stage,
): ThingList {
  return {
    id: 'funding',
    name: `${divisionName(county, policy)}${PAGE_NAMES.funding}`,
    numbered: HEADINGS.request,
    stated: HEADINGS.state,
    columns: [
      HEADINGS.day,
      number(HEADINGS.requested),
      number(HEADINGS.allocated),
      number(HEADINGS.outstanding),
      HEADINGS.allocationDue,
    ],
    things: requests.map((one) => ({
      href: `/funding/${county}/${one.id}`,
      number: one.id,
      cells: [
        dayName(one.day),
        yuan(one.requested),
        yuan(one.allocated),
        yuan(one.outstanding),
        one.requested > 0 ? dayName(one.due) : '',
      ],
      state: REQUEST_STATES[one.outstanding > 0 ? 'open' : one.requested > 0 ? 'allocated' : 'needless'],
      stage: stageOf(one),
      ...(one.overdue && { overdue: DUE_AT }),
    })),
    empty: '没有资金申请。代缴批次审批以后，新的申请列在这里。',
  }
}
