/** An upload is settled: what it means for what its office owes, and a letter about it. Safe to repeat. */
import { submissionOf } from '../../rules/deadlines/submission-of.ts'
import type { Upload } from '../../schemas/upload.ts'
import { allEnded } from '../../stores/in-chunks.ts'
import type { DeadlinesQueue } from '../../stores/queues.ts'
import type { Submissions } from '../../stores/submissions.ts'

export type Settled = (upload: Upload) => Promise<void>

/** @param deadlines absent in a hub that sends no letters */
export function settled(submissions: Submissions, deadlines: DeadlinesQueue | undefined): Settled {
  return async (upload) => {
    const { division, id, state } = upload
    await allEnded<unknown>([
      submissions.record(submissionOf(upload)),
      deadlines?.send({ type: 'upload.settled', division, upload: id }, division, `${id}.${state}`),
    ])
  }
}
