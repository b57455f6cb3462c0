/** The API of a county's money. */
import { BalancesShown, BankBatchShown, ReconciliationShown, RequestMoneyShown } from '../../../schemas/api/money.ts'
import { County, Division } from '../../../schemas/codes.ts'
import { apiRoute } from '../http/api-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { requestsMoney } from '../readings/requests-money.ts'
import { balances, balancesQuery } from './balances.ts'
import { bankBatches } from './bank-view.ts'
import { reconciliation, reconciliationShown, Year } from './reconciliation.ts'

export const moneyApi: readonly Route[] = [
  listRoute({
    path: '/api/bank/:county',
    summary: 'Lists a county’s approved batches with their control totals, and how far the bank has answered',
    does: { action: 'see', resource: 'payment-instruction', of: 'county' },
    owner: async (_, { county: division }) => ({ division, office: 'bank' }),
    params: { county: County },
    item: BankBatchShown,
    run: async (deps, { params: { county } }, wanted) =>
      pageOf(await bankBatches(deps, await deps.policies.inForce(), county), ({ id }) => id, wanted, true),
  }),
  listRoute({
    path: '/api/funding/:county',
    summary: 'Lists what a county has asked of finance, with what was allocated, outstanding and due',
    does: { action: 'see', resource: 'funding-request', of: 'county' },
    owner: async (_, { county: division }) => ({ division, office: 'finance' }),
    params: { county: County },
    item: RequestMoneyShown,
    async run(deps, { params: { county } }, wanted) {
      const requests = await requestsMoney(deps, await deps.policies.inForce(), await deps.funding.list(county))
      return pageOf(requests, ({ id }) => id, wanted)
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/api/balances/:division',
    summary: 'Says the money of a year by county, in counts and sums alone',
    does: { action: 'see', resource: 'counts', of: 'division' },
    params: { division: Division },
    query: balancesQuery,
    refuses: [400],
    answer: BalancesShown,
    run: async (deps, { params, query, caller }) =>
      balances(deps, await deps.policies.inForce(), { ...params, ...query }, caller),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/reconciliation/:county/:year',
    summary: 'Counts a county’s year: approved against bank, finance and register',
    does: { action: 'see', resource: 'funding-request', of: 'county' },
    params: { county: County, year: Year },
    answer: ReconciliationShown,
    run: async (deps, { params }) =>
      found(reconciliationShown(await reconciliation(deps, await deps.policies.inForce(), params))),
  }),
]
