/** Every route with a thing of somebody's: whose, and what is done to it, as docs/rules.md#who-sees-what has it. */
import type { Owner } from '../../rules/access/may.ts'
import type { Action, Resource } from '../../schemas/access.ts'
import { CITY, COUNTY, TOWNSHIPS } from '../faults/lists.ts'
import { type AccessCity, PERIOD } from './access-city.ts'
import type { AccessRow, Act } from './access-row.ts'
import { accountRows } from './account-rows.ts'
import { dataRows } from './data-rows.ts'
import { moneyRows } from './money-rows.ts'
import { statisticsRows } from './statistics-rows.ts'
import { supervisionRows } from './supervision-rows.ts'

type Said = `${Action} ${Resource}` | `${Action} ${Resource} of persons`

function act(said: Said): Act {
  const [action, resource, persons] = said.split(' ') as [Action, Resource, string | undefined]
  return { action, resource, persons: persons !== undefined }
}

const LIST = { division: COUNTY, office: 'civil-affairs' } as const
const CITY_LIST = { ...LIST, division: CITY } as const
const county: Owner = { division: COUNTY }
const agency: Owner = { ...county, office: 'social-insurance' }
const TOWNSHIP = TOWNSHIPS[COUNTY]?.[0] ?? ''

/** Far from any month, so that an act that may be done is refused and leaves the city as it is. */
const NEVER = '2099-01'
const signed = { by: '某某', reason: '原因是这样', seen: 'x', purpose: 'batch' }

