/** The city's lists that were compared with the counties' and stand: of each category the latest. */
import type { Category, Office } from '../../../schemas/codes.ts'
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

/** The lists of one of the city's offices, each with what stands of it; nothing for an office elsewhere. */
export async function ownCityLists(
  deps: Pick<WebDeps, 'uploads' | 'policies'>,
  of: { readonly division: string; readonly office?: Office | undefined },
) {
  const { city, categories } = await deps.policies.inForce()
  const own = categories.filter(({ office }) => office === of.office)
  if (of.division !== city.code || own.length === 0) return []
  const latest = await cityLists(deps)
  return own.map((category) => ({ category, upload: latest.get(category.code) }))
}
