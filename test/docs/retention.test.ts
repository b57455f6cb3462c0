/** docs/retention.md knows everything that is stored, and the policy's months as they are. */
import { expect, test } from 'vitest'
import { LEAST_MONTHS, Retention } from '../../schemas/records/retention.ts'
import { codesAt, codesIn, filesOf, tableAt, textOf } from './documents.ts'

const matchesIn = (room: RegExp, pattern: RegExp): string[] => {
  const texts = filesOf('.ts').filter((path) => room.test(path))
  return [...new Set(texts.flatMap((path) => [...textOf(path).matchAll(pattern)].map(([, found]) => found!)))].sort()
}

test('every item has a line: what its partition, or beside a person its sort key, begins with', () => {
  const partitions = matchesIn(/^stores\//, /\bpk(?:Of)?(?: =|:) ?[^'`\n]*['`]([A-Z][A-Z#-]*)/g)
  const besidePersons = matchesIn(/^stores\/(people|payments)\//, /\bsk: \{ S: ['`]([A-Z][A-Z#]*)/g)
  expect(partitions.length).toBeGreaterThan(20)
  const listed = codesAt('docs/retention.md#items').filter((code) => /^[A-Z#-]+$/.test(code))
  const runs = matchesIn(/^stores\/upkeep\/retention/, /const RUNS = '(\w+)'/g)
  expect(listed.sort()).toEqual([...new Set([...partitions, ...besidePersons, ...runs])].sort())
})

test('every folder of the outbox has a line', () => {
  const rooms = /^functions\/(?!web|deadlines|retention|sweep)/
  const folders = matchesIn(rooms, /`([a-z]+)\/\$\{/g)
  const beside = matchesIn(/^functions\/intake\/return-rows/, /keyOf\(upload, '(\w+)'/g)
  const copies = matchesIn(/^functions\/web\/(readings\/hand-out|sending\/chosen-files)/, /`([a-z]+)\/\$\{/g)
  const known = matchesIn(/^stores\/objects\/instructions/, /`([a-z]+)\/\$\{/g)
  const all = new Set([...folders, ...beside, ...copies, ...known])
  expect(codesAt('docs/retention.md#objects').sort()).toEqual([...all].sort())
})

test('the policy’s months and least months are those of the code', () => {
  const written = tableAt('docs/retention.md#policy').map(([key = '', months, least]) => [
    codesIn(key)[0],
    Number(months),
    Number(least),
  ])
  const months: Record<string, number> = Retention.parse({})
  expect(written).toEqual(Object.entries(LEAST_MONTHS).map(([key, least]) => [key, months[key], least]))
})

test('what ends by the policy names a key of it', () => {
  const rows = [...tableAt('docs/retention.md#items'), ...tableAt('docs/retention.md#objects')]
  const nightly = rows.filter(([, , by = '']) => by.startsWith('nightly run'))
  const keys = new Set(nightly.flatMap(([, end = '']) => codesIn(end)))
  expect([...keys].sort()).toEqual(Object.keys(LEAST_MONTHS).sort())
})
