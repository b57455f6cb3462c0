/** docs/permissions.md is what the template grants. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { PERSON } from '../../functions/shared/stages/grants.ts'
import { type Granted, granted } from './granted.ts'
import { synthesised } from './hub-template.ts'

beforeAll(synthesised)

const READ = /:(Get|BatchGet|Query|Scan|List|Decrypt|Receive)/
const WRITE = /:(Put|Update|BatchWrite|PartiQLInsert|Send|Publish|GenerateDataKey)/
const REMOVE = /:(Delete|BatchWrite)/
const rows = (cells: readonly (readonly string[])[]) => cells.map((row) => `| ${row.join(' | ')} |`).join('\n')

/** @param thingsOf what one grant is about, of those that a table shows */
function table(name: string, thingsOf: (one: Granted) => readonly string[]): string {
  const all = granted()
  const things = [...new Set(all.flatMap(thingsOf))].sort()
  const who = (thing: string, which: (action: string) => boolean) => {
    const own = all.filter((one) => thingsOf(one).includes(thing) && one.actions.some(which))
    return [...new Set(own.map(({ fn }) => fn))].sort().join(', ')
  }
  return rows([
    [name, 'reads', 'writes', 'deletes'],
    Array(4).fill('---'),
    ...things.map((thing) => [
      `\`${thing}\``,
      who(thing, (action) => READ.test(action)),
      who(thing, (action) => WRITE.test(action)),
      who(thing, (action) => REMOVE.test(action)),
    ]),
  ])
}

const itemsOf = (store: string) => (one: Granted) =>
  one.things.includes(store) ? (one.keys ?? ['*']).map((key) => (key === PERSON ? '<h>' : key)) : []
const objectsOf = ({ things }: Granted) => things.filter((thing) => /^(in|out)box\/|^audit\//.test(thing))

test('docs/permissions.md says what the template grants (written by `--update`)', async () => {
  const others = ({ things }: Granted) =>
    things.filter((thing) => /^(queue|dead letters|topic|secret|key|mail)\b/.test(thing))
  const unnamed = granted().flatMap(({ things }) => things.filter((thing) => thing.startsWith('{')))
  expect(unnamed).toEqual([])
  const tables = [
    table('items of `people`', itemsOf('people')),
    table('items of `work`', itemsOf('work')),
    table('objects', objectsOf),
    table('other', others),
  ]
  const path = new URL('../../docs/permissions.md', import.meta.url).pathname
  const [prose] = readFileSync(path, 'utf8').split(/(?=^\|)/m)
  await expect(`${prose}${tables.join('\n\n')}\n`).toMatchFileSnapshot(path)
})
