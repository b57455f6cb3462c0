/** Whom a mail did not reach: its administrator looks after it. */
import type { Recipient } from '../../../schemas/records/notice.ts'
import type { WebDeps } from '../deps.ts'

export async function mailOwner(
  { notices }: Pick<WebDeps, 'notices'>,
  { id }: { readonly id: string },
): Promise<Recipient | undefined> {
  return (await notices.open()).find((mail) => mail.id === id)?.to
}
