/** Submissions for obligations: `SUBMISSION#<period>` / obligation id; how often a month's have changed: `SUBMISSIONS` / period. */
import { Fault } from '../../schemas/fault.ts'
import { Submission } from '../../schemas/records/obligation.ts'
import type { WorkTable } from '../aws/work.ts'
import { monthVersions, type VersionOf } from '../months/month-versions.ts'
import { notePeriod } from '../months/periods.ts'

/** The first submission that meets the obligation stands, else the latest. */
export interface Submissions {
  /** @returns whether the submission stands */
  record(submission: Submission): Promise<boolean>
  takeBackNil(owed: Omit<Submission, 'time' | 'state'>, on: string): Promise<boolean>
  get(owed: Omit<Submission, 'time' | 'state'>): Promise<Submission | undefined>
  ofPeriod(period: string): Promise<Map<string, Submission>>
  /** With what was taken back and not replaced yet. */
  everyOf(period: string): Promise<Map<string, Submission>>
  versions(): Promise<VersionOf>
  /** What was taken back, and may be owed anew. */
  takenBack(): Promise<TakenBack[]>
  /** Unless it was taken back again meanwhile. */
  forgetTakenBack(one: TakenBack): Promise<void>
}

export interface TakenBack {
  /** Of the obligation. */
  readonly id: string
  readonly times: number
}

export function submissions(work: WorkTable): Submissions {
  const everyOf = async (period: string) =>
    new Map((await work.list(`SUBMISSION#${period}`)).map((item) => [String(item.sk), Submission.parse(item)]))
  const versions = monthVersions(work, { pk: 'SUBMISSIONS' })
  const noteTakenBack = (owed: Omit<Submission, 'time' | 'state'>) =>
    work.update(takenBackKey(keyOf(owed).sk), { add: { times: 1 } })
  return {
    async record(submission) {
      const { state, time, upload } = submission
      if (state === 'requested') throw new Fault('not-settled', 'an upload that is not settled is no submission')
      const meets = state === 'accepted' || state === 'nil'
      // Of an upload its request has noted it.
      if (state === 'nil' && upload === undefined) await notePeriod(work, submission.period)
      const own = upload === undefined ? [] : ['#upload = :upload']
      const others = {
        met: ['attribute_not_exists(#met)', '#met = :unmet', '#time > :time'],
        unmet: ['attribute_not_exists(#met)', '(#met = :unmet AND #time < :time)'],
        none: [],
      }[meets ? 'met' : state === 'withdrawn' ? 'none' : 'unmet']
      const { ok } = await work.update(keyOf(submission), {
        // A withdrawn submission makes room for the next one.
        set: {
          takenBackOn: undefined,
          ...Submission.parse(submission),
          upload,
          met: state === 'withdrawn' ? undefined : meets ? 1 : 0,
        },
        condition: [...others, ...own].join(' OR '),
        values: { ...(state !== 'withdrawn' && { unmet: 0, time }), ...(upload !== undefined && { upload }) },
      })
      if (ok && state === 'withdrawn') await noteTakenBack(submission)
      await versions.note(submission.period)
      return ok
    },
    async takeBackNil(owed, on) {
      const { ok } = await work.update(keyOf(owed), {
        set: { state: 'withdrawn', met: undefined, takenBackOn: on },
        condition: '#state = :nil AND attribute_not_exists(#upload)',
        names: ['upload'],
        values: { nil: 'nil' },
      })
      const item = ok ? undefined : await work.get(keyOf(owed))
      const isBack = ok || (item?.state === 'withdrawn' && item.upload === undefined)
      if (isBack) await noteTakenBack(owed)
      await versions.note(owed.period)
      return isBack
    },
    async get(owed) {
      const item = await work.get(keyOf(owed))
      return item && standing(item)
    },
    ofPeriod: async (period) => new Map([...(await everyOf(period))].filter(([, { state }]) => state !== 'withdrawn')),
    everyOf,
    versions: versions.latest,
    takenBack: async () =>
      (await work.list(takenBackKey('').pk)).map(({ sk, times }) => ({ id: String(sk), times: Number(times) })),
    async forgetTakenBack({ id, times }) {
      await work.removeIf(takenBackKey(id), { condition: '#times = :times', names: ['times'], values: { times } })
    },
  }
}

const takenBackKey = (sk: string) => ({ pk: 'TAKEN-BACK', sk })

function standing(item: Record<string, unknown>): Submission | undefined {
  const found = Submission.parse(item)
  return found.state === 'withdrawn' ? undefined : found
}

function keyOf({ division, office, form, period, ref }: Omit<Submission, 'time' | 'state'>) {
  const sk = [division, office, form, period, ...(ref === undefined ? [] : [ref])].join('/')
  return { pk: `SUBMISSION#${period}`, sk }
}
