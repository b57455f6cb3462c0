/** What the audit has of a thing and its record has not: who fetched a file of it, and who urged about it. */
import type { Happening } from '../../../pages/parts/steps.tsx'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import type { ThingAct } from '../../../schemas/records/audit.ts'
import { AUDIT_KINDS } from '../../../wording/audit.ts'
import { OFFICE_NAMES } from '../../../wording/offices.ts'
import { URGE } from '../../../wording/timeliness.ts'
import type { WebDeps } from '../deps.ts'

/** Of a thing that is fetched daily, the latest. */
const MOST = 40

export async function handledOf(
  { audit, accounts, now, dayOf }: Pick<WebDeps, 'audit' | 'accounts' | 'now' | 'dayOf'>,
  thing: string,
): Promise<Happening[]> {
  const acts = (await audit.doneTo(thing, MOST)).flatMap((act) => {
    const what = wordsOf(act)
    return what ? [{ ...act, what }] : []
  })
  const ids = [...new Set(acts.flatMap(({ account }) => account ?? []))]
  const known = new Map((await Promise.all(ids.map(accounts.get))).flatMap((one) => (one ? [[one.id, one.name]] : [])))
  const today = dayOf(now())
  const clock = shanghaiDay(now().toISOString())
  // Entries are by the clock: on another day of the hub than the clock's only today's are known.
  const dayOn = (day: string) => (day === clock ? today : today === clock ? day : undefined)
  return acts.map(({ time, account = '', office, what }) => ({
    ...{ on: dayOn(shanghaiDay(time)), at: time, what },
    who: [office && OFFICE_NAMES[office], known.get(account)].filter(Boolean).join(' '),
  }))
}

function wordsOf({ kind, action, resource }: ThingAct): string | undefined {
  if (kind === 'export' || kind === 'download') return AUDIT_KINDS[kind]
  return action === 'send' && resource === 'timeliness' ? URGE : undefined
}
