/** `GET /api/uploads/…`: what an office's own system is told of an upload. Keys of objects and units stay inside. */
import * as z from 'zod'
import { isDone, Upload } from '../records/upload.ts'

export const UploadShown = Upload.omit({
  sequence: true,
  version: true,
  told: true,
  returnedKey: true,
  rejectionsKey: true,
  endingsKey: true,
  confirmedSeen: true,
  units: true,
  unitsDone: true,
  unitObjects: true,
  awaitedBy: true,
}).extend({
  /** Settled, and every person it touches is decided. */
  done: z.boolean(),
  /** Parts of its persons that have to be decided, and that are. */
  progress: z.object({ of: z.int(), done: z.int() }),
  /** There are returned rows, as a workbook: `…/returned`. */
  hasReturned: z.boolean(),
  /** It can be said whom it began, ends or keeps: `…/endings`. */
  hasEndings: z.boolean(),
})
export type UploadShown = z.infer<typeof UploadShown>

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
