/** The routes of a county's money for the table of who may. */
import type { Owner } from '../../rules/access/may.ts'
import type { Action, Resource } from '../../schemas/access.ts'
import { COUNTY } from '../faults/lists.ts'
import type { AccessRow } from './access-row.ts'

const YEAR = '2018'

export function moneyRows(): AccessRow[] {
  const county: Owner = { division: COUNTY }
  const row = (
    route: string,
    resource: Resource,
    more: { action?: Action; persons?: true; owner?: Owner; body?: AccessRow['body']; absent?: string } = {},
  ): AccessRow => {
    const { action = 'see', persons = false, owner = county, body, absent } = more
    const path = (route.split(' ')[1] ?? '')
      .replace(':county', COUNTY)
      .replace(':year', YEAR)
      .replace(':line', 'approved')
      .replace(':division', COUNTY)
      .replace(':result', 'none')
      .replace(':id', `${COUNTY}-${YEAR}-001`)
    return { route, owner, act: { action, resource, persons }, path, ...(body && { body }), ...(absent && { absent }) }
  }
  const finance: Owner = { ...county, office: 'finance' }
  const opened = { persons: true, absent: `/reconciliation/${COUNTY}/${YEAR}/rows/none` } as const
  return [
    {
      route: 'GET /reconciliation',
      act: { action: 'see', resource: 'portal', persons: false },
      path: '/reconciliation',
    },
    row('GET /reconciliation/:county', 'funding-request'),
    row('GET /reconciliation/:county/:year', 'funding-request'),
    row('GET /reconciliation/:county/:year/table.xlsx', 'funding-request'),
    row('GET /reconciliation/:county/:year/rows/:line', 'ledger', opened),
    row('POST /reconciliation/:county/:year/rows/:line', 'ledger', { ...opened, body: { purpose: 'inspection' } }),
    row('GET /api/reconciliation/:county/:year', 'funding-request'),
    { route: 'GET /funding', act: { action: 'see', resource: 'portal', persons: false }, path: '/funding' },
    row('GET /funding/:county', 'funding-request', { owner: finance }),
    row('GET /funding/:county/list.xlsx', 'funding-request', { owner: finance }),
    row('GET /funding/:county/template.xlsx', 'funding-request', { owner: finance }),
    row('GET /funding/:county/:id', 'funding-request', { owner: finance, absent: `/funding/${COUNTY}/none` }),
    row('POST /funding/:county/:id/allocations', 'answer', { action: 'send', owner: finance, body: {} }),
    row('GET /api/funding/:county', 'funding-request', { owner: finance }),
    row('GET /balances/:division', 'counts'),
    { route: 'GET /bank', act: { action: 'see', resource: 'portal', persons: false }, path: '/bank' },
    row('GET /bank/:county', 'payment-instruction'),
    row('GET /bank/:county/:id', 'payment-instruction', { absent: `/bank/${COUNTY}/none` }),
    row('GET /bank/:county/list.xlsx', 'payment-instruction'),
    row('POST /bank/:county/:id/template.xlsx', 'payment-instruction', { persons: true, body: { purpose: 'batch' } }),
    row('GET /bank/:county/rows/:result', 'payment-instruction', { persons: true }),
    row('POST /bank/:county/rows/:result', 'payment-instruction', { persons: true, body: { purpose: 'batch' } }),
    row('GET /api/bank/:county', 'payment-instruction', { owner: { ...county, office: 'bank' } }),
  ]
}
