/** Days played through the hub's own function against the embedded mail server, and what was really sent. */
import * as z from 'zod'
import { addDays } from '../../rules/deadlines/day-steps.ts'
import { obligationId, obligations } from '../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { Notice } from '../../schemas/records/notice.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import { mailOf } from '../../stores/aws/mail.ts'
import { madeUpContacts } from '../demo/made-up-contacts.ts'
import type { Hub } from '../host/hub.ts'
import { deadLetter, orFail } from '../hub/dead-letter.ts'
import { defaultPolicy } from '../hub/default-policy.ts'
import { hubClient } from '../hub/hub-client.ts'
import { type HubStores, hubStores } from '../hub/hub-stores.ts'

/** A day's schedule is due at 8 in the morning in Asia/Shanghai. */
const timeOf = (day: string) => `${day}T00:00:00Z`

export async function beginCity(stores: HubStores): Promise<void> {
  const policy = defaultPolicy()
  await stores.policies.put(policy)
  await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
  await stores.contacts.put(madeUpContacts(policy))
}

export async function changeCity(hub: Hub, workbook: string): Promise<void> {
  const stores = hubStores(hub)
  await hubClient(hub, stores).putPolicy(workbook)
  const { contacts, policies } = stores
  const entered = await contacts.all()
  const missing = madeUpContacts(await policies.inForce()).filter(
    (one) => !entered.some((c) => c.division === one.division && c.office === one.office),
  )
  await contacts.replace([...entered, ...missing])
}

export async function notOwed(hub: Hub, to: string, submissions: readonly Submission[]): Promise<string[]> {
  const { policies, deadlines: kept } = hubStores(hub)
  const [policy, deadlines] = [await policies.inForce(), await kept.policy()]
  if (!deadlines) throw new Error('a hub without its city')
  const duties = { policy, deadlines, calendar: cityCalendar(deadlines.calendar) }
  const owed = new Set(obligations(duties, deadlines.from, addDays(to, 366)).map(({ id }) => id))
  return [...new Set(submissions.map(obligationId))].filter((id) => !owed.has(id))
}

/**
 * @param hub with letters
 * @throws where a day could not be carried through
 */
export async function playDays(
  hub: Hub,
  { from, to, submissions }: { from: string; to: string; submissions: readonly Submission[] },
  at: (day: string) => void = () => {},
): Promise<void> {
  const failure = deadLetter(hub)
  const stores = hubStores(hub)
  const coming = submissions.filter(({ state }) => state !== 'requested').sort((a, b) => (a.time < b.time ? -1 : 1))
  for (let day = from; day <= to; day = addDays(day, 1)) {
    at(day)
    for (let next = coming[0]; next && Date.parse(next.time) <= Date.parse(timeOf(day)); next = coming[0]) {
      coming.shift()
      await stores.submissions.record(next)
    }
    await hub.runSchedules(timeOf(day))
    await orFail(failure, hub.idle())
  }
}

const Store = z.object({
  emails: z.array(
    z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(), subject: z.string() }),
  ),
})

export async function sentNotices(hub: Pick<Hub, 'endpoints' | 'env' | 'outputs'>): Promise<Notice[]> {
  const { notices } = hubStores(hub)
  const { emails } = Store.parse(await (await fetch(`${hub.endpoints.ses}/store`)).json())
  const sent: Notice[] = []
  for (const { headers = [] } of emails) {
    const found = mailOf(headers)
    const mailing = found && (await notices.get(found.day, found.id))
    if (mailing && 'notices' in mailing.about) sent.push(...mailing.about.notices)
  }
  return sent
}
