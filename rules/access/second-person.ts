/** Who may be the second person of a list (docs/access.md#accounts). */
import type { Role } from '../../schemas/duties.ts'
import type { Actor } from '../../schemas/records/account.ts'
import type { Upload } from '../../schemas/records/upload.ts'

type Who = Pick<Actor, 'id' | 'division' | 'office'> & { readonly duties: readonly Role[] }

/** A key sends for the clerks of its office: none of them confirms what it sent. */
export function isSender(
  who: Who,
  { division, office, sentBy }: Pick<Upload, 'division' | 'office' | 'sentBy'>,
): boolean {
  if (sentBy?.account === who.id) return true
  const isClerkThere = who.duties.includes('clerk') && who.division === division && who.office === office
  return sentBy?.byKey === true && isClerkThere
}
