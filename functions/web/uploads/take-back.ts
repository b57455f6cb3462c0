/** A list is taken out as if never sent, by its office or its second person. */
import type { Kept } from '../../../pages/uploads/take-back-form.tsx'
import { submissionOf } from '../../../rules/deadlines/submission-of.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { type MonthReturn, standingVersion } from '../../../schemas/records/month-return.ts'
import { headOf, isAnswerForm, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'

type Deps = Pick<WebDeps, 'uploads' | 'submissions' | 'heads' | 'runs' | 'returns' | 'intakeQueue' | 'now' | 'dayOf'>

interface Asked {
  readonly division: string
  readonly id: string
  readonly by: Signature
  readonly reason?: string | undefined
}

/** @throws 409 where it was refused, is taken back, too old, or part of a submitted month */
export async function takeBack(deps: Deps, asked: Asked): Promise<void> {
  const upload = found(await deps.uploads.get(asked.division, asked.id))
  if (isAnswerForm(upload.form)) throw refuse('answer-stands')
  if (upload.state === 'refused') throw refuse('list-refused')
  await refuseIfUsed(deps, upload)
  await takeOut(deps, asked, false, ['accepted', 'held'])
}

/** @throws 409 where it does not wait, is too old, or part of a submitted month */
export async function sendBack(deps: Deps, asked: Asked): Promise<void> {
  await refuseIfUsed(deps, found(await deps.uploads.get(asked.division, asked.id)))
  await takeOut(deps, asked, true, ['held'])
}

async function takeOut(
  { uploads, submissions, intakeQueue, now, dayOf }: Deps,
  { division, id, by, reason }: Asked,
  sentBack: boolean,
  from: readonly Upload['state'][],
): Promise<void> {
  const at = now()
  const withdrawn = { by, at: at.toISOString(), day: dayOf(at), sentBack, ...(reason && { reason }) }
  const isTaken = await uploads.withdraw(division, id, withdrawn, from)
  const upload = found(await uploads.get(division, id))
  if (!isTaken && !isTakenOut(upload, withdrawn)) throw refuse(sentBack ? 'list-not-waiting' : 'list-withdrawn')
  await intakeQueue.send({ type: 'list.withdrawn', division, upload: id })
  // Whoever says 零报告 next is not told that there is a list; intake takes it out of the roster.
  await submissions.record(submissionOf({ ...upload, state: 'withdrawn' }))
}

/** A repeat replaces a lost message. */
function isTakenOut({ withdrawn }: Upload, { by, sentBack, reason }: NonNullable<Upload['withdrawn']>): boolean {
  if (withdrawn?.by.account !== by.account) return false
  return withdrawn.sentBack === sentBack && withdrawn.reason === reason
}

/** Why a list can be neither taken back nor sent back; undefined where it can. */
export async function keptFor(
  deps: Pick<Deps, 'heads' | 'runs' | 'returns'>,
  upload: Upload,
): Promise<Kept | undefined> {
  const resting = await restingOn(deps, upload)
  if (resting === 'forgotten') return 'list-too-old-to-withdraw'
  const used = await Promise.all(
    [...resting].map(([period, closes]) => isSubmittedWith(deps, { division: upload.division, period }, closes)),
  )
  return used.includes(true) ? 'list-in-submitted-month' : undefined
}

async function refuseIfUsed(deps: Deps, upload: Upload): Promise<void> {
  const resting = await restingOn(deps, upload)
  if (resting === 'forgotten') throw refuse('list-too-old-to-withdraw')
  const at = deps.now().toISOString()
  for (const [period, closes] of resting) {
    const of = { division: upload.division, period }
    const refuseIfSubmitted = async () => {
      if (await isSubmittedWith(deps, of, closes)) throw refuse('list-in-submitted-month')
    }
    await refuseIfSubmitted()
    // Who submits at the same moment finds nothing closed, or is found to have submitted.
    if (!(await deps.returns.undraw(of, at))) await refuseIfSubmitted()
  }
}

/** Ids of closes by their month. */
type Resting = ReadonlyMap<string, ReadonlySet<string>>

/** A close, whether submitted or not, rests on every list that was in the roster then: what is not is decided anew. */
async function restingOn(
  { heads, runs }: Pick<Deps, 'heads' | 'runs'>,
  { division, form, id, state }: Upload,
): Promise<Resting | 'forgotten'> {
  if (state !== 'accepted' && state !== 'held') return new Map()
  const { lists, forgotten = 0 } = await heads.get(headOf(division, form))
  const own = lists.find((l) => l.upload === id)
  if (!own && forgotten > 0) return 'forgotten'
  const placedAt = own?.at
  if (!placedAt) return new Map()
  const closes = await runs.closes(division)
  const resting = closes.filter(({ snapshot, frozenAt, at }) => !snapshot || (frozenAt ?? at) >= placedAt)
  const byMonth = Map.groupBy(resting, ({ period }) => period)
  return new Map([...byMonth].map(([period, of]) => [period, new Set(of.map((close) => close.id))]))
}

async function isSubmittedWith(
  { returns }: Pick<Deps, 'returns'>,
  { division, period }: Pick<MonthReturn, 'division' | 'period'>,
  closes: ReadonlySet<string>,
): Promise<boolean> {
  const run = standingVersion(await returns.get(division, period))?.drawn?.run
  return run !== undefined && closes.has(run)
}
