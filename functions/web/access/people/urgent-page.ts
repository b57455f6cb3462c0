/** Duties of emergencies, in force and past, as the city's security has given them (docs/access.md#seeing). */
import { UrgentGrants } from '../../../../pages/access/people/urgent-grants.tsx'
import { grantsAt, URGENT_HOURS } from '../../../../rules/access/deputies.ts'
import { Duty } from '../../../../schemas/duties.ts'
import type { AuditEntry } from '../../../../schemas/records/audit.ts'
import type { WebDeps } from '../../deps.ts'
import { page } from '../../http/page.ts'
import { pageRoute } from '../../http/page-route.ts'
import type { Route } from '../../http/route.ts'
import { searchAudit } from '../../readings/audit-search.ts'

/** The city's security alone. */
export const byTheCity = async (deps: Pick<WebDeps, 'policies'>) => ({
  division: (await deps.policies.inForce()).city.code,
})

export const urgentPage: readonly Route[] = [
  pageRoute({
    path: '/people/urgent',
    summary: 'Duties that were given in emergencies: to whom, why, by whom, until when',
    does: { action: 'confirm', resource: 'account', of: 'division' },
    owner: byTheCity,
    async run(deps, { local }) {
      const policy = await deps.policies.inForce()
      const { entries, before } = await searchAudit(deps.audit, policy.city.code, { kind: 'account-urgent' })
      const given = await Promise.all(entries.map((entry) => givenBy(deps, entry)))
      return page(UrgentGrants({ policy, local, given, isAll: before === undefined }))
    },
  }),
]

async function givenBy({ accounts, now }: WebDeps, { time, account: by, object = '', purpose = '' }: AuditEntry) {
  const [duty, ...reason] = purpose.split(' ')
  const [account, giver] = await Promise.all([accounts.get(object), by === undefined ? undefined : accounts.get(by)])
  const latest = new Date(Date.parse(time) + URGENT_HOURS * 3_600_000).toISOString()
  const grants = account ? grantsAt(account, now().getTime()) : []
  const grant = grants.find((one) => one.kind === 'urgent' && one.duty === duty && one.until <= latest)
  return { time, account, giver, duty: Duty.safeParse(duty).data, reason: reason.join(' '), until: grant?.until }
}
