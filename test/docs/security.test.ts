/** The tables of docs/security/ answer every line of their standards, by tests that exist. */
import { expect, test } from 'vitest'
import { Instant } from '../../schemas/codes.ts'
import { ROUTES } from '../every-route.ts'
import { filesOf, sectionsOf, tableAt, textOf } from './documents.ts'

const STATES = /^(met|not applicable|open)$/

/** A line's number, its state and what the cell behind says. */
type Answer = readonly [line: string, state: string, how: string]

const anchorsOf = (path: string, of: RegExp) => [...sectionsOf(textOf(path)).keys()].filter((anchor) => of.test(anchor))
const asvs: Answer[] = anchorsOf('docs/security/asvs.md', /^v\d+-/).flatMap((anchor) =>
  tableAt(`docs/security/asvs.md#${anchor}`).map(([line = '', , , state = '', how = '']): Answer => [line, state, how]),
)
const mlps: Answer[] = anchorsOf('docs/security/mlps.md', /^814/).flatMap((anchor) =>
  tableAt(`docs/security/mlps.md#${anchor}`).map(
    ([item = '', , state = '', how = '']): Answer => [`${anchor.replace(/-.*/, '')}${item}`, state, how],
  ),
)

/** `2.1` has three lines at levels 1 and 2: 5.0.0 numbers them by section, level 3 in between. */
const ASVS = [
  ...['2.1.1-3', '2.2.1-3', '2.3.1-4', '2.4.1'],
  ...['6.1.1-3', '6.2.1-12', '6.3.1-4', '6.4.1-4', '6.5.1-5', '6.6.1-3', '6.8.1-4'],
  ...['7.1.1-3', '7.2.1-4', '7.3.1-2', '7.4.1-5', '7.5.1-2', '7.6.1-2'],
  ...['8.1.1-2', '8.2.1-3', '8.3.1', '8.4.1'],
  ...['14.1.1-2', '14.2.1-4', '14.3.1-3'],
  ...['16.1.1', '16.2.1-5', '16.3.1-4', '16.4.1-3', '16.5.1-3'],
].flatMap((run) => {
  const [, section = '', first = '', last = first] = /^(\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(run) ?? []
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => `${section}.${Number(first) + n}`)
})
/** How many items 8.1.4.1 to 8.1.4.11 have. */
const MLPS = [4, 7, 4, 6, 1, 1, 2, 2, 3, 2, 2].flatMap((items, n) =>
  Array.from('abcdefg'.slice(0, items), (item) => `814${n + 1}${item}`),
)

test('every line at levels 1 and 2 of the chapters is answered, in order', () => {
  expect(asvs.map(([line]) => line)).toEqual(ASVS)
})

test('every item of 8.1.4 is answered, in order', () => {
  expect(mlps.map(([line]) => line)).toEqual(MLPS)
})

/** `test/….test.ts` "title", "another title" */
const testsIn = (how: string) =>
  [...how.matchAll(/`(test\/[^`]+)`((?:(?:, | and | )?"[^"]+")*)/g)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => ({ file, title })),
  )

test('what is met names tests, what is not says why', () => {
  for (const [line, state, how] of [...asvs, ...mlps]) {
    expect(state, line).toMatch(STATES)
    if (state === 'met') expect(testsIn(how).length, line).toBeGreaterThan(0)
    else expect(how.length, line).toBeGreaterThan(15)
  }
})

test('every named test is there', () => {
  const files = new Set(filesOf('.test.ts'))
  const named = [...asvs, ...mlps].flatMap(([line, , how]) => testsIn(how).map((one) => ({ line, ...one })))
  expect(named.length).toBeGreaterThan(80)
  const missing = named.filter(({ file, title }) => {
    const written = files.has(file) ? textOf(file).replaceAll("\\'", "'") : ''
    return !written.includes(title)
  })
  expect(missing).toEqual([])
})

const sources = (rooms: RegExp) => filesOf('.ts', '.tsx').filter((path) => rooms.test(path))

test('chance that is a secret comes from node:crypto', () => {
  const users = sources(/^(functions|formats|stores|rules|schemas)\//).filter((path) =>
    textOf(path).includes('Math.random'),
  )
  // They only pause.
  expect(users).toEqual(['functions/intake/roster/place-list.ts', 'stores/access/audit.ts', 'stores/aws/in-chunks.ts'])
})

test('pages keep nothing in the browser but what a township has ticked', () => {
  const kept = /localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|serviceWorker/
  expect(sources(/^pages\//).filter((path) => kept.test(textOf(path)))).toEqual(['pages/assets/ticks.ts'])
})

test('fields of passwords are masked, and filled by whatever a person uses', () => {
  const fields = sources(/^pages\/access\//).flatMap((path) =>
    [...textOf(path).matchAll(/<input\b[^>]*\bname="(?:password|again|current)"[^>]*>/g)].map(([field]) => field),
  )
  expect(fields.length).toBeGreaterThan(2)
  for (const field of fields) {
    expect(field).toContain('type="password"')
    expect(field).toMatch(/autocomplete="(current|new)-password"/)
    expect(field).not.toMatch(/onpaste/i)
  }
})

test('no page asks for a hint or a secret question', () => {
  expect(sources(/^(pages|wording)\//).filter((path) => /密保|密码提示|安全问题|提示问题/.test(textOf(path)))).toEqual(
    [],
  )
})

test('no address has a field for what a person is known by', () => {
  const fields = ROUTES.flatMap(({ params, query }) => Object.entries({ ...params, ...query }))
  // `name` is that of a form or of a file made here, `person` a keyed hash.
  const telling = fields.filter(([field]) => /^(person|phone|email|idnumber|number|password|key|secret)$/i.test(field))
  expect(fields.length).toBeGreaterThan(50)
  for (const [field, schema] of telling)
    for (const text of ['11010519491231002X', '李梅', '13800000000'])
      expect(schema.safeParse(text).success, field).toBe(false)
})

test('an instant is of UTC', () => {
  expect(Instant.safeParse('2018-06-01T00:00:00.000Z').success).toBe(true)
  for (const text of ['2018-06-01T08:00:00.000+08:00', '2018-06-01T08:00:00.000'])
    expect(Instant.safeParse(text).success, text).toBe(false)
})
