/** The audit as data, for its division's auditor. */
import { AuditEntryShown, AuditShown, AuditWish } from '../../../../schemas/api/audit.ts'
import { apiRoute } from '../../http/api-route.ts'
import { listRoute } from '../../http/paged.ts'
import { found, refuse } from '../../http/refuse.ts'
import type { Route } from '../../http/route.ts'
import { searchAudit } from '../../readings/audit-search.ts'
import { DAYS, divisionOf, does, seq } from './audit-pages.ts'

export const auditApi: readonly Route[] = [
  apiRoute({
    method: 'GET',
    path: '/api/audit',
    summary:
      'Says whether the audit of the auditor’s division is whole, as its last check found, and unusual use by day',
    does,
    answer: AuditShown,
    async run({ auditStates }, { caller }) {
      const division = divisionOf(caller)
      const [state, unusual] = await Promise.all([auditStates.get(division), auditStates.unusual(division, DAYS)])
      return { ...state, division, unusual }
    },
  }),
  listRoute({
    path: '/api/audit/entries',
    summary: 'Lists entries by account, kind, object and day, the latest first',
    does,
    query: AuditWish,
    item: AuditEntryShown,
    async run({ audit }, { query, caller }, { limit, after }) {
      const before = after && Number(after[0])
      if (before !== undefined && !(Number.isSafeInteger(before) && before > 0)) throw refuse('cursor-unfit')
      const read = await searchAudit(audit, divisionOf(caller), { ...query, before }, limit)
      return { items: read.entries, ...(read.before && { end: [String(read.before)] }) }
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/api/audit/entries/:seq',
    summary: 'One entry, with what ties it to the one before',
    does,
    params: { seq },
    answer: AuditEntryShown,
    run: async ({ audit }, { params, caller }) => found(await audit.get(divisionOf(caller), params.seq)),
  }),
]
