/** What came in for what is owed: `SUBMISSION#<period>` / obligation id. A few hundred bytes an obligation, for ever. */
import { Fault } from '../schemas/fault.ts'
import { Submission } from '../schemas/records/obligation.ts'
import { notePeriod } from './periods.ts'
import type { WorkTable } from './work.ts'

/** The first that meets the obligation, else the latest that does not; an upload that is taken back is none. */
export interface Submissions {
  /** @returns whether it stands now. Of an upload that stood, and meets the obligation no more, what others say is lost. */
  record(submission: Submission): Promise<boolean>
  /** A nil return that is no list of its own is none any more, now or since before; false where there was none. */
  takeBackNil(owed: Omit<Submission, 'time' | 'state'>): Promise<boolean>
  get(owed: Omit<Submission, 'time' | 'state'>): Promise<Submission | undefined>
  /** Of a month, by obligation id. */
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
        // One that is taken back leaves its place to whatever is recorded next.
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
