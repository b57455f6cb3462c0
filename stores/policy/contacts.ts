/** Contacts of offices: `CONTACTS` / division. */
import * as z from 'zod'
import { Contact } from '../../schemas/records/contact.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import { allEnded } from '../aws/in-chunks.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Contacts {
  of(recipient: Recipient): Promise<string[]>
  at(recipient: Recipient): Promise<Contact[]>
  put(contacts: readonly Contact[]): Promise<void>
  all(): Promise<Contact[]>
  /** Contacts of every other division are removed. */
  replace(contacts: readonly Contact[]): Promise<void>
}

const Item = z.object({ contacts: Contact.array() })
const key = (division: string) => ({ pk: 'CONTACTS', sk: division })

export function contacts(work: WorkTable): Contacts {
  const put = async (all: readonly Contact[]) => {
    const byDivision = Map.groupBy(all, ({ division }) => division)
    await allEnded([...byDivision].map(([division, own]) => work.update(key(division), { set: { contacts: own } })))
  }
  const at = async ({ division, office }: Recipient) => {
    const item = await work.get(key(division))
    const known = item ? Item.parse(item).contacts : []
    return known.filter((c) => c.office === office)
  }
  return {
    of: async (recipient) => (await at(recipient)).map(({ email }) => email),
    at,
    put,
    all: async () => (await work.list('CONTACTS')).flatMap((item) => Item.parse(item).contacts),
    async replace(all) {
      await put(all)
      const kept = new Set(all.map(({ division }) => division))
      const gone = (await work.list('CONTACTS')).map(({ sk }) => String(sk)).filter((division) => !kept.has(division))
      await allEnded(gone.map((division) => work.remove(key(division))))
    },
  }
}
