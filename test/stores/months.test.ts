import { expect, test } from 'vitest'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Output } from '../../schemas/records/output.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { outputs, returns } from '../../stores/months/outputs.ts'
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

  test('outputs and returns: a later one replaces, an earlier one does not', async () => {
    const output = (version: string): Output => ({
      ...{ division: COUNTY, folder: 'ledger', name: 'all.xlsx', period: '2018-05', key: `k${version}`, version },
    })
    const store = outputs(on.work)
    for (const version of ['2', '1']) await store.put(output(version))
    await store.put({ ...output('1'), folder: 'bank' })
    expect(await store.list(COUNTY)).toEqual([{ ...output('1'), folder: 'bank' }, output('2')])
    await store.put(output('3'))
    expect((await store.list(COUNTY))[1]).toEqual(output('3'))

    const sent = (run: string, submittedAt: string) => ({
      ...{ county: COUNTY, period: '2018-05', run, day: '2018-06-06', submittedAt, tables: {} },
    })
    for (const [run, at] of [
      ['r2', '2018-06-07T00:00:00Z'],
      ['r1', '2018-06-06T00:00:00Z'],
    ] as const)
      await returns(on.work).submit(sent(run, at))
    expect((await returns(on.work).list('2018-05')).map(({ run }) => run)).toEqual(['r2'])
  })
})
