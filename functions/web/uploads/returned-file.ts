/** The workbook of an upload's returned rows. */
import { ownerOfUpload } from '../../../schemas/records/upload.ts'
import { returnedFileName } from '../../../wording/output-names.ts'
import type { WebDeps } from '../deps.ts'
import { found } from '../http/refuse.ts'

export const returnedDoes = {
  action: 'see',
  resource: 'returned-rows',
  of: 'division',
  persons: true,
  file: true,
} as const

export async function returnedOwner(_: WebDeps, one: { readonly division: string; readonly id: string }) {
  const owner = ownerOfUpload(one)
  return owner && { ...owner, resource: 'returned-rows' as const }
}

/** @throws 404 */
export async function returnedFile(
  { uploads }: Pick<WebDeps, 'uploads'>,
  { division, id }: { readonly division: string; readonly id: string },
): Promise<{ key: string; fileName: string }> {
  const { returnedKey, fileName } = found(await uploads.get(division, id))
  return { key: found(returnedKey), fileName: returnedFileName(fileName) }
}
