/** A settled upload counts towards what its office owes; a letter tells of it, and offices' own systems hear of it. */
import { submissionOf } from '../../../rules/deadlines/submission-of.ts'
import { isCanary } from '../../../schemas/canary.ts'
import { isDone, type Upload } from '../../../schemas/records/upload.ts'
import { allEnded } from '../../../stores/aws/in-chunks.ts'
import type { DeadlinesQueue, WebhooksQueue } from '../../../stores/aws/queues.ts'
import type { Submissions } from '../../../stores/uploads/submissions.ts'
import type { Uploads } from '../../../stores/uploads/uploads.ts'
import { noteVerdict } from '../../shared/work/verdict.ts'

export type Settled = (upload: Upload) => Promise<void>

interface Deps {
  readonly submissions: Submissions
  readonly uploads: Pick<Uploads, 'get' | 'list'>
  readonly deadlinesQueue: DeadlinesQueue
  readonly webhooksQueue: WebhooksQueue
}

export function settled(deps: Deps): Settled {
  return async (upload) => {
    const { division, id, state, notified, settledAt } = upload
    if (settledAt && !notified && isDone(upload)) noteVerdict('intake', upload, settledAt)
    // It has no office that owes anything or is told.
    if (isCanary(division)) return
    const as = `${state}${notified ? `.${notified.version}` : ''}`
    await allEnded<unknown>([
      submit(deps, upload),
      deps.deadlinesQueue.send({ type: 'upload.settled', division, upload: id }, as),
      deps.webhooksQueue.send([{ type: 'upload.settled', division, upload: id, state: as }]),
    ])
  }
}

async function submit(deps: Deps, upload: Upload): Promise<void> {
  await record(deps, upload)
  // Another call may have settled and recorded it otherwise in between.
  const now = await deps.uploads.get(upload.division, upload.id)
  if (now && now.state !== upload.state && now.state !== 'requested') await record(deps, now)
}

/** A list that no longer counts leaves its place to others. */
async function record({ submissions, uploads }: Deps, upload: Upload): Promise<void> {
  const { division, office, form, period, id, state } = upload
  const stands = await submissions.record(submissionOf(upload))
  if (!stands || state === 'accepted' || state === 'refused') return
  const isOther = (u: Upload) =>
    u.id !== id && u.division === division && u.office === office && u.form === form && u.period === period
  for (const other of await uploads.list(division))
    if (isOther(other) && other.state !== 'requested') await submissions.record(submissionOf(other))
}
