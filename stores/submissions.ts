/** What came in for what is owed: `SUBMISSION#<period>` / obligation id. A few hundred bytes an obligation, for ever. */
import { Submission } from '../schemas/obligation.ts'
import type { WorkTable } from './work.ts'

/** The first that meets the obligation, else the latest that does not. */
export interface Submissions {
  record(submission: Submission): Promise<void>
  get(owed: Omit<Submission, 'time' | 'state'>): Promise<Submission | undefined>
  /** Of a month, by obligation id. */
  ofPeriod(period: string): Promise<Map<string, Submission>>
}

export function submissions(work: WorkTable): Submissions {
  return {
    async record(submission) {
      const { state, time } = submission
      if (state === 'requested') throw new Error('an upload that is not settled is no submission')
      const meets = state === 'accepted' || state === 'nil'
      await work.update(keyOf(submission), {
        set: { ...Submission.parse(submission), met: meets ? 1 : 0 },
        condition: meets
          ? 'attribute_not_exists(#met) OR #met = :unmet OR #time > :time'
          : 'attribute_not_exists(#met) OR (#met = :unmet AND #time < :time)',
        values: { unmet: 0, time },
      })
    },
    async get(owed) {
      const item = await work.get(keyOf(owed))
      return item && Submission.parse(item)
    },
    ofPeriod: async (period) =>
      new Map((await work.list(`SUBMISSION#${period}`)).map((item) => [String(item.sk), Submission.parse(item)])),
  }
}

function keyOf({ division, office, form, period, ref }: Omit<Submission, 'time' | 'state'>) {
  const sk = [division, office, form, period, ...(ref === undefined ? [] : [ref])].join('/')
  return { pk: `SUBMISSION#${period}`, sk }
}
