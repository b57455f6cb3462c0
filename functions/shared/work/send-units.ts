/** Shards get their units; repeats change nothing. */

import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { headOf, type Upload } from '../../../schemas/records/upload.ts'
import type { SentUnits } from '../../../schemas/records/work-units.ts'
import type { MatchQueue } from '../../../stores/aws/queues.ts'

/** @param attempt the queue drops names seen within five minutes */
export async function sendUnits(matchQueue: MatchQueue, cause: Upload, sent: SentUnits, attempt = ''): Promise<void> {
  const { division, id: upload, day, requestedAt } = cause
  const { version, key, ranges, at = requestedAt, taken, registers } = sent
  const takenBy = new Map(taken?.ranges.map(({ shard, start, end }) => [shard, { key: taken.key, start, end }]))
  const head = headOf(division, cause.form)
  const isPlayed = shanghaiDay(requestedAt) !== day
  await matchQueue.send(
    ranges.map(({ shard, start, end }) => ({
      id: `${upload}#${version}.${shard}${attempt}`,
      message: {
        type: 'facts' as const,
        ...{ key, start, end, shard, day, at, head, version, division, upload },
        ...(takenBy.has(shard) && { taken: takenBy.get(shard) }),
        ...(registers && { registers }),
        ...(isPlayed && { playedOn: day }),
      },
    })),
  )
}
