/** Submissions for obligations: `SUBMISSION#<period>` / obligation id. */
import { Fault } from '../../schemas/fault.ts'
import { Submission } from '../../schemas/records/obligation.ts'
import type { WorkTable } from '../aws/work.ts'
import { notePeriod } from '../months/periods.ts'

/** The first submission that meets the obligation stands, else the latest. */
export interface Submissions {
  /** @returns whether the submission stands */
  record(submission: Submission): Promise<boolean>
  takeBackNil(owed: Omit<Submission, 'time' | 'state'>): Promise<boolean>
  get(owed: Omit<Submission, 'time' | 'state'>): Promise<Submission | undefined>
  ofPeriod(period: string): Promise<Map<string, Submission>>
}

export function submissions(work: WorkTable): Submissions {
  return {
    async record(submission) {
      const { state, time, upload } = submission
      if (state === 'requested') throw new Fault('not-settled', 'an upload that is not settled is no submission')
      const meets = state === 'accepted' || state === 'nil'
      if (state === 'nil') await notePeriod(work, submission.period)
      const own = upload === undefined ? [] : ['#upload = :upload']
      const others = {
        met: ['attribute_not_exists(#met)', '#met = :unmet', '#time > :time'],
        unmet: ['attribute_not_exists(#met)', '(#met = :unmet AND #time < :time)'],
        none: [],
      }[meets ? 'met' : state === 'withdrawn' ? 'none' : 'unmet']
      const { ok } = await work.update(keyOf(submission), {
        // A withdrawn submission makes room for the next one.
        set: { ...Submission.parse(submission), upload, met: state === 'withdrawn' ? undefined : meets ? 1 : 0 },
        condition: [...others, ...own].join(' OR '),
        values: { ...(state !== 'withdrawn' && { unmet: 0, time }), ...(upload !== undefined && { upload }) },
      })
      return ok
    },
    async takeBackNil(owed) {
      const { ok } = await work.update(keyOf(owed), {
        set: { state: 'withdrawn', met: undefined },
        condition: '#state = :nil AND attribute_not_exists(#upload)',
        names: ['upload'],
        values: { nil: 'nil' },
      })
      if (ok) return true
      const item = await work.get(keyOf(owed))
      return item?.state === 'withdrawn' && item.upload === undefined
    },
    async get(owed) {
      const item = await work.get(keyOf(owed))
      return item && standing(item)
    },
    ofPeriod: async (period) =>
      new Map(
        (await work.list(`SUBMISSION#${period}`)).flatMap((item) => {
          const found = standing(item)
          return found ? [[String(item.sk), found] as const] : []
        }),
      ),
  }
}

function standing(item: Record<string, unknown>): Submission | undefined {
  const found = Submission.parse(item)
  return found.state === 'withdrawn' ? undefined : found
}

function keyOf({ division, office, form, period, ref }: Omit<Submission, 'time' | 'state'>) {
  const sk = [division, office, form, period, ...(ref === undefined ? [] : [ref])].join('/')
  return { pk: `SUBMISSION#${period}`, sk }
}
