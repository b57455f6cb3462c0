/** A list is taken out as if never sent, by its office or its second person. */
import { submissionOf } from '../../../rules/deadlines/submission-of.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { type MonthReturn, standingVersion } from '../../../schemas/records/month-return.ts'
import { headOf, isAnswerForm, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'

type Deps = Pick<WebDeps, 'uploads' | 'submissions' | 'heads' | 'runs' | 'returns' | 'intakeQueue' | 'now'>

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
  { uploads, submissions, intakeQueue, now }: Deps,
  { division, id, by, reason }: Asked,
  sentBack: boolean,
  from: readonly Upload['state'][],
): Promise<void> {
  const withdrawn = { by, at: now().toISOString(), sentBack, ...(reason && { reason }) }
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

/** A close, whether submitted or not, rests on every list that was in the roster then: what is not is decided anew. */
async function refuseIfUsed(deps: Deps, { division, form, id, state }: Upload): Promise<void> {
  const { heads, runs, now } = deps
  if (state !== 'accepted' && state !== 'held') return
  const { lists, forgotten = 0 } = await heads.get(headOf(division, form))
  const own = lists.find((l) => l.upload === id)
  if (!own && forgotten > 0) throw refuse('list-too-old-to-withdraw')
  const placedAt = own?.at
  if (!placedAt) return
  const closes = await runs.closes(division)
  const resting = closes.filter(({ snapshot, frozenAt, at }) => !snapshot || (frozenAt ?? at) >= placedAt)
  const at = now().toISOString()
  for (const [period, own] of Map.groupBy(resting, (close) => close.period)) {
    const ids = new Set(own.map((close) => close.id))
    await refuseIfSubmitted(deps, { division, period }, ids)
    // Who submits at the same moment finds nothing closed, or is found to have submitted.
    if (!(await deps.returns.undraw({ division, period }, at))) await refuseIfSubmitted(deps, { division, period }, ids)
  }
}

async function refuseIfSubmitted(
  { returns }: Pick<Deps, 'returns'>,
  { division, period }: Pick<MonthReturn, 'division' | 'period'>,
  resting: ReadonlySet<string>,
): Promise<void> {
  const run = standingVersion(await returns.get(division, period))?.drawn?.run
  if (run !== undefined && resting.has(run)) throw refuse('list-in-submitted-month')
}
