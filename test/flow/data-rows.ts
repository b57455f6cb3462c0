/** The routes of lists and pages as data, beside those of their pages, for the table of who may. */
import type { Owner } from '../../rules/access/may.ts'
import type { Action, Resource } from '../../schemas/access.ts'
import { CITY, COUNTY, TOWNSHIPS } from '../faults/lists.ts'
import { type AccessCity, PERIOD } from './access-city.ts'
import type { AccessRow } from './access-row.ts'

const county: Owner = { division: COUNTY }
const LIST = { division: COUNTY, office: 'civil-affairs' } as const
const CITY_LIST = { ...LIST, division: CITY } as const
const TOWNSHIP = TOWNSHIPS[COUNTY]?.[0] ?? ''
const CASE = `${COUNTY}-2018-00001`
const NOBODY = '0'.repeat(16)

type Data = Pick<AccessRow, 'path' | 'absent' | 'body'> & {
  readonly action?: Action
  /** The caller's own office where absent. */
  readonly owner?: Owner
  readonly persons?: true
}

const data = (route: string, resource: Resource, { action = 'see', persons, ...more }: Data): AccessRow => ({
  ...{ route, act: { action, resource, persons: persons === true } },
  ...more,
})

/** With one of its persons whole, by POST on the same address or below it. */
const persons = (route: string, whole: string, resource: Resource, of: Data): AccessRow[] => [
  data(`GET ${route}`, resource, { ...of, persons: true }),
  data(`POST ${whole}`, resource, {
    ...{ ...of, persons: true },
    ...{ path: `${of.path}${whole.slice(route.length)}`, body: { purpose: 'enquiry', person: '0'.repeat(30) } },
    ...(of.absent && { absent: `${of.absent}${whole.slice(route.length)}` }),
  }),
]

export function dataRows({ compared, webhook, account }: AccessCity): AccessRow[] {
  const lacked = (id: string) => `/api/uploads/${CITY}/${id}/compared/${COUNTY}`
  const [conflicts, corrections] = ['/api/conflicts/:county', '/api/corrections/:division/:office']
  const [roster, lacking] = ['/api/roster/:division/:office', '/api/uploads/:division/:id/compared/:county']
  const ofOffice = (name: string) => `/api/${name}/${COUNTY}/civil-affairs`
  return [
    data('GET /api/cases/:county/done', 'outcomes', {
      ...{ owner: county, persons: true, path: `/api/cases/${COUNTY}/done` },
    }),
    data('GET /api/materials/:division', 'materials-notice', {
      ...{ owner: { division: TOWNSHIP }, persons: true, path: `/api/materials/${TOWNSHIP}` },
    }),
    data('POST /api/materials/:division', 'answer', {
      ...{ action: 'send', owner: { division: TOWNSHIP, office: 'township' } },
      ...{ path: `/api/materials/${TOWNSHIP}`, body: {} },
    }),
    ...persons(conflicts, conflicts, 'conflict', { owner: county, path: `/api/conflicts/${COUNTY}` }),
    data(`POST ${conflicts}/:number/settlements`, 'conflict', {
      ...{ action: 'send', owner: county },
      ...{ path: `/api/conflicts/${COUNTY}/${CASE}/settlements`, body: { grounds: '两县核实' } },
    }),
    ...persons(corrections, corrections, 'name-list', { owner: LIST, path: ofOffice('corrections') }),
    ...persons(roster, `${roster}/whole`, 'name-list', { owner: LIST, path: ofOffice('roster') }),
    data(`POST ${roster}/search`, 'name-list', {
      ...{ owner: LIST, persons: true, path: `${ofOffice('roster')}/search`, body: { wanted: '李一甲' } },
    }),
    data('GET /api/comparison/:division/:office', 'name-list', {
      ...{ owner: CITY_LIST, path: `/api/comparison/${CITY}/civil-affairs` },
    }),
    ...persons(lacking, lacking, 'name-list', {
      ...{ owner: CITY_LIST, path: lacked(compared), absent: lacked('none') },
    }),
    data('GET /api/balances/:division', 'counts', { owner: county, path: `/api/balances/${COUNTY}` }),
    data('GET /api/returns/:division/:period/sums', 'statistics', {
      ...{ owner: county, path: `/api/returns/${COUNTY}/${PERIOD}/sums` },
    }),
    data('POST /api/urges', 'timeliness', {
      ...{ action: 'send', owner: LIST, path: '/api/urges' },
      body: { ...LIST, matter: 'held', ref: 'none' },
    }),
    data('POST /api/timeliness/urges', 'timeliness', {
      ...{ action: 'send', owner: LIST, path: '/api/timeliness/urges' },
      body: { ...LIST, form: 'dibao-new', year: 2099 },
    }),
    data('GET /api/people', 'account', {
      ...{ action: 'oversee', owner: county, path: `/api/people?division=${COUNTY}` },
    }),
    data('GET /api/people/:division/:id', 'account', {
      ...{ action: 'oversee', owner: county, path: `/api/people/${COUNTY}/${account}` },
      absent: `/api/people/${COUNTY}/${NOBODY}`,
    }),
    data('GET /api/keys', 'api-key', { action: 'administer', path: '/api/keys' }),
    data('GET /api/webhooks', 'webhook', { action: 'administer', path: '/api/webhooks' }),
    data('GET /api/webhooks/:id', 'webhook', {
      ...{ action: 'administer', owner: county, path: `/api/webhooks/${webhook}`, absent: `/api/webhooks/${NOBODY}` },
    }),
    data('GET /api/audit', 'audit', { action: 'verify', path: '/api/audit' }),
    data('GET /api/audit/entries', 'audit', { action: 'verify', path: '/api/audit/entries' }),
    data('GET /api/audit/entries/:seq', 'audit', { action: 'verify', path: '/api/audit/entries/1' }),
  ]
}
