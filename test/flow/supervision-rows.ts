/** The routes of what is overdue and of orders about it for the table of who may. */
import type { Action, Resource } from '../../schemas/access.ts'
import { COUNTY } from '../faults/lists.ts'
import type { AccessRow } from './access-row.ts'

const LIST = { division: COUNTY, office: 'civil-affairs' } as const
/** Seen by nobody: the order stays as it is. */
const body = { text: '已经报送完毕', seen: 9 }

/** @param order whose path it is */
export function supervisionRows(order: string): AccessRow[] {
  const row = (route: string, action: Action, more: Pick<AccessRow, 'path'> & Partial<AccessRow>): AccessRow => ({
    ...{ route, act: { action, resource: 'supervision', persons: false }, owner: LIST },
    ...more,
  })
  const own = (path: string, resource: Resource): AccessRow => ({
    ...{ route: `GET ${path}`, act: { action: 'see', resource, persons: false }, path },
  })
  const absent = order.replace(/001$/, '999')
  const acting = (act: string, action: Action) =>
    row(`POST /orders/:division/:office/:id/${act}`, action, {
      path: `${order}/${act}`,
      absent: `${absent}/${act}`,
      body,
    })
  return [
    own('/problems', 'answer'),
    own('/problems/list.xlsx', 'answer'),
    own('/api/problems', 'answer'),
    own('/api/orders', 'answer'),
    row('POST /orders', 'send', {
      ...{ path: '/orders', body: { problem: `${COUNTY}.civil-affairs.none`, due: '2018-07-31', text: '请尽快报送' } },
    }),
    {
      ...{
        route: 'POST /timeliness/urge',
        act: { action: 'send', resource: 'timeliness', persons: false },
        owner: LIST,
      },
      ...{ path: '/timeliness/urge', body: { ...LIST, form: 'dibao-new', year: 2099 } },
    },
    {
      route: 'POST /urges',
      act: { action: 'send', resource: 'timeliness', persons: false },
      owner: LIST,
      path: '/urges',
      body: { ...LIST, matter: 'held', ref: 'none', back: '/problems' },
    },
    row('GET /orders/:division/:office/:id', 'see', { path: order, absent }),
    acting('answer', 'report'),
    acting('return', 'confirm'),
    acting('close', 'confirm'),
  ]
}
