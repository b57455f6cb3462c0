/** Work lists of a county's cases. */
import { CaseList } from '../../../pages/cases/case-list.tsx'
import { County } from '../../../schemas/codes.ts'
import { WORK_LISTS, type WorkList, workListOf } from '../../../wording/case-work.ts'
import { actorOf } from '../http/allow.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { materialsPages } from './materials-pages.ts'
import { openCases } from './open-cases.ts'
import { settlePages } from './settle-pages.ts'

export const casePages: readonly Route[] = [
  pageRoute({
    path: '/cases',
    summary: 'Leads to the cases of the account’s own county',
    does: { action: 'see', resource: 'portal' },
    async run(_, { caller }) {
      return `/cases/${found(actorOf(caller)).division.slice(0, 6)}`
    },
  }),
  pageRoute({
    path: '/cases/:county',
    summary: 'A county’s cases that wait for somebody: whose turn it is, since when, until when',
    does: { action: 'see', resource: 'outcomes', of: 'county', persons: true },
    params: { county: County },
    async run(deps, { params: { county }, local }) {
      const policy = await deps.policies.inForce()
      const by = Map.groupBy(await openCases(deps, county, policy), ({ standing }) => workListOf(standing))
      const lists = (Object.keys(WORK_LISTS) as WorkList[]).flatMap((list) => {
        const cases = by.get(list)
        return cases ? [{ list, cases }] : []
      })
      return page(CaseList({ county, policy, local, today: deps.dayOf(deps.now()), lists }))
    },
  }),
  ...settlePages,
  ...materialsPages,
]
