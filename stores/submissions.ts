/** What came in for what is owed: `SUBMISSION#<period>` / obligation id. A few hundred bytes an obligation, for ever. */
import { Submission } from '../schemas/obligation.ts'
import type { WorkTable } from './work.ts'

/** The first that meets the obligation, else the latest that does not. */
export interface Submissions {
  record(submission: Submission): Promise<void>
  /** Of a month, by obligation id. */
  ofPeriod(period: string): Promise<Map<string, Submission>>
}

export function submissions(work: WorkTable): Submissions {
  return {
    async record(submission) {
      const { state, time, period } = submission
      if (state === 'requested') throw new Error('an upload that is not settled is no submission')
      const key = { pk: `SUBMISSION#${period}`, sk: idOf(submission) }
      const meets = state === 'accepted' || state === 'nil'
      await work.update(key, {
        set: { ...Submission.parse(submission), met: meets ? 1 : 0 },
        condition: meets
          ? 'attribute_not_exists(#met) OR #met = :unmet OR #time > :time'
          : 'attribute_not_exists(#met) OR (#met = :unmet AND #time < :time)',
        values: { unmet: 0, time },
      })
    },
    ofPeriod: async (period) =>
      new Map((await work.list(`SUBMISSION#${period}`)).map((item) => [String(item.sk), Submission.parse(item)])),
  }
}

function idOf({ division, office, form, period, ref }: Submission): string {
  return [division, office, form, period, ...(ref === undefined ? [] : [ref])].join('/')
}
