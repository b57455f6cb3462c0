/** Who of the county and of the city looked at a person, and why, for whoever sees the person (docs/access.md#audit). */
import { PersonLooksPage } from '../../../../pages/access/audit/person-looks.tsx'
import { isOfCounty } from '../../../../rules/person-file/timeline.ts'
import { County } from '../../../../schemas/codes.ts'
import { PersonKey } from '../../../../schemas/records/person.ts'
import type { WebDeps } from '../../deps.ts'
import { page } from '../../http/page.ts'
import { pageRoute } from '../../http/page-route.ts'
import { refuse } from '../../http/refuse.ts'
import type { Route } from '../../http/route.ts'

const MOST = 200

export const personLooks: readonly Route[] = [
  pageRoute({
    path: '/persons/:county/:person/looks',
    summary: 'Who looked at a person, when, and for what purpose',
    does: { action: 'see', resource: 'ledger', of: 'county', persons: true },
    params: { county: County, person: PersonKey },
    async run(deps, { params: { county, person }, local }) {
      const known = (await deps.people.get([person], 'eventual')).get(person)
      if (!known || !isOfCounty(known, county)) throw refuse('not-found')
      const policy = await deps.policies.inForce()
      const looks = await deps.audit.looksAt(person, [county, policy.city.code], MOST)
      return page(PersonLooksPage({ county, person, policy, local, looks, accounts: await accountsIn(deps, looks) }))
    },
  }),
]

async function accountsIn({ accounts }: WebDeps, looks: readonly { account?: string | undefined }[]) {
  const ids = [...new Set(looks.flatMap(({ account }) => account ?? []))]
  return (await Promise.all(ids.map(accounts.get))).flatMap((account) => account ?? [])
}
