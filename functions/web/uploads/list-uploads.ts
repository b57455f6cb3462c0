/** Uploads of some divisions, a page at a time. */
import { type UploadShown, uploadShown } from '../../../schemas/api/uploads.ts'
import { countyOf, resourceOfUpload, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import type { Page, Wanted } from '../http/paged.ts'
import { found, refuse } from '../http/refuse.ts'

/** Records read for one page; an office may see few of many. */
const READ_MOST = 1000

/** @throws 400 for no division that is known */
export async function listUploads(
  deps: Pick<WebDeps, 'policies' | 'uploads'>,
  caller: Caller,
  named: string | undefined,
  { limit, after = [] }: Wanted,
): Promise<Page<UploadShown>> {
  const { counties, city } = await deps.policies.inForce()
  // Every division is read, so each counts once and has to be known; a county's are its townships' too.
  const asked = (named ?? found(actorOf(caller)).division).split(',').map(countyOf)
  const divisions = [city, ...counties].map(({ code }) => code).filter((code) => asked.includes(code))
  if (divisions.length === 0) throw refuse('division-unknown')
  const [begin = '', behind] = after
  const permits = permitted(caller)
  const items: UploadShown[] = []
  let read = 0
  for (const division of divisions.slice(Math.max(0, divisions.indexOf(begin)))) {
    let last = division === begin ? behind : undefined
    for (let some: Upload[] | undefined; some === undefined || some.length === limit; ) {
      some = await deps.uploads.list(division, limit, last)
      for (const upload of some) {
        if (items.length === limit || read === READ_MOST) return { items, end: last ? [division, last] : [division] }
        if (permits('see', resourceOfUpload(upload), upload)) items.push(uploadShown(upload))
        last = upload.id
        read++
      }
    }
  }
  return { items }
}
