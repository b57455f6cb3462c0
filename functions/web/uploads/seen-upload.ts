/** An upload, for whoever may see it. */
import { resourceOfUpload, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../http/refuse.ts'

/** @throws 404 also for one of a kind that its number does not tell, and that the caller may not see */
export async function seenUpload(
  { uploads }: Pick<WebDeps, 'uploads'>,
  caller: Caller,
  { division, id }: { readonly division: string; readonly id: string },
): Promise<Upload> {
  const upload = await uploads.get(division, id)
  return found(upload && permitted(caller)('see', resourceOfUpload(upload), upload) ? upload : undefined)
}