export function accessRows(city: AccessCity): AccessRow[] {
  const row = (
    route: string,
    said: Said,
    owner: Owner | undefined,
    more: Omit<AccessRow, 'route' | 'act' | 'owner'>,
  ) => ({
    ...{ route, act: act(said), ...(owner && { owner }) },
    ...more,
  })
  /** One of the caller's own office, whatever it is. */
  const own = (route: string, said: Said, path: string, body?: AccessRow['body']) =>
    row(route, said, undefined, { path, ...(body && { body }) })
  const open = (route: string, path: string, body?: AccessRow['body']): AccessRow => ({
    ...{ route, open: true, act: act('see portal'), path },
    ...(body && { body }),
  })
  /** A thing below a path, by its number. */
  const of = (route: string, said: Said, owner: Owner, id: string, body?: AccessRow['body']) => {
    const path = (one: string) =>
      (route.split(' ')[1] ?? '').replace(/:(division|county)/, COUNTY).replace(':id', encodeURIComponent(one))
    return row(route, said, owner, { path: path(id), absent: path('none'), ...(body && { body }) })
  }
  const upload = (route: string, said: Said, id = city.accepted[0] ?? '') => of(route, said, LIST, id, signed)
  const compared = (method: string, below = '') => {
    const path = (id: string) => `/uploads/${CITY}/${id}/compared/${COUNTY}${below}`
    return row(`${method} /uploads/:division/:id/compared/:county${below}`, 'see name-list of persons', CITY_LIST, {
      ...{ path: path(city.compared), absent: path('none') },
      ...(method === 'POST' && { body: signed }),
    })
  }
  const mail = (route: string) => {
    const path = (id: string) => (route.split(' ')[1] ?? '').replace(':id', id)
    const fresh = async () => path(await city.mail())
    return row(route, 'administer mail', LIST, { path: fresh, absent: path('none'), body: {} })
  }
  const policy = (route: string, path: string, absent?: string, body?: AccessRow['body']) =>
    row(route, 'administer policy', { division: CITY }, { path, ...(absent && { absent }), ...(body && { body }) })
  const deadLetters = (path: string) => row(`GET ${path}`, 'administer dead-letter', { division: CITY }, { path })
  const output = (method: 'GET' | 'POST', base: string, folder: string, said: Said, owner: Owner) =>
    row(`${method} ${base}/:division/:period/:folder/:name`, said, owner, {
      path: `${base}/${COUNTY}/${city.outputs[folder]}`,
      ...(method === 'POST' && { body: { purpose: 'inspection' } }),
    })
  /** By the API and by the page. */
  const asksFor = (folder: string, said: Said, owner: Owner) =>
    ['/api/outputs', '/outputs'].map((base) => output('POST', base, folder, said, owner))
  const link = (base: '/files' | '/api/files') =>
    row(`GET ${base}/:token`, 'see portal', undefined, {
      ...{ path: async (by) => `${base}/${by ? await city.link(by) : 'none'}`, absent: `${base}/none` },
    })
  const cases = (route: string, said: Said, body?: AccessRow['body']) => {
    const path = (route.split(' ')[1] ?? '').replace(':county', COUNTY).replace(':number', `${COUNTY}-2018-00001`)
    return [row(route, said, county, { path, ...(body && { body }) })]
  }
  const closing = { county: COUNTY, period: NEVER }
  const nil = { ...LIST, form: 'dibao-new', list: 'civil-affairs/dibao-new', period: NEVER }
  const newFile = { ...LIST, form: 'dibao-new', period: NEVER, fileName: 'a.csv', size: 1 }
  return [
    row('POST /api/uploads', 'send name-list', LIST, { path: '/api/uploads', body: newFile }),
    own('GET /api/uploads', 'see name-list', '/api/uploads'),
    upload('GET /api/uploads/:division/:id', 'see name-list'),
    upload('POST /api/uploads/:division/:id/confirm', 'confirm name-list'),
    upload('POST /api/uploads/:division/:id/sending-back', 'confirm name-list'),
    upload('POST /api/uploads/:division/:id/withdrawal', 'take-back name-list', city.requested),
    upload('POST /api/uploads/:division/:id/discard', 'take-back name-list'),
    upload('POST /api/uploads/:division/:id/tick-off', 'report name-list', city.requested),
    upload('GET /api/uploads/:division/:id/endings', 'see name-list of persons'),
    upload('GET /api/uploads/:division/:id/endings', 'see name-list of persons', city.held),
    upload('POST /api/uploads/:division/:id/returned', 'see returned-rows of persons'),
    upload('POST /uploads/:division/:id/returned', 'see returned-rows of persons'),
    upload('GET /uploads/:division/:id/rows', 'see returned-rows of persons'),
    upload('POST /uploads/:division/:id/rows', 'see returned-rows of persons'),
    upload('POST /uploads/:division/:id/rows/send', 'send name-list'),
    row('POST /api/nil-returns', 'report name-list', LIST, { path: '/api/nil-returns', body: nil }),
    row('POST /api/nil-returns/withdrawal', 'take-back name-list', LIST, {
      ...{ path: '/api/nil-returns/withdrawal', body: nil },
    }),
    row('POST /api/month-closes', 'close outcomes', county, { path: '/api/month-closes', body: closing }),
    row('POST /api/redeterminations', 'close outcomes', county, { path: '/api/redeterminations', body: closing }),
    of('GET /api/determination-runs/:county/:id', 'see outcomes', county, city.run),
    row('GET /api/returns/:division/:period', 'see statistics', county, { path: `/api/returns/${COUNTY}/${PERIOD}` }),
    own('GET /returns', 'see portal', '/returns'),
    ...statisticsRows(),
    ...supervisionRows(city.order),
    row('GET /returns/:division/:period', 'see statistics', county, { path: `/returns/${COUNTY}/${PERIOD}` }),
    row('GET /returns/:division/:period/versions/:version', 'see statistics', county, {
      ...{ path: `/returns/${COUNTY}/${PERIOD}/versions/1`, absent: `/returns/${COUNTY}/${PERIOD}/versions/9` },
    }),
    row('GET /returns/:division/:period/versions/:version/tables/:file', 'see statistics', county, {
      ...{
        path: `/returns/${COUNTY}/${PERIOD}/versions/1/tables/total.xlsx`,
        absent: `/returns/${COUNTY}/${PERIOD}/versions/9/tables/total.xlsx`,
      },
    }),
    row('POST /returns/:division/:period/submit', 'submit statistics', county, {
      ...{ path: `/returns/${COUNTY}/${NEVER}/submit`, body: { seen: 'x' } },
    }),
    row('POST /returns/:division/:period/versions/:version/send-back', 'send-back statistics', county, {
      ...{ path: `/returns/${COUNTY}/${PERIOD}/versions/9/send-back`, body: { reason: '原因是这样' } },
    }),
    row('POST /api/return-submissions', 'submit statistics', county, {
      ...{ path: '/api/return-submissions', body: { division: COUNTY, period: NEVER, seen: 'x' } },
    }),
    row('POST /api/returns-sent-back', 'send-back statistics', county, {
      path: '/api/returns-sent-back',
      body: { division: COUNTY, period: NEVER, version: 1, reason: '原因是这样' },
    }),
    row('POST /api/batches', 'prepare batch', county, {
      ...{ path: '/api/batches', body: { county: COUNTY, run: 'none', by: '某某' } },
    }),
    row('GET /api/batches/:county', 'see batch', agency, { path: `/api/batches/${COUNTY}` }),
    of('GET /api/batches/:county/:id', 'see batch', agency, city.batch),
    of('POST /api/batches/:county/:id/approve', 'approve batch', county, city.batch, signed),
    of('POST /api/batches/:county/:id/return', 'approve batch', county, city.batch, signed),
    of('POST /api/batches/:county/:id/withdrawal', 'prepare batch', county, city.batch, signed),
    own('GET /api/outputs/:division', 'see portal', `/api/outputs/${COUNTY}`),
    ...asksFor('township', 'see materials-notice of persons', { division: TOWNSHIP }),
    ...asksFor('bank', 'see payment-instruction of persons', county),
    ...asksFor('finance', 'see funding-request of persons', county),
    ...asksFor('ledger', 'see ledger of persons', county),
    output('GET', '/api/outputs', 'statistics', 'see statistics', county),
    link('/files'),
    link('/api/files'),
    own('GET /api/timeliness', 'see timeliness', '/api/timeliness?year=2018'),
    own('GET /api/timeliness/:file', 'see timeliness', '/api/timeliness/2018.xlsx'),
    own('GET /api/requests', 'see answer', '/api/requests'),
    own('GET /api/notices/open', 'administer mail', '/api/notices/open'),
    mail('POST /api/notices/open/:id/close'),
    policy('GET /api/policy', '/api/policy'),
    policy('POST /api/policy', '/api/policy', undefined, {}),
    policy('GET /api/policy/drafts/:id', `/api/policy/drafts/${city.draft}`, '/api/policy/drafts/none'),
    policy(
      'POST /api/policy/drafts/:id/preview',
      `/api/policy/drafts/${city.draft}/preview`,
      '/api/policy/drafts/none/preview',
      {},
    ),
    policy(
      'POST /api/policy/drafts/:id/confirm',
      `/api/policy/drafts/${city.draft}/confirm`,
      '/api/policy/drafts/none/confirm',
      signed,
    ),
    policy('GET /api/policy/versions', '/api/policy/versions'),
    policy('GET /api/policy/versions/:version', '/api/policy/versions/1', '/api/policy/versions/99'),
    policy(
      'POST /api/policy/versions/:version/restore',
      '/api/policy/versions/1/restore',
      '/api/policy/versions/99/restore',
      {},
    ),
    open('GET /api/openapi.json', '/api/openapi.json'),
    open('GET /sign-in', '/sign-in'),
    open('POST /sign-in', '/sign-in', { name: 'a@b.example', password: 'x' }),
    open('GET /sign-in/code', '/sign-in/code'),
    open('POST /sign-in/code', '/sign-in/code', { code: '123456' }),
    open('GET /sign-in/password', '/sign-in/password'),
    open('POST /sign-in/password', '/sign-in/password', { password: 'x', again: 'x' }),
    open('POST /sign-in/passkey', '/sign-in/passkey', {}),
    open('POST /sign-in/passkey/answer', '/sign-in/passkey/answer', { answer: '{}' }),
    own('POST /account/passkeys/new', 'see portal', '/account/passkeys/new', { name: 'x' }),
    own('POST /account/passkeys', 'see portal', '/account/passkeys', { name: 'x', answer: '{}' }),
    own('GET /account/password', 'see portal', '/account/password'),
    own('POST /account/password', 'see portal', '/account/password', {
      present: 'x',
      password: 'x',
      again: 'x',
      code: '000000',
    }),
    own('POST /account/recovery-codes', 'see portal', '/account/recovery-codes', {}),
    own('POST /account/authenticator/new', 'see portal', '/account/authenticator/new', {}),
    own('POST /account/authenticator', 'see portal', '/account/authenticator', { sealed: 'x', code: '000000' }),
    own('POST /account/passkeys/remove', 'see portal', '/account/passkeys/remove', { ref: '0'.repeat(16) }),
    open('POST /invitations/:token/passkey', '/invitations/none/passkey', { code: '123456' }),
    open('POST /invitations/:token/passkey/answer', '/invitations/none/passkey/answer', { answer: '{}' }),
    open('POST /sign-in/identity', '/sign-in/identity', {}),
    open('GET /sign-in/identity/callback', '/sign-in/identity/callback?state=none'),
    own('POST /account/identity', 'see portal', '/account/identity', {}),
    own('POST /account/identity/end', 'see portal', '/account/identity/end', {}),
    open('POST /sign-out', '/sign-out', {}),
    own('GET /account', 'see portal', '/account'),
    own('GET /account/session', 'see portal', '/account/session'),
    own('POST /account/session', 'see portal', '/account/session', {}),
    own('GET /audit', 'verify audit', '/audit'),
    own('POST /audit/search', 'verify audit', '/audit/search', {}),
    own('POST /audit/entries.xlsx', 'verify audit', '/audit/entries.xlsx', {}),
    own('POST /audit/check', 'verify audit', '/audit/check', {}),
    own('GET /audit/entries/:seq', 'verify audit', '/audit/entries/1'),
    row('POST /cases/:county/cases.xlsx', 'see outcomes of persons', county, {
      ...{ path: `/cases/${COUNTY}/cases.xlsx`, body: { purpose: 'enrolment' } },
    }),
    row('POST /conflicts/:county/conflicts.xlsx', 'see conflict of persons', county, {
      ...{ path: `/conflicts/${COUNTY}/conflicts.xlsx`, body: { purpose: 'enrolment' } },
    }),
    row('POST /corrections/:division/:office/corrections.xlsx', 'see name-list of persons', LIST, {
      ...{ path: `/corrections/${COUNTY}/civil-affairs/corrections.xlsx`, body: { purpose: 'enrolment' } },
    }),
    row('POST /cases/:county/reviews/form.xlsx', 'see batch of persons', county, {
      ...{ path: `/cases/${COUNTY}/reviews/form.xlsx`, body: { purpose: 'enrolment' } },
    }),
    ...['whole', 'village'].map((page) => {
      const said = { path: `/materials/${TOWNSHIP}/${page}`, body: { purpose: 'enrolment' } }
      return row(`POST /materials/:division/${page}`, 'see materials-notice of persons', { division: TOWNSHIP }, said)
    }),
    row(
      'POST /materials/:division/form.xlsx',
      'see materials-notice of persons',
      { division: TOWNSHIP },
      {
        ...{ path: `/materials/${TOWNSHIP}/form.xlsx`, body: { purpose: 'enrolment' } },
      },
    ),
    ...['', '/api'].map((base) => {
      const [path = '', absent = ''] = [city.person, '0'.repeat(30)].map(
        (key) => `${base}/persons/${COUNTY}/${key}/notice`,
      )
      const said = { path, absent, body: { purpose: 'enquiry' } }
      return row(`POST ${base}/persons/:county/:person/notice`, 'see outcomes of persons', county, said)
    }),
    ...['', '/api'].map((base) => {
      const end = base && '/search'
      const said = { path: `${base}/persons/${COUNTY}${end}`, body: { wanted: `${COUNTY}-2018-00001` } }
      return row(`POST ${base}/persons/:county${end}`, 'see outcomes of persons', county, said)
    }),
    row('GET /persons/:county', 'see outcomes of persons', county, { path: `/persons/${COUNTY}` }),
    ...['', '/api'].flatMap((base) => {
      const [path, absent] = [city.person, '0'.repeat(30)].map((key) => `${base}/persons/${COUNTY}/${key}`)
      const end = base && '/file'
      const said = { path: `${path}${end}`, absent: `${absent}${end}`, body: { purpose: 'enquiry' } }
      return row(`POST ${base}/persons/:county/:person${end}`, 'see outcomes of persons', county, said)
    }),
    row('GET /persons/:county/:person', 'see outcomes of persons', county, {
      ...{ path: `/persons/${COUNTY}/${city.person}`, absent: `/persons/${COUNTY}/${'0'.repeat(30)}` },
    }),
    row('GET /persons/:county/:person/looks', 'see ledger of persons', county, {
      ...{ path: `/persons/${COUNTY}/${city.person}/looks`, absent: `/persons/${COUNTY}/${'0'.repeat(30)}/looks` },
    }),
    ...accountRows(city),
    ...moneyRows(),
    own('GET /keys', 'administer api-key', '/keys'),
    own('GET /keys/list.xlsx', 'administer api-key', '/keys/list.xlsx'),
    own('POST /keys', 'administer api-key', '/keys', { name: 'x', office: 'bank', until: NEVER }),
    row('POST /keys/:id/revoke', 'administer api-key', county, {
      ...{ path: `/keys/${city.key}/revoke`, absent: `/keys/${'0'.repeat(16)}/revoke`, body: {} },
    }),
    own('GET /webhooks', 'administer webhook', '/webhooks'),
    own('GET /webhooks/list.xlsx', 'administer webhook', '/webhooks/list.xlsx'),
    own('POST /webhooks', 'administer webhook', '/webhooks', { office: 'bank', url: 'ftp://x/' }),
    row('GET /webhooks/:id', 'administer webhook', county, {
      ...{ path: `/webhooks/${city.webhook}`, absent: `/webhooks/${'0'.repeat(16)}` },
    }),
    ...['test', 'replay', 'revoke'].map((act) =>
      row(`POST /webhooks/:id/${act}`, 'administer webhook', county, {
        ...{ path: `/webhooks/${city.webhook}/${act}`, absent: `/webhooks/${'0'.repeat(16)}/${act}`, body: {} },
      }),
    ),
    open('GET /invitations/:token', '/invitations/none'),
    open('POST /invitations/:token', '/invitations/none', {}),
    open('POST /invitations/:token/code', '/invitations/none/code', { code: '123456' }),
    own('GET /', 'see portal', '/'),
    own('GET /api/tasks', 'see portal', '/api/tasks'),
    open('GET /templates/:file', '/templates/dibao.xlsx'),
    open('GET /assets/:name', '/assets/style.css'),
    own('GET /nil-returns', 'see name-list', '/nil-returns'),
    own('GET /lists', 'see name-list', '/lists'),
    own('GET /roster', 'see portal', '/roster'),
    row('GET /roster/:division/:office', 'see name-list of persons', LIST, { path: `/roster/${COUNTY}/civil-affairs` }),
    row('POST /roster/:division/:office', 'see name-list of persons', LIST, {
      ...{ path: `/roster/${COUNTY}/civil-affairs`, body: { wanted: '李一甲' } },
    }),
    ...['whole', 'persons.xlsx'].map((below) =>
      row(`POST /roster/:division/:office/${below}`, 'see name-list of persons', LIST, {
        ...{ path: `/roster/${COUNTY}/civil-affairs/${below}`, body: signed },
      }),
    ),
    row('GET /comparison/:division/:office', 'see name-list', CITY_LIST, {
      path: `/comparison/${CITY}/civil-affairs`,
    }),
    ...['GET', 'POST'].map((method) => compared(method)),
    compared('POST', '/persons.xlsx'),
    own('GET /lists/list.xlsx', 'see name-list', '/lists/list.xlsx'),
    own('GET /batches/list.xlsx', 'see batch', '/batches/list.xlsx'),
    own('GET /returns/list.xlsx', 'see portal', '/returns/list.xlsx'),
    own('GET /orders/list.xlsx', 'see answer', '/orders/list.xlsx'),
    own('POST /lists/files', 'send name-list', '/lists/files', {}),
    own('POST /lists/sent', 'send name-list', '/lists/sent', {}),
    own('GET /lists/sent', 'see name-list', '/lists/sent'),
    own('GET /outputs', 'see name-list', '/outputs'),
    own('GET /month', 'see counts', '/month'),
    own('GET /batches', 'see batch', '/batches'),
    own('GET /persons', 'see portal', '/persons'),
    row('POST /batches', 'prepare batch', county, { path: '/batches', body: { run: `${COUNTY}/none`, by: '某某' } }),
    upload('GET /uploads/:division/:id', 'see name-list'),
    upload('POST /uploads/:division/:id/endings.xlsx', 'see name-list of persons'),
    upload('GET /uploads/:division/:id/endings', 'see name-list of persons', city.held),
    upload('POST /uploads/:division/:id/endings', 'see name-list of persons', city.held),
    upload('POST /uploads/:division/:id/confirm', 'confirm name-list'),
    upload('POST /uploads/:division/:id/send-back', 'confirm name-list'),
    upload('POST /uploads/:division/:id/withdraw', 'take-back name-list', city.requested),
    upload('POST /uploads/:division/:id/tick-off', 'report name-list', city.requested),
    upload('POST /uploads/:division/:id/discard', 'take-back name-list'),
    row('GET /closing', 'close outcomes', county, { path: `/closing?county=${COUNTY}&period=${PERIOD}` }),
    row('POST /month-closes', 'close outcomes', county, { path: '/month-closes', body: closing }),
    own('GET /cases', 'see portal', '/cases'),
    row('GET /cases/:county', 'see outcomes of persons', county, { path: `/cases/${COUNTY}` }),
    row('GET /api/cases/:county', 'see outcomes of persons', county, { path: `/api/cases/${COUNTY}` }),
    ...dataRows(city),
    own('GET /conflicts', 'see portal', '/conflicts'),
    row('GET /conflicts/:county', 'see conflict of persons', county, { path: `/conflicts/${COUNTY}` }),
    row('POST /conflicts/:county', 'see conflict of persons', county, { path: `/conflicts/${COUNTY}`, body: signed }),
    row('POST /conflicts/:county/:number/settlements', 'send conflict', county, {
      ...{ path: `/conflicts/${COUNTY}/${COUNTY}-2018-00001/settlements`, body: { grounds: '两县核实' } },
    }),
    own('GET /corrections', 'see portal', '/corrections'),
    row('GET /corrections/:division/:office', 'see name-list of persons', LIST, {
      path: `/corrections/${COUNTY}/civil-affairs`,
    }),
    row('POST /corrections/:division/:office', 'see name-list of persons', LIST, {
      ...{ path: `/corrections/${COUNTY}/civil-affairs`, body: signed },
    }),
    own('GET /materials', 'see portal', '/materials'),
    row(
      'GET /materials/:division',
      'see materials-notice of persons',
      { division: TOWNSHIP },
      {
        path: `/materials/${TOWNSHIP}`,
      },
    ),
    row(
      'POST /materials/:division',
      'send answer',
      { division: TOWNSHIP, office: 'township' },
      {
        ...{ path: `/materials/${TOWNSHIP}`, body: {} },
      },
    ),
    ...cases('GET /cases/:county/:number', 'see outcomes of persons'),
    ...cases('POST /cases/:county/:number', 'see outcomes of persons', signed),
    ...cases('POST /cases/:county/:number/settlements', 'send settlement', {}),
    ...cases('POST /cases/:county/:number/confirmations', 'send settlement', {}),
    of('GET /batches/:county/:id', 'see batch of persons', county, city.batch),
    of('POST /batches/:county/:id', 'see batch of persons', county, city.batch, signed),
    of('POST /batches/:county/:id/approve', 'approve batch', county, city.batch, signed),
    of('POST /batches/:county/:id/return', 'approve batch', county, city.batch, signed),
    of('POST /batches/:county/:id/withdraw', 'prepare batch', county, city.batch, signed),
    of('GET /batches/:county/:id/unanswered', 'see batch of persons', county, city.batch),
    of('POST /batches/:county/:id/unanswered', 'prepare batch', county, city.batch, {
      'row-1': 'on',
      grounds: '银行无答复',
    }),
    of('POST /batches/:county/:id/unanswered/close', 'approve batch', county, city.batch, { 'row-1': 'on' }),
    of('POST /batches/:county/:id/unanswered/keep', 'approve batch', county, city.batch, { 'row-1': 'on' }),
    own('GET /timeliness', 'see answer', '/timeliness?year=2018'),
    own('GET /notices', 'see portal', '/notices'),
    own('GET /notices/list.xlsx', 'see portal', '/notices/list.xlsx'),
    own('GET /api/notices', 'see portal', '/api/notices'),
    own('GET /mails', 'administer mail', '/mails'),
    own('GET /mails/list.xlsx', 'administer mail', '/mails/list.xlsx'),
    deadLetters('/dead-letters'),
    deadLetters('/api/dead-letters'),
    mail('POST /mails/:id/close'),
    open('GET /nil/:token', '/nil/none'),
    open('POST /nil/:token', '/nil/none', {}),
    row('GET /nil-returns/:division/:office/:form/:period', 'see name-list', LIST, {
      path: `/nil-returns/${COUNTY}/civil-affairs/dibao-new/${PERIOD}`,
    }),
    row('POST /nil-returns', 'report name-list', LIST, { path: '/nil-returns', body: nil }),
    row('POST /nil-returns/withdrawal', 'take-back name-list', LIST, { path: '/nil-returns/withdrawal', body: nil }),
    policy('GET /policy', '/policy'),
    policy('POST /policy', '/policy', undefined, {}),
    policy('GET /policy/drafts/:id', `/policy/drafts/${city.draft}`, '/policy/drafts/none'),
    policy(
      'POST /policy/drafts/:id/preview',
      `/policy/drafts/${city.draft}/preview`,
      '/policy/drafts/none/preview',
      {},
    ),
    policy(
      'POST /policy/drafts/:id/confirm',
      `/policy/drafts/${city.draft}/confirm`,
      '/policy/drafts/none/confirm',
      signed,
    ),
    policy('GET /policy/versions/:version', '/policy/versions/1', '/policy/versions/99'),
    policy('POST /policy/versions/:version/restore', '/policy/versions/1/restore', '/policy/versions/99/restore', {}),
    // Whoever ends their sessions asks nothing afterwards.
    own('POST /account/sessions/end', 'see portal', '/account/sessions/end', {}),
  ]
}
