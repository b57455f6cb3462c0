/** Duties as data, the routes that each may use, and the tables of docs/duties.md that come from them. */
import { expect, test } from 'vitest'
import { may } from '../../rules/access/may.ts'
import type { Does } from '../../schemas/access.ts'
import { Office } from '../../schemas/codes.ts'
import { DUTIES, Duty, isPublic, type Role, SCOPES, Scope, SEEN } from '../../schemas/duties.ts'
import { ROUTES } from '../every-route.ts'
import { textOf } from './documents.ts'

const rows = (cells: readonly (readonly string[])[]) => cells.map((row) => `| ${row.join(' | ')} |`).join('\n')

const list = (offices: readonly Office[] = []) => offices.join(', ')

const ROLES: readonly Role[] = [...Duty.options, ...Scope.options]

/** Whoever has the duty and the route's thing within reach: some office, at some level, of some office's thing. */
function dutiesFor({ action, resource, persons }: Does): Role[] {
  const divisions = ['440200', '440222', '440222100']
  return ROLES.filter((duty) =>
    divisions.some((division) =>
      Office.options.some((office) =>
        // Some acts are on what is of another level only.
        divisions.some((of) =>
          may(
            { division, office, duties: [duty] },
            { action, resource, persons: persons === true },
            { division: action === 'send-back' || resource === 'conflict' ? of : division, office },
          ),
        ),
      ),
    ),
  )
}

const tables = `${rows([
  ['duty', 'offices', 'sees', 'may', 'what', 'whose'],
  Array(6).fill('---'),
  ...[...DUTIES, ...SCOPES].flatMap(({ duty, offices, sees, may: acts }) =>
    (acts.length > 0 ? acts : [{ actions: [], resource: '', whose: '' }]).map(({ actions, resource, whose }) => [
      ...[duty, list(offices) || 'all', sees],
      ...[actions.join(', '), resource, whose],
    ]),
  ),
])}

${rows([
  [
    'thing',
    'its sender',
    'in its township',
    'in its county',
    'in the city, of its own',
    'by the county',
    'by the city',
  ],
  Array(7).fill('---'),
  ...Object.entries(SEEN).map(([resource, { owner, inTownship, inCounty, inCity, byCounty, byCity }]) => [
    ...[resource, owner ? 'yes' : ''],
    ...[inTownship, inCounty, inCity, byCounty, byCity].map(list),
  ]),
])}

${rows([
  ['route', 'action', 'on', ...Duty.options, ...Scope.options.map((scope) => `API key: ${scope}`)],
  Array(ROLES.length + 3).fill('---'),
  ...ROUTES.map(({ method, path, does }) => [
    ...[`${method} \`${path}\``, does.action, does.resource],
    ...Duty.options.map((duty) => (isPublic(does) ? 'anybody' : dutiesFor(does).includes(duty) ? 'yes' : '')),
    ...Scope.options.map((scope) => (path.startsWith('/api/') && dutiesFor(does).includes(scope) ? 'yes' : '')),
  ]),
])}
`

test('the tables of docs/duties.md are the data as they are (written by `--update`)', async () => {
  const [prose] = textOf('docs/duties.md').split(/(?=^\|)/m)
  await expect(prose + tables).toMatchFileSnapshot(new URL('../../docs/duties.md', import.meta.url).pathname)
})

test('every route is of some duty, but for links in letters', () => {
  const left = ROUTES.filter(({ does }) => dutiesFor(does).length === 0 && !isPublic(does))
  expect(left.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  expect([...new Set(ROUTES.filter(({ does }) => isPublic(does)).map(({ path }) => path))].sort()).toEqual([
    '/api/openapi.json',
    '/assets/:name',
    '/invitations/:token',
    '/invitations/:token/code',
    '/invitations/:token/passkey',
    '/invitations/:token/passkey/answer',
    '/nil/:token',
    '/sign-in',
    '/sign-in/code',
    '/sign-in/identity',
    '/sign-in/identity/callback',
    '/sign-in/passkey',
    '/sign-in/passkey/answer',
    '/sign-in/password',
    '/sign-out',
    '/templates/:file',
  ])
})

const WATCHERS: readonly Role[] = ['leader', 'administrator', 'security', 'auditor']

test('who sees no persons is shown no route with persons, and nobody both prepares and approves', () => {
  for (const { does } of ROUTES.filter((route) => route.does.persons))
    expect(dutiesFor(does).some((duty) => [...WATCHERS, ...Scope.options].includes(duty))).toBe(false)
  for (const action of ['prepare', 'approve'] as const)
    expect(dutiesFor({ action, resource: 'batch' })).toEqual([action === 'prepare' ? 'preparer' : 'approver'])
  expect(Duty.options).toEqual([...textOf('docs/access.md').matchAll(/^\| `([a-z]+)` /gm)].map(([, duty]) => duty))
})

test('docs/access.md has every route that shows persons, and no other', () => {
  const rows = [
    ...textOf('docs/access.md').matchAll(/^\| (GET|POST) `([^`]+)` +\| (masked|one whole|all whole|file) +\|/gm),
  ]
  const shown = new Map(rows.map(([, method, path, how]) => [`${method} ${path}`, how]))
  const showing = ROUTES.filter(({ does, refusedShows }) => does.persons || refusedShows)
  expect([...shown.keys()].sort()).toEqual(showing.map(({ method, path }) => `${method} ${path}`).sort())
  for (const { method, path, does } of showing)
    expect([path, shown.get(`${method} ${path}`) === 'file']).toEqual([path, does.file === true])
})
