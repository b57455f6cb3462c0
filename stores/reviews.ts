/** Reviews of a county's persons: `REVIEW#<county>` / id. */
import { Review } from '../schemas/messages/messages.ts'
import { notePeriod } from './periods.ts'
import type { WorkTable } from './work.ts'

export interface Reviews {
  /** False where it exists: a repeat of the same request. */
  create(review: Review): Promise<boolean>
  get(county: string, id: string): Promise<Review | undefined>
  /** Every review in which the county's month (each of its months) was closed or is being closed, by period. */
  closes(county: string, period?: string): Promise<Review[]>
  /** Every review that is not done. */
  open(county: string): Promise<Review[]>
  /** Begins a round: these persons are to be decided again. False where the round has begun already. */
  beginRound(review: Review, round: NonNullable<Review['round']>): Promise<boolean>
  waitFor(review: Review, uploads: readonly string[]): Promise<void>
  /** Adds a shard to those that are done and answers the review as it is then. */
  unitDone(county: string, id: string, shard: number): Promise<Review>
  /** Keeps what was frozen, unless something was before; answers the review as it stands. */
  freeze(review: Review, snapshot: NonNullable<Review['snapshot']>, at: string): Promise<Review>
  finish(review: Review): Promise<void>
}

const key = (county: string, id: string) => ({ pk: `REVIEW#${county}`, sk: id })

export function reviews(work: WorkTable): Reviews {
  const list = async (county: string, of = {}) =>
    (await work.list(`REVIEW#${county}`, of)).map((item) => Review.parse(item))
  return {
    async create(review) {
      if (review.period) await notePeriod(work, review.period)
      return work.putNew(key(review.county, review.id), Review.parse(review))
    },
    async get(county, id) {
      const item = await work.get(key(county, id))
      return item && Review.parse(item)
    },
    // A close's id begins with its month.
    closes: async (county, period) =>
      (await list(county, period === undefined ? {} : { prefix: `${period}-` })).filter(
        (one) => one.period !== undefined,
      ),
    open: async (county) => (await list(county)).filter(({ state }) => state === 'open'),
    async beginRound(review, round) {
      const { ok } = await work.update(key(review.county, review.id), {
        set: { round, unitsDone: undefined, rounds: review.rounds + 1 },
        condition: '#rounds = :before',
        values: { before: review.rounds },
      })
      return ok
    },
    async waitFor(review, uploads) {
      await work.update(key(review.county, review.id), { set: { waitingFor: uploads } })
    },
    async unitDone(county, id, shard) {
      const { after } = await work.update(key(county, id), { add: { unitsDone: new Set([shard]) } })
      return Review.parse(after)
    },
    async freeze(review, snapshot, frozenAt) {
      const at = key(review.county, review.id)
      await work.update(at, { set: { snapshot, frozenAt }, condition: 'attribute_not_exists(#snapshot)' })
      return Review.parse(await work.get(at))
    },
    async finish(review) {
      await work.update(key(review.county, review.id), { set: { state: 'done', waitingFor: undefined } })
    },
  }
}
