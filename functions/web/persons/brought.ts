/** Which uploads brought what: each is read once. */
import type { Brought } from '../../../schemas/api/person-file.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'

type Named = Pick<Upload, 'division' | 'id'>

export async function broughtBy(
  { uploads }: Pick<WebDeps, 'uploads'>,
  named: readonly Named[],
): Promise<(upload: Named | undefined) => Brought | undefined> {
  const wanted = new Map(named.map((one) => [one.id, one]))
  const found = await Promise.all([...wanted.values()].map(({ division, id }) => uploads.get(division, id)))
  const known = new Map(found.flatMap((upload) => (upload ? [[upload.id, shown(upload)] as const] : [])))
  return (upload) => upload && known.get(upload.id)
}

function shown({ division, id, form, fileName, day: sentOn, office, sentBy }: Upload): Brought {
  return { division, id, form, fileName, sentOn, office, ...(sentBy?.name && { by: sentBy.name }) }
}
