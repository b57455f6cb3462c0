/** How long an office waited for what became of its file. */
import type { Upload } from '../../../schemas/records/upload.ts'
import { measure } from '../stages/log.ts'

/** @param at when every person that it touches was decided, or the file was refused or held */
export function noteVerdict(stage: string, { division, id, state, requestedAt }: Upload, at: string): void {
  const seconds = Math.round((Date.parse(at) - Date.parse(requestedAt)) / 1000)
  measure({ stage, what: 'verdict', division, upload: id, state, seconds })
}
