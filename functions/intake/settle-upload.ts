/** How an upload ends: settled, refused, or known to be the same file again. */
import type { Refusal, Upload } from '../../schemas/records/upload.ts'
import type { SentUnits } from '../../schemas/records/work-units.ts'
import type { Settlement } from '../../stores/uploads/uploads.ts'
import { log } from '../shared/stages/log.ts'
import type { IntakeDeps } from './deps.ts'
import { writeRefusal } from './return-rows.ts'

type Deps = Pick<IntakeDeps, 'uploads' | 'outbox' | 'settled' | 'seenFiles' | 'now'>

/** @param isReturned its rows are returned, and its rejections written */
export async function refuse(deps: Deps, upload: Upload, refusal: Refusal, isReturned: boolean): Promise<void> {
  if (!isReturned) {
    const refused = await writeRefusal(deps.outbox, upload, refusal)
    if (!(await deps.uploads.recordReading(upload, refused))) return
  }
  await settle(deps, upload, { state: 'refused', refusal })
  log('info', { stage: 'intake', what: 'refused', division: upload.division, upload: upload.id, code: refusal.code })
}

export async function settle(
  deps: Deps,
  { division, id }: Upload,
  settlement: Settlement,
  units?: SentUnits,
): Promise<Upload> {
  const at = deps.now().toISOString()
  const settled = await deps.uploads.settle(division, id, settlement, { at, ...(units && { units }) })
  await deps.settled(settled)
  return settled
}

/** @returns the earlier upload of the same bytes that stands */
export async function sameFile(
  { seenFiles, uploads }: Deps,
  upload: Upload,
  sha256: string,
): Promise<string | undefined> {
  const earlier = await seenFiles.first(upload, sha256)
  if (earlier === upload.id) return undefined
  const stands = (await uploads.get(upload.division, earlier))?.state
  if (stands === 'accepted' || stands === 'held') return earlier
  await seenFiles.replace(upload, sha256)
  return undefined
}

/** Another try at a slow file would take as long (docs/rules.md#kinds-of-files). */
const READING_MS = 120_000

export function readingTime(): () => boolean {
  const begun = performance.now()
  return () => performance.now() - begun > READING_MS
}
