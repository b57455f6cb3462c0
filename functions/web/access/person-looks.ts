/** Who looked at a person, and why, for whoever sees the person (docs/access.md#audit). */
import { PersonLooksPage } from '../../../pages/access/person-looks.tsx'
import { type Person, PersonKey } from '../../../schemas/records/person.ts'
import type { WebDeps } from '../deps.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'

const MOST = 200

export const personLooks: readonly Route[] = [
  pageRoute({
    path: '/persons/:person/looks',
    summary: 'Who looked at a person, when, and for what purpose',
    does: { action: 'see', resource: 'ledger', persons: true },
    params: { person: PersonKey },
    owner: async (deps, { person }) => {
      const division = countyOf((await deps.people.get([person], 'eventual')).get(person))
      return division === undefined ? undefined : { division }
    },
    async run(deps, { params: { person }, local }) {
      const [policy, looks] = await Promise.all([deps.policies.inForce(), deps.audit.looksAt(person, MOST)])
      return page(PersonLooksPage({ policy, local, looks, accounts: await accountsIn(deps, looks) }))
    },
  }),
]

async function accountsIn({ accounts }: WebDeps, looks: readonly { account?: string | undefined }[]) {
  const ids = [...new Set(looks.flatMap(({ account }) => account ?? []))]
  return (await Promise.all(ids.map(accounts.get))).flatMap((account) => account ?? [])
}

/** The county that decides about the person, else that of a list or of the register. */
function countyOf(person: Person | undefined): string | undefined {
  if (!person) return undefined
  const townships = Object.values(person.lists).flatMap(({ row }) => row?.township.slice(0, 6) ?? [])
  const places = Object.values(person.register).map(({ place }) => place)
  return [...Object.keys(person.decisions), ...townships, ...places][0]
}
