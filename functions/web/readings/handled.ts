/** What the audit has of a thing and its record has not: who fetched a file of it, and who urged about it. */
import type { Happening } from '../../../pages/parts/steps.tsx'
import type { Owner } from '../../../rules/access/may.ts'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { Office } from '../../../schemas/codes.ts'
import type { ThingAct } from '../../../schemas/records/audit.ts'
import { AUDIT_KINDS, timesWords } from '../../../wording/audit.ts'
import { officeShort } from '../../../wording/offices.ts'
import { URGE } from '../../../wording/timeliness.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'

/** Of a thing that is fetched daily, the latest. */
const MOST = 40
/** Some of which other offices alone know. */
const MOST_READ = 200

/**
 * A batch, its instruction and its request have one number, and not one reader: each learns of the files that are theirs,
 * and of an urge if they were urged or could have urged themselves.
 */
export async function handledOf(
  { audit, accounts, policies, now, dayOf }: Pick<WebDeps, 'audit' | 'accounts' | 'policies' | 'now' | 'dayOf'>,
  caller: Caller,
  thing: string,
  owner: Owner,
): Promise<Happening[]> {
  const done = onceADay(await audit.doneTo(thing, MOST_READ))
  const acts = timesADay(done.filter((act) => isKnownTo(caller, act, owner)))
    .map(({ act, times }) => ({ ...act, what: timesWords(wordsOf(act), times) }))
    .slice(0, MOST)
  const ids = [...new Set(acts.flatMap(({ account }) => account ?? []))]
  const [policy, found] = await Promise.all([policies.inForce(), Promise.all(ids.map(accounts.get))])
  const known = new Map(found.flatMap((one) => (one ? [[one.id, one.name]] : [])))
  const today = dayOf(now())
  const clock = shanghaiDay(now().toISOString())
  // Entries are by the clock: on another day of the hub than the clock's only today's are known.
  const dayOn = (day: string) => (day === clock ? today : today === clock ? day : undefined)
  return acts.map(({ time, account = '', division, office, what }) => ({
    ...{ on: dayOn(shanghaiDay(time)), at: time, what },
    who: [office && officeShort(policy, { division, office }), known.get(account)].filter(Boolean).join(' '),
  }))
}

const isFetched = ({ kind }: ThingAct) => kind === 'export' || kind === 'download'
const isUrge = ({ action, resource }: ThingAct) => action === 'send' && resource === 'timeliness'
const wordsOf = (act: ThingAct) => (isUrge(act) ? URGE : AUDIT_KINDS[act.kind])

/** Who was urged, as the entry's object begins. */
function urgedIn({ object = '' }: ThingAct): Required<Owner> | undefined {
  const [division = '', office] = object.split('/')
  const { data } = Office.safeParse(office)
  return data && { division, office: data }
}

function isKnownTo(caller: Caller, act: ThingAct, owner: Owner): boolean {
  const permits = permitted(caller)
  if (isFetched(act)) return act.resource !== undefined && permits('see', act.resource, owner)
  const urged = isUrge(act) ? urgedIn(act) : undefined
  if (!urged) return false
  const actor = actorOf(caller)
  return (actor?.division === urged.division && actor.office === urged.office) || permits('send', 'timeliness', urged)
}

/** Whoever fetches five tables one after the other stands there once, at the latest of them. */
function timesADay(latestFirst: readonly ThingAct[]): { readonly act: ThingAct; readonly times: number }[] {
  const isSame = (act: ThingAct) =>
    [shanghaiDay(act.time), act.account, act.division, act.office, wordsOf(act)].join(' ')
  return [...Map.groupBy(latestFirst, isSame).values()].flatMap((all) => {
    const [act] = all
    return act ? [{ act, times: all.length }] : []
  })
}

/** Of a day's urges the first, which sent the letter. */
function onceADay(latestFirst: readonly ThingAct[]): ThingAct[] {
  const dayOf = (act: ThingAct) => `${shanghaiDay(act.time)} ${act.object}`
  const first = new Map(latestFirst.filter(isUrge).map((act) => [dayOf(act), act]))
  return latestFirst.filter((act) => !isUrge(act) || first.get(dayOf(act)) === act)
}
