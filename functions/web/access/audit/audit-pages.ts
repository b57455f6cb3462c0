/** The audit as its division's auditor sees it, who changes nothing and sees no persons. */
import * as z from 'zod'
import { AuditPage } from '../../../../pages/access/audit/audit.tsx'
import { AuditEntryPage } from '../../../../pages/access/audit/audit-entry.tsx'
import { auditThings } from '../../../../pages/access/audit/audit-things.ts'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { AuditSearch, READ_MOST } from '../../../../schemas/records/audit.ts'
import { divisionName } from '../../../../wording/offices.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import { workbook } from '../../http/api-route.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import { refuse } from '../../http/refuse.ts'
import { type Asked, type Route, TYPES } from '../../http/route.ts'
import { note } from '../../http/tried.ts'
import { searchAudit } from '../../readings/audit-search.ts'
import { thingsFile } from '../../readings/things.ts'
import { accountOf, accountsOf } from './audit-accounts.ts'

export const does = { action: 'verify', resource: 'audit' } as const
/** Days of unusual use that the page shows. */
export const DAYS = 31

/** Of a path. */
export const seq = z.coerce.number().int().positive().max(999_999_999_999)

/** What fits of a search that does not. */
const again = {
  field: 'audit-day',
  show: (deps: WebDeps, asked: Pick<Asked, 'caller' | 'local'>, fault: Fault, status: number) =>
    showAudit(deps, asked, {}, fault, status),
}

export const auditPages: readonly Route[] = [
  pageRoute({
    path: '/audit',
    summary: 'The audit of the auditor’s division: whether it is whole, unusual use, and its latest entries',
    does,
    run: (deps, asked) => showAudit(deps, asked, {}),
  }),
  formRoute({
    path: '/audit/search',
    opens: '/audit',
    summary: 'Entries by account, kind, object and day, so many at a time',
    does,
    form: AuditSearch,
    incomplete: 'audit-search-unfit',
    again,
    run: (deps, asked) => showAudit(deps, asked, asked.body),
  }),
  formRoute({
    path: '/audit/entries.xlsx',
    opens: '/audit',
    summary: 'What is looked for, as a workbook: of so many entries as one search reads',
    does,
    form: AuditSearch,
    incomplete: 'audit-search-unfit',
    again,
    answers: { 200: { type: TYPES.xlsx } },
    async run(deps, { caller, body }) {
      const division = divisionOf(caller)
      const [policy, accounts, { entries }] = await Promise.all([
        deps.policies.inForce(),
        accountsOf(deps, division),
        searchAudit(deps.audit, division, body, READ_MOST),
      ])
      const list = auditThings(policy, accounts, entries)
      const file = await thingsFile(policy, caller, { list, tab: 'all', shown: list.things })
      return workbook({ ...file, name: `${divisionName(division, policy)}${list.name}.xlsx` })
    },
  }),
  formRoute({
    path: '/audit/check',
    opens: '/audit',
    summary: 'Has the whole chain checked, and the use of today and yesterday looked through',
    does,
    async run(deps, { caller }) {
      const { auditQueue, auditStates, now } = deps
      const division = divisionOf(caller)
      const time = now().toISOString()
      await note(deps, actorOf(caller), 'check-asked', caller)
      await auditStates.note(division, { askedAt: time })
      await auditQueue.send({ type: 'check', division, time })
      await auditQueue.send({ type: 'look-through', division, time })
      return '/audit'
    },
  }),
  pageRoute({
    path: '/audit/entries/:seq',
    summary: 'One entry, with what ties it to the one before',
    does,
    params: { seq },
    async run(deps, { params, caller, local }) {
      const division = divisionOf(caller)
      const around = [params.seq, params.seq - 1, params.seq + 1].map((one) => deps.audit.get(division, one))
      const [policy, [entry, before, after]] = await Promise.all([deps.policies.inForce(), Promise.all(around)])
      if (!entry) throw refuse('not-found')
      const account = entry.account ? await accountOf(deps, entry.account) : undefined
      return page(AuditEntryPage({ policy, local, entry, account, before, after }))
    },
  }),
]

/** A township has no chain of its own, and no auditor. */
export function divisionOf(caller: Asked['caller']): string {
  return actorOf(caller)?.division.slice(0, 6) ?? ''
}

async function showAudit(
  deps: WebDeps,
  { caller, local }: Pick<Asked, 'caller' | 'local'>,
  wanted: AuditSearch,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const division = divisionOf(caller)
  const [policy, state, unusual, found] = await Promise.all([
    deps.policies.inForce(),
    deps.auditStates.get(division),
    deps.auditStates.unusual(division, DAYS),
    searchAudit(deps.audit, division, wanted),
  ])
  const accounts = await accountsOf(deps, division)
  return page(
    AuditPage({
      policy,
      local,
      fault,
      now: deps.now().getTime(),
      division,
      state,
      unusual,
      accounts,
      wanted,
      ...found,
    }),
    status,
  )
}
