/** Duties as data, the routes that each may use, and the tables of docs/duties.md that come from them. */
import { expect, test } from 'vitest'
import { ROUTES } from '../../functions/web/routes.ts'
import { DUTIES, dutiesFor, isPublic } from '../../schemas/duties.ts'
import { textOf } from './documents.ts'

const rows = (cells: readonly (readonly string[])[]) => cells.map((row) => `| ${row.join(' | ')} |`).join('\n')

const tables = `${rows([
  ['duty', 'offices', 'persons', 'may', 'what', 'whose'],
  Array(6).fill('---'),
  ...DUTIES.flatMap(({ duty, offices = ['all'], persons, may }) =>
    may.map(({ actions, resource, whose }) => [
      ...[duty, offices.join(', '), persons ? 'yes' : ''],
      ...[actions.join(', '), resource, whose],
    ]),
  ),
])}

${rows([
  ['route', ...DUTIES.map(({ duty }) => duty)],
  Array(DUTIES.length + 1).fill('---'),
  ...ROUTES.map(({ method, path, does }) => [
    `${method} \`${path}\``,
    ...DUTIES.map(({ duty }) => (isPublic(does) ? 'anybody' : dutiesFor(does).includes(duty) ? 'yes' : '')),
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
    '/assets/:name',
    '/invitations/:token',
    '/invitations/:token/code',
    '/nil/:token',
    '/sign-in',
    '/sign-in/code',
    '/sign-out',
    '/templates/:file',
  ])
})

test('who sees no persons is shown no route with persons, and nobody both prepares and approves', () => {
  for (const { does } of ROUTES.filter((route) => route.does.persons))
    expect(dutiesFor(does).some((duty) => ['leader', 'administrator', 'security', 'auditor'].includes(duty))).toBe(
      false,
    )
  for (const action of ['prepare', 'approve'] as const)
    expect(dutiesFor({ action, resource: 'batch' })).toEqual([action === 'prepare' ? 'preparer' : 'approver'])
  expect(DUTIES.map(({ duty }) => duty)).toEqual(
    [...textOf('docs/access.md').matchAll(/^\| `([a-z]+)` /gm)].map(([, duty]) => duty),
  )
})
