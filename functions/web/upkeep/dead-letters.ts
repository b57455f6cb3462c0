/** What the hub could not work off, as the sweep counted it last. */
import type { DeadLetters } from '../../../schemas/records/dead-letters.ts'
import type { WebDeps } from '../deps.ts'

/** Milliseconds; sweeps are an hour apart, as the alarm of one that was missed has it. */
const LATE = 3 * 3_600_000

export interface DeadLettersNow extends DeadLetters {
  readonly messages: number
  /** Nobody has counted for hours: there may be more. */
  readonly isLate: boolean
}

/** None where they were never counted. */
export async function deadLettersNow({ deadLetterCounts, now }: WebDeps): Promise<DeadLettersNow | undefined> {
  const counted = await deadLetterCounts.get()
  if (!counted) return undefined
  const messages = counted.queues.reduce((sum, queue) => sum + queue.messages, 0)
  return { ...counted, messages, isLate: Date.parse(counted.at) + LATE < now().getTime() }
}
