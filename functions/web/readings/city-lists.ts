/** The city's full lists that were compared with the counties' and stand: of each category the latest. */
import type { Category, Office } from '../../../schemas/codes.ts'
import { isWhole, listOf, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'

/** The last half year or so at once: the city's offices send four lists a month. */
const AT_ONCE = 40
/** Of a category that is sent no more nobody looks further back. */
const LOOKED_THROUGH = 400

/** However many files have come since that are refused, or another office's. */
export async function cityLists(
  { uploads, policies }: Pick<WebDeps, 'uploads' | 'policies'>,
  wanted: readonly Category[],
) {
  const { city } = await policies.inForce()
  const latest = new Map<Category, Upload>()
  let after: string | undefined
  for (let read = 0; read < LOOKED_THROUGH; read += AT_ONCE) {
    const some = await uploads.list(city.code, AT_ONCE, after)
    for (const upload of some) {
      const category = listOf(upload.form)?.category
      // Whoever a list of new persons lacks is not missing in it.
      if (!category || !wanted.includes(category) || !isWhole(upload.form)) continue
      if (!upload.compared || upload.state !== 'accepted' || upload.withdrawn) continue
      if ((latest.get(category)?.requestedAt ?? '') < upload.requestedAt) latest.set(category, upload)
    }
    after = some.at(-1)?.id
    if (some.length < AT_ONCE || wanted.every((category) => latest.has(category))) break
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
  const latest = await cityLists(
    deps,
    own.map(({ code }) => code),
  )
  return own.map((category) => ({ category, upload: latest.get(category.code) }))
}
