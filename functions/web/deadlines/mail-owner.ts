/** Whom a mail did not reach: its administrator looks after it. */
import type { Addressee } from '../../../schemas/records/mailing.ts'
import type { WebDeps } from '../deps.ts'

export async function mailOwner(
  { notices }: Pick<WebDeps, 'notices'>,
  { id }: { readonly id: string },
): Promise<Addressee | undefined> {
  return (await notices.open()).find((mail) => mail.id === id)?.to
}
