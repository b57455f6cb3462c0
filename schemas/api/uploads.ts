/** Answers about uploads. */
import * as z from 'zod'
import { isDone, Upload } from '../records/upload.ts'

export const UploadShown = Upload.omit({
  sequence: true,
  version: true,
  notified: true,
  returnedKey: true,
  rejectionsKey: true,
  endingsKey: true,
  confirmedSeen: true,
  units: true,
  unitsDone: true,
  unitObjects: true,
  calls: true,
  awaitedBy: true,
  stuckAt: true,
  isGone: true,
}).extend({
  done: z.boolean(),
  progress: z.object({ of: z.int(), done: z.int() }),
  hasReturned: z.boolean(),
  hasEndings: z.boolean(),
  compared: z.array(z.object({ county: z.string(), both: z.int(), onlyCity: z.int(), onlyCounty: z.int() })).optional(),
})
export type UploadShown = z.infer<typeof UploadShown>

export const UploadSaid = UploadShown.extend({
  message: z.string().optional().describe('What its office is told of it, once it is settled'),
})

export function uploadShown(upload: Upload): UploadShown {
  const { units = [], unitsDone = [], returnedKey, endingsKey } = upload
  return UploadShown.parse({
    ...upload,
    done: isDone(upload),
    progress: { of: units.length, done: unitsDone.length },
    hasReturned: returnedKey !== undefined,
    hasEndings: endingsKey !== undefined,
  })
}
