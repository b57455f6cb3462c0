/** Determination runs of a county: `RUN#<county>` / id. */
import { DeterminationRun, isMonthClose, type MonthClose } from '../../schemas/records/determination-run.ts'
import { before, RUN_STEPS } from '../../schemas/states.ts'
import type { WorkTable } from '../aws/work.ts'
import { notePeriod } from './periods.ts'

export interface DeterminationRuns {
  /** False for a repeat of the same request. */
  create(run: DeterminationRun): Promise<boolean>
  get(county: string, id: string): Promise<DeterminationRun | undefined>
  closes(county: string, period?: string): Promise<MonthClose[]>
  open(county: string): Promise<DeterminationRun[]>
  /** False where the round has begun. */
  beginRound(
    run: DeterminationRun,
    round: NonNullable<DeterminationRun['round']>,
    compared?: DeterminationRun['compared'],
  ): Promise<boolean>
  waitFor(run: DeterminationRun, uploads: readonly string[]): Promise<void>
  unitDone(county: string, id: string, shard: number): Promise<DeterminationRun>
  /** The first snapshot stands. */
  freeze(
    run: DeterminationRun,
    frozen: Required<Pick<DeterminationRun, 'snapshot' | 'cases' | 'frozenAt'>> &
      Pick<DeterminationRun, 'reviews' | 'unpaid'>,
  ): Promise<DeterminationRun>
  finish(run: DeterminationRun): Promise<void>
}

const FINISHABLE = before(RUN_STEPS, 'done')

/** A close that was done with nothing came too late: its month had been submitted. */
const isClose = ({ state, snapshot }: DeterminationRun) => state !== 'done' || snapshot !== undefined

const key = (county: string, id: string) => ({ pk: `RUN#${county}`, sk: id })

export function runs(work: WorkTable): DeterminationRuns {
  const list = async (county: string, of = {}) =>
    (await work.list(`RUN#${county}`, of)).map((item) => DeterminationRun.parse(item))
  return {
    async create(run) {
      if (run.period) await notePeriod(work, run.period)
      return work.putNew(key(run.county, run.id), DeterminationRun.parse(run))
    },
    async get(county, id) {
      const item = await work.get(key(county, id))
      return item && DeterminationRun.parse(item)
    },
    // The id of a month close begins with its month.
    closes: async (county, period) =>
      (await list(county, period === undefined ? {} : { prefix: `${period}-` })).filter(isMonthClose).filter(isClose),
    open: async (county) => (await list(county)).filter(({ state }) => state === 'open'),
    async beginRound(run, round, compared) {
      const { ok } = await work.update(key(run.county, run.id), {
        set: { round, unitsDone: undefined, rounds: run.rounds + 1, ...(compared && { compared }) },
        condition: '#rounds = :before',
        values: { before: run.rounds },
      })
      return ok
    },
    async waitFor(run, uploads) {
      await work.update(key(run.county, run.id), { set: { waitingFor: uploads } })
    },
    async unitDone(county, id, shard) {
      const { after } = await work.update(key(county, id), { add: { unitsDone: new Set([shard]) } })
      return DeterminationRun.parse(after)
    },
    async freeze(run, frozen) {
      const at = key(run.county, run.id)
      await work.update(at, { set: frozen, condition: 'attribute_not_exists(#snapshot)' })
      return DeterminationRun.parse(await work.get(at))
    },
    async finish(run) {
      await work.update(key(run.county, run.id), {
        set: { state: 'done', waitingFor: undefined },
        condition: `#state IN (${FINISHABLE.map((state) => `:${state}`).join(', ')})`,
        values: Object.fromEntries(FINISHABLE.map((state) => [state, state])),
      })
    },
  }
}
