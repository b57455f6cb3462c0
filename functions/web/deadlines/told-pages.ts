/** What the reader's office was told, as its letters said it. */
import { noticeThings, type ShownNotice } from '../../../pages/deadlines/notice-things.ts'
import { Notices } from '../../../pages/deadlines/notices.tsx'
import type { Resource } from '../../../schemas/access.ts'
import { NoticeShown } from '../../../schemas/api/deadlines.ts'
import type { Told } from '../../../schemas/records/mailing.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Permits, permitted } from '../http/allow.ts'
import { workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { listRoute } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import { chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { mailRef } from './open-mails.ts'

const does = { action: 'see', resource: 'portal' } as const

/** That a page looks through. */
const MOST = 500

/** Pages to which letters lead that show persons: a leader, who sees none, is not led there. */
const PERSONS: Readonly<Record<string, Resource>> = {
  batches: 'batch',
  cases: 'outcomes',
  conflicts: 'conflict',
  corrections: 'name-list',
  materials: 'materials-notice',
}

export const toldPages: readonly Route[] = [
  pageRoute({
    path: '/notices',
    summary: 'What the account’s own office was told, and where it leads',
    does,
    query: thingsQuery,
    async run(deps, { query, caller, local }) {
      const policy = await deps.policies.inForce()
      return page(Notices({ policy, local, notices: await listed(deps, caller, query) }))
    },
  }),
  workbookRoute({
    path: '/notices/list.xlsx',
    summary: 'What the account’s own office was told, as a workbook',
    does,
    query: thingsQuery,
    async run(deps, { query, caller }) {
      return thingsFile(await deps.policies.inForce(), caller, await listed(deps, caller, query))
    },
  }),
  listRoute({
    path: '/api/notices',
    summary: 'Lists what the account’s own office was told, the latest days first',
    does,
    item: NoticeShown,
    async run(deps, { caller }, { limit, after }) {
      const { items, next } = await told(deps, caller, { limit, after: after?.[0] })
      const named = items.map((notice) => ({ ...notice, id: mailRef(notice) }))
      return { items: named, ...(next !== undefined && { end: [next] }) }
    },
  }),
]

async function listed(deps: WebDeps, caller: Caller, { find }: ThingsWished) {
  const permits = permitted(caller)
  const { items } = await told(deps, caller, { limit: MOST })
  const latest = items.sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))
  const hasOffice = actorOf(caller)?.office !== undefined
  return chosenThings(
    noticeThings(
      latest.map((notice) => opened(notice, caller, permits)),
      hasOffice,
    ),
    { tab: 'all', find },
  )
}

const orderOf = ({ day, at }: Told) => `${day} ${at}`

/** Nobody is told who has no office. */
async function told(
  { notices }: Pick<WebDeps, 'notices'>,
  caller: Caller,
  options: Parameters<WebDeps['notices']['told']>[1],
): ReturnType<WebDeps['notices']['told']> {
  const { division, office } = actorOf(caller) ?? {}
  return division && office ? notices.told({ division, office }, options) : { items: [] }
}

function opened(notice: Told, caller: Caller, permits: Permits): ShownNotice {
  const [first = '', of] = notice.page.split('/')
  const shows = notice.page.endsWith('/endings') ? 'name-list' : PERSONS[first]
  const own = actorOf(caller)?.division ?? ''
  if (!shows || permits('see', shows, { ...actorOf(caller), division: of ?? own }, true)) return notice
  return { ...notice, page: undefined }
}
