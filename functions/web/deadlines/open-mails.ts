/** Mails that did not arrive, for whoever looks after them and sees nothing of what they are about. */
import { hash } from 'node:crypto'
import type { Addressee, Mailing } from '../../../schemas/records/mailing.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'

type Deps = Pick<WebDeps, 'notices'>

/** A mail's own number names the list or the batch that it is about. */
export const mailRef = ({ id }: Pick<Mailing, 'id'>): string => hash('sha256', id, 'hex').slice(0, 16)

const mailOf = async ({ notices }: Deps, ref: string) => (await notices.open()).find((mail) => mailRef(mail) === ref)

export async function openMails({ notices }: Deps, permits: Permits): Promise<Mailing[]> {
  const mails = (await notices.open()).filter(({ to }) => permits('administer', 'mail', to))
  return mails.map((mail) => ({ ...mail, id: mailRef(mail) }))
}

/** Whom a mail did not reach: its administrator looks after it. */
export async function mailOwner(deps: Deps, { id }: { readonly id: string }): Promise<Addressee | undefined> {
  return (await mailOf(deps, id))?.to
}

/** Repeats change nothing. */
export async function closeMail(deps: Deps, ref: string): Promise<void> {
  const mail = await mailOf(deps, ref)
  if (mail) await deps.notices.close(mail.id)
}
