/** What of a county's money a return has to explain (docs/cases.md#against-the-register). */
import { isLongUnposted } from '../../../rules/payments/posting.ts'
import type { MoneyFault } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { countyMoney, moneyByYear, type TieOutDeps, yearTieOut } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { requestsMoney } from './requests-money.ts'

type Deps = TieOutDeps & Pick<WebDeps, 'deadlines' | 'now' | 'dayOf'>

/** @param day of the close: its year and the one before are asked */
export async function moneyFaults(
  deps: Deps,
  policy: Policy,
  county: string,
  { day: closedOn }: { readonly day: string },
): Promise<MoneyFault[]> {
  const last = Number(closedOn.slice(0, 4))
  const own = await countyMoney(deps, county)
  const years = moneyByYear(own).filter(({ year }) => year === last || year === last - 1)
  const found: MoneyFault[] = []
  for (const { year } of years) {
    const day = deps.dayOf(deps.now())
    const { posting, registers, foreign, requests } = await yearTieOut(deps, { county, policy, day, year }, own)
    const unposted = posting.unposted.filter((row) => isLongUnposted(row, registers)).length
    const money = await requestsMoney(deps, policy, requests)
    const shortfall = money.reduce((sum, { overdue, outstanding }) => sum + (overdue ? outstanding : 0), 0)
    if (unposted + foreign + shortfall > 0) found.push({ year, unposted, foreign, shortfall })
  }
  return found
}
