/** A workbook of accounts, read apart; and its template. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { AccountsReading, NamedOffice } from '../../../../forms/incoming/accounts.ts'
import type { UnreadableFile } from '../../../../forms/incoming/sheet/sheet.ts'
import { writeAccountsTemplate } from '../../../../forms/outgoing/accounts-template.ts'
import { officesOf } from '../../../../rules/offices.ts'
import type { Policy } from '../../../../schemas/records/policy.ts'
import { officeName } from '../../../../wording/offices.ts'
import { refuse } from '../../http/refuse.ts'
import { besides, readApart } from '../../readings/read-apart.ts'

export type AccountsReply =
  | { readonly reading: AccountsReading }
  | { readonly unreadable: Pick<UnreadableFile, 'code' | 'reason'> }

const LIMITS = { seconds: 15, heapMb: 192 }
const ENTRY = besides(import.meta.url, 'accounts-process')

/** @throws 400 for what is no workbook, or over the limits */
export async function readAccountsApart(bytes: Uint8Array, policy: Policy, county: string): Promise<AccountsReading> {
  const reply = (await readApart(ENTRY, officesIn(policy, county), bytes, LIMITS)) as AccountsReply | undefined
  if (!reply) throw refuse('accounts-too-heavy')
  if ('reading' in reply) return reply.reading
  throw refuse('accounts-unreadable', reply.unreadable.code, reply.unreadable.reason)
}

export async function accountsTemplate(policy: Policy, county: string): Promise<Uint8Array<ArrayBuffer>> {
  const out = new PassThrough()
  const names = officesIn(policy, county).map(({ name }) => name)
  const [bytes] = await Promise.all([buffer(out), writeAccountsTemplate(out, names)])
  return new Uint8Array(bytes)
}

/** Of a county or city and its townships, by the names that the template has. */
function officesIn(policy: Policy, county: string): NamedOffice[] {
  const townships = policy.counties.find(({ code }) => code === county)?.townships ?? []
  return [county, ...townships.map(({ code }) => code)].flatMap((division) =>
    officesOf(division).map((office) => ({ division, office, name: officeName(policy, { division, office }) })),
  )
}
