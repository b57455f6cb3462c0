/** Pensions in batches: claimed once, whatever county, until they are drawn or resumed (docs/cases.md#batches). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run as handle } from '../../functions/batch/run.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { idNumber } from '../../samples/id-number.ts'
import { BatchRow, Excluded } from '../../schemas/records/batch.ts'
import type { CountyFacts, MaterialsAnswer, RowResult, Settlement } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import { DAY, HERE, person, policy, THERE } from '../rules/determination/perfect-person.ts'
import { signature } from '../signature.ts'
import { dynalite, type Engine } from '../stores/engines.ts'
import { PayingCity } from './paying-city.ts'

let engine: Engine
let city: PayingCity
beforeAll(async () => {
  engine = await dynalite()
  city = new PayingCity(engine)
  await city.begin()
})
afterAll(() => engine.stop())

const AT = `${DAY}T05:00:00.000Z`
const said = (order: string) => ({ order, case: `${HERE}-2018-00100`, at: AT, day: DAY })
const materials: MaterialsAnswer = { ...said('b'), collected: 'complete', isVerified: true, verifiedOn: DAY }
const resume: Settlement = { ...said('z'), choice: 'resume', grounds: '对方县未发放', basis: {} }
const done: RowResult = {
  ...{ order: 'a', row: 1, kind: 'claim', year: 2018, fen: 0, result: '00', day: DAY },
  ...{ at: AT, approvedAt: `${DAY}T01:00:00.000Z` },
}
const elder = (one: Person, i: number, own: CountyFacts = {}, theirs?: CountyFacts): Person => ({
  ...one,
  id: idNumber('440222', '1950-01-31', i),
  cases: { [HERE]: { materials, ...own }, ...(theirs && { [THERE]: theirs }) },
})
const ABROAD = { county: THERE, batch: `${THERE}-2018-001` }

async function prepared(serial: number, count: number, change: (one: Person, i: number) => Person) {
  const made = await city.closed(serial, count, change)
  await handle(city.deps, { type: 'prepare', county: HERE, batch: made.batch })
  return made
}
async function approved(batch: string) {
  await city.approve(batch)
  await handle(city.deps, { type: 'approve', county: HERE, batch })
  const { state, frozen, excluded } = (await city.deps.batches.get(HERE, batch))!
  return {
    state,
    frozen: frozen && [frozen.rows, frozen.claims, frozen.fen],
    rows: frozen ? await thaw(city.deps.outbox, frozen, BatchRow) : [],
    excluded: excluded ? await thaw(city.deps.outbox, excluded, Excluded) : [],
  }
}

test('both kinds in one batch, each under its own claim; whom another county claims meanwhile is left out', async () => {
  const { batch, persons } = await prepared(1, 5, (one, i) => (i < 2 ? one : elder(one, i)))
  await city.deps.payments.claim(persons[4]!.key, 'benefit', ABROAD)
  const { rows, frozen, excluded } = await approved(batch)
  expect(frozen).toEqual([4, 2, 24_000])
  expect(rows.map(({ business, fen }) => [business, fen]).sort()).toEqual([
    ['claim', 0],
    ['claim', 0],
    ['renewal', 12_000],
    ['renewal', 12_000],
  ])
  expect(excluded).toEqual([{ key: persons[4]!.key, reason: 'in-flight' }])
  const keys = persons.map(({ key }) => key)
  const [years, pensions] = [await city.deps.payments.get(keys, 2018), await city.deps.payments.get(keys, 'benefit')]
  expect([...years.keys()].sort()).toEqual(keys.slice(0, 2))
  const own = [...pensions].filter(([, claim]) => claim.batch === batch)
  expect(own.map(([key]) => key).sort()).toEqual(keys.slice(2, 4))
  const request = (await city.deps.funding.list(HERE)).find(({ id }) => id === batch)
  expect(request).toMatchObject({ total: 24_000, requested: 24_000 })
})

test('a pension that another county has done waits, and is claimed here once this county resumes', async () => {
  const { batch, persons } = await city.closed(2, 2, (one, i) =>
    elder(one, i, i === 1 ? { settlements: [resume] } : {}, { results: { [ABROAD.batch]: done } }),
  )
  const keys = persons.map(({ key }) => key)
  for (const key of keys) await city.deps.payments.claim(key, 'benefit', ABROAD)
  await handle(city.deps, { type: 'prepare', county: HERE, batch })
  const { rows } = await approved(batch)
  expect(rows.map(({ key }) => key)).toEqual([keys[1]])
  const claims = await city.deps.payments.get(keys, 'benefit')
  expect(keys.map((key) => claims.get(key)!.batch)).toEqual([ABROAD.batch, batch])
})

test('approval that died behind its claims freezes the same rows, of an elder too who has drawn a pension in between', async () => {
  const earlier = { county: HERE, batch: `${HERE}-2017-009` }
  const { batch, persons } = await city.closed(6, 2, (one, i) => elder(one, i, { results: { [earlier.batch]: done } }))
  for (const { key } of persons) {
    await city.deps.payments.claim(key, 'benefit', earlier)
    await city.deps.payments.reopen(key, earlier)
  }
  await handle(city.deps, { type: 'prepare', county: HERE, batch })
  for (const { key } of persons) await city.deps.payments.claim(key, 'benefit', { county: HERE, batch })
  const { rows, excluded } = await approved(batch)
  expect(excluded).toEqual([])
  expect(rows.map(({ key }) => key).sort()).toEqual(persons.map(({ key }) => key).sort())
})

test('a row names the settlements that stood when its batch was approved', async () => {
  const basis = { names: ['张三', '李四'] }
  const name: Settlement = {
    ...said('n'),
    choice: 'name',
    reason: 'name-conflict',
    name: '李四',
    grounds: '户口簿',
    basis,
  }
  const { batch } = await prepared(5, 2, (one, i) => {
    const { lists } = person({ lists: { [`${HERE}#tekun`]: { name: '李四' } } })
    return i === 0 ? one : { ...one, lists, cases: { [HERE]: { settlements: [name] } } }
  })
  const { rows } = await approved(batch)
  expect(rows.map((row) => [row.name, row.restsOn])).toEqual([
    ['张三', undefined],
    ['李四', ['n']],
  ])
})

test('who settles a case after it was prepared does not approve its row: another batch takes it', async () => {
  const settled: Settlement = {
    ...{ ...said('n'), choice: 'name', reason: 'name-conflict', name: '李四', grounds: '户口簿' },
    ...{ basis: { names: ['张三', '李四'] }, by: signature('经办人') },
  }
  const { batch, persons } = await prepared(7, 2, (one, i) => {
    const { lists } = person({ lists: { [`${HERE}#tekun`]: { name: '李四' } } })
    return i === 0 ? one : { ...one, lists, cases: { [HERE]: { settlements: [settled] } } }
  })
  const again = { ...settled, order: 'o', at: `${DAY}T03:00:00.000Z`, by: signature('复核人') }
  await city.deps.people.put([{ ...persons[1]!, cases: { [HERE]: { settlements: [settled, again] } } }])
  const { rows, excluded } = await approved(batch)
  expect([rows.map(({ name }) => name), excluded]).toEqual([['张三'], [{ key: persons[1]!.key, reason: 'review' }]])
})

test('after the last payment day pensions are claimed, and a batch with contributions is sent back', async () => {
  const lastPaymentDays = [{ year: 2018, day: '2018-06-05' }]
  const mixed = await prepared(3, 2, (one, i) => (i < 1 ? one : elder(one, i)))
  await city.deps.policies.put({ ...policy, version: policy.version + 1, lastPaymentDays })
  expect(await approved(mixed.batch)).toMatchObject({ state: 'returned', rows: [] })
  const { batch } = await prepared(4, 2, (one, i) => (i < 1 ? one : elder(one, i)))
  expect((await approved(batch)).rows.map(({ business }) => business)).toEqual(['claim'])
})
