/** The routes of accounts for the table of who may: what may be done is refused for another reason, and changes nothing. */
import type { Action } from '../../schemas/access.ts'
import { CITY, COUNTY } from '../faults/lists.ts'
import type { AccessCity } from './access-city.ts'
import type { AccessRow } from './access-row.ts'

const NOBODY = '0123456789abcdef'

export function accountRows({ account }: AccessCity): AccessRow[] {
  const owner = { division: COUNTY }
  const row = (route: string, action: Action, more: Omit<AccessRow, 'route' | 'act' | 'owner'>): AccessRow => ({
    ...{ route, owner, act: { action, resource: 'account', persons: false } },
    ...more,
  })
  const one = (route: string, action: Action, body?: AccessRow['body']) => {
    const path = (id: string) => (route.split(' ')[1] ?? '').replace(':division', COUNTY).replace(':id', id)
    return row(route, action, { path: path(account), absent: path(NOBODY), ...(body && { body }) })
  }
  /** Of the caller's own office or division. */
  const check = (route: string, body?: AccessRow['body']): AccessRow => ({
    ...{ route, act: { action: 'confirm', resource: 'account-check', persons: false }, path: '/account-checks' },
    ...(body && { body }),
  })
  const unfit = { place: `${COUNTY}/bank`, name: '测试人', signInName: 'a@b.example', 'duties[]': 'approver' }
  const shown = { division: COUNTY, 'shown[]': `${NOBODY}/2018-05-01T00:00:00Z`, act: 'confirm' }
  return [
    row('GET /people', 'oversee', { path: `/people?division=${COUNTY}` }),
    row('GET /people/new', 'administer', { path: `/people/new?division=${COUNTY}` }),
    row('POST /people/search', 'oversee', { path: '/people/search', body: { division: COUNTY, find: '残联' } }),
    row('GET /people/list.xlsx', 'oversee', { path: `/people/list.xlsx?division=${COUNTY}` }),
    row('POST /people/new', 'administer', { path: '/people/new', body: unfit }),
    row('GET /people/template', 'administer', { path: `/people/template?division=${COUNTY}` }),
    row('POST /people/workbook', 'administer', { path: '/people/workbook', body: { division: COUNTY, file: 'x' } }),
    row('GET /people/waiting', 'confirm', { path: `/people/waiting?division=${COUNTY}` }),
    row('POST /people/waiting', 'confirm', { path: '/people/waiting', body: shown }),
    { ...row('GET /people/urgent', 'confirm', { path: '/people/urgent' }), owner: { division: CITY } },
    check('GET /account-checks'),
    check('POST /account-checks', {}),
    one('GET /people/:division/:id', 'oversee'),
    one('POST /people/:division/:id/duties', 'administer', { 'duties[]': 'approver' }),
    one('POST /people/:division/:id/deputy', 'administer', { 'duties[]': 'approver', until: '2018-05-01' }),
    {
      ...one('POST /people/:division/:id/urgent', 'confirm', { duty: 'auditor', hours: 1, reason: '停电期间代办' }),
      owner: { division: CITY },
    },
    one('POST /people/:division/:id/acts', 'confirm', { act: 'unlock' }),
    one('POST /people/:division/:id/letter', 'administer', { by: 'mail' }),
  ]
}
