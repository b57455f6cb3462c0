/** The day of what a letter about an upload tells. */
import type { Upload } from '../../schemas/records/upload.ts'
import { shanghaiDay } from './day-steps.ts'

type Settled = Pick<Upload, 'day' | 'settledAt' | 'failedAt' | 'confirmedBy' | 'confirmedOn' | 'withdrawn' | 'notified'>

/** An old list may be decided upon today. */
export function settledDay({
  day,
  settledAt,
  failedAt,
  confirmedBy,
  confirmedOn,
  withdrawn,
  notified,
}: Settled): string {
  if (failedAt) return shanghaiDay(failedAt)
  if (withdrawn) return withdrawn.day ?? shanghaiDay(withdrawn.at)
  if (notified?.isChange) return notified.day
  if (confirmedOn) return confirmedOn
  return confirmedBy && settledAt ? shanghaiDay(settledAt) : day
}
