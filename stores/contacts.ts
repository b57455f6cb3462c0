/** The addresses of offices: `CONTACTS` / division, one item with all of a place's. */
import { z } from 'zod'
import { Contact } from '../schemas/contact.ts'
import type { Recipient } from '../schemas/notice.ts'
import type { WorkTable } from './work.ts'

export interface Contacts {
  /** E-mail addresses of an office; empty where nobody has entered any. */
  of(recipient: Recipient): Promise<string[]>
  /** Replaces the contacts of every division that one of these is of. */
  put(contacts: readonly Contact[]): Promise<void>
}

const Item = z.object({ contacts: Contact.array() })
const key = (division: string) => ({ pk: 'CONTACTS', sk: division })

export function contacts(work: WorkTable): Contacts {
  return {
    async of({ division, office }) {
      const item = await work.get(key(division))
      const known = item ? Item.parse(item).contacts : []
      return known.filter((c) => c.office === office).map(({ email }) => email)
    },
    async put(all) {
      const byDivision = Map.groupBy(all, ({ division }) => division)
      await Promise.all(
        [...byDivision].map(([division, own]) => work.update(key(division), { set: { contacts: own } })),
      )
    },
  }
}
