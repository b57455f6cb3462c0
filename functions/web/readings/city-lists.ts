/** The city's lists that were compared with the counties' and stand: of each category the latest. */
import type { Category } from '../../../schemas/codes.ts'
import { listOf, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'

/** Of the last half year or so: the city's offices send four lists a month. */
const LOOKED_THROUGH = 40

export async function cityLists({ uploads, policies }: Pick<WebDeps, 'uploads' | 'policies'>) {
  const { city } = await policies.inForce()
  const latest = new Map<Category, Upload>()
  for (const upload of await uploads.list(city.code, LOOKED_THROUGH)) {
    const category = listOf(upload.form)?.category
    if (!category || !upload.compared || upload.state !== 'accepted' || upload.withdrawn) continue
    if ((latest.get(category)?.requestedAt ?? '') < upload.requestedAt) latest.set(category, upload)
  }
  return latest
}
