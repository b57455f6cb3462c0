import { expect, test } from 'vitest'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Output } from '../../schemas/records/output.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { outputs } from '../../stores/months/outputs.ts'
import { returns } from '../../stores/months/returns.ts'
import { signature } from '../signature.ts'
import { onEveryEngine } from './engines.ts'

const COUNTY = '440222'
const AT = '2018-06-06T01:00:00.000Z'
const LATER = '2018-06-07T01:00:00.000Z'

onEveryEngine((on) => {
  test('runs: made once, a round begun once, its shards counted anew, finished', async () => {
    const store = runs(on.work)
    const run: DeterminationRun = {
      ...{ id: 'r1', kind: 'redetermination', county: COUNTY, day: '2018-06-06' },
      ...{ at: AT, rounds: 0, state: 'open' },
    }
    const round = { key: 'units/1', ranges: [{ shard: 0, start: 0, end: 9 }] }
    expect(await store.create(run)).toBe(true)
    expect(await store.create({ ...run, rounds: 7 })).toBe(false)
    expect(await store.create({ ...run, id: 'r2', kind: 'month-close', period: '2018-05' })).toBe(true)
    expect((await store.closes(COUNTY)).map(({ id }) => id)).toEqual(['r2'])
    expect(await Promise.all([1, 2].map(() => store.beginRound(run, round)))).toContain(false)
    await store.unitDone(COUNTY, 'r1', 3)
    await store.unitDone(COUNTY, 'r1', 3)
    const after = await store.unitDone(COUNTY, 'r1', 12)
    expect({ ...after, unitsDone: after.unitsDone?.sort((a, b) => a - b) }).toEqual({
      ...run,
      rounds: 1,
      round,
      unitsDone: [3, 12],
    })
    expect(await store.beginRound(after, round)).toBe(true)
    expect((await store.get(COUNTY, 'r1'))?.unitsDone).toBeUndefined()
    await store.waitFor(run, ['u1'])
    expect((await store.get(COUNTY, 'r1'))?.waitingFor).toEqual(['u1'])
    const snapshot = { key: 's', sha256: 'x', rows: 1 }
    const frozen = { snapshot, cases: { key: 'c', sha256: 'z', rows: 1 }, frozenAt: AT }
    expect((await store.freeze(run, frozen)).snapshot).toEqual(snapshot)
    // Another attempt finds what was frozen before it.
    const other = { ...frozen, snapshot: { ...snapshot, sha256: 'y' }, frozenAt: LATER }
    expect((await store.freeze(run, other)).snapshot).toEqual(snapshot)
    await store.finish(run)
    expect(await store.get(COUNTY, 'r1')).toEqual({
      ...run,
      rounds: 2,
      round,
      state: 'done',
      ...frozen,
    })
  })

  test('outputs: a later one replaces, an earlier one does not', async () => {
    const output = (version: string): Output => ({
      ...{ division: COUNTY, folder: 'ledger', name: 'all.xlsx', period: '2018-05', key: `k${version}`, version },
    })
    const store = outputs(on.work)
    for (const version of ['2', '1']) await store.put(output(version))
    await store.put({ ...output('1'), folder: 'bank' })
    expect(await store.list(COUNTY)).toEqual([{ ...output('1'), folder: 'bank' }, output('2')])
    await store.put(output('3'))
    expect((await store.list(COUNTY))[1]).toEqual(output('3'))
  })

  test('returns: drawn by the latest close, submitted once, sent back, submitted anew', async () => {
    const store = returns(on.work)
    const of = { division: COUNTY, period: '2018-05' }
    const found = () => store.get(COUNTY, '2018-05')
    const drawn = (run: string, at: string) => ({
      ...{ run, day: '2018-06-06', at },
      figures: { key: run, sha256: 'x', rows: 1 },
    })
    const version = (number: number, run: string) => ({
      ...{ version: number, on: '2018-06-07', at: LATER, by: signature('李明'), drawn: drawn(run, AT) },
    })
    expect(await found()).toEqual({ ...of, versions: [], acts: 0, carriedOut: 0 })
    expect(await store.beginClose(of, { id: 'r2', at: LATER })).toBe(true)
    expect(await store.beginClose(of, { id: 'r1', at: AT })).toBe(false)
    expect([await store.draw(of, drawn('r2', LATER)), await store.draw(of, drawn('r1', AT))]).toEqual([true, false])
    const before = await found()
    expect(before).toMatchObject({ closing: 'r2', drawn: { run: 'r2' } })
    // A close that was asked for meanwhile, and somebody who was quicker.
    expect(await store.submit({ ...before, closing: 'r1' }, version(1, 'r1'))).toBe(false)
    expect(await Promise.all([1, 2].map(() => store.submit(before, version(1, 'r2'))))).toContain(false)
    expect(await found()).toMatchObject({ standing: 1, acts: 1, versions: [{ version: 1 }] })
    expect(await store.beginClose(of, { id: 'r3', at: '2018-06-08T01:00:00.000Z' })).toBe(false)
    expect(await store.draw(of, drawn('r3', '2018-06-08T01:00:00.000Z'))).toBe(false)
    const sentBack = { by: signature('王芳'), on: '2018-06-08', at: LATER, reason: '人数不对' }
    expect(await store.sendBack(before, sentBack)).toBe(false)
    expect(await store.sendBack(await found(), sentBack)).toBe(true)
    for (const acts of [2, 1]) await store.noteCarriedOut(of, acts)
    const back = await found()
    expect(back).toMatchObject({ acts: 2, carriedOut: 2, versions: [{ version: 1, sentBack }] })
    expect(back.standing).toBeUndefined()
    expect(await store.submit(back, version(2, 'r2'))).toBe(true)
    expect((await store.list(COUNTY, 5)).map(({ versions }) => versions.map((one) => one.version))).toEqual([[1, 2]])
    expect((await store.ofAll([COUNTY, '440203'], '2018-05')).map(({ standing }) => standing)).toEqual([2, undefined])
  })
})
