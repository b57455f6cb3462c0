/** 催办 of one thing from its own page, once a day. */
import * as z from 'zod'
import type { Resource } from '../../../schemas/access.ts'
import { Done } from '../../../schemas/api/done.ts'
import { Period } from '../../../schemas/codes.ts'
import { type UrgedMatter, UrgedThing } from '../../../schemas/records/obligation.ts'
import { countyOf, isWaiting, resourceOfUpload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Permits, permitted } from '../http/allow.ts'
import { apiRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { formRoute } from '../http/page-route.ts'
import { found, refuse } from '../http/refuse.ts'
import { done, type Route } from '../http/route.ts'
import { countyOpenCases } from '../readings/county-open-cases.ts'
import { openRequests } from '../readings/open-requests.ts'

/** A path of the hub’s own: two slashes would lead elsewhere. */
const Back = z.string().regex(/^\/(?!\/)[\w/.-]{0,200}$/)

const does = { action: 'send', resource: 'timeliness', of: 'division' } as const

export const urgeThingPages: readonly Route[] = [
  formRoute({
    path: '/urges',
    opens: '/problems',
    summary: 'Urges an office about one thing that waits for it, by one letter a day',
    does,
    refuses: [409],
    form: UrgedThing.extend({ back: Back }),
    incomplete: 'urge-unfit',
    before: async (deps, { body, caller }) => waitingUntil(deps, body, caller),
    async run(deps, { body: { back, ...thing }, caller }) {
      await urgeThing(deps, thing, caller)
      return `${back}?urged=1`
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/urges',
    summary: 'Urges an office about one thing that waits for it, by one letter a day',
    does,
    refuses: [409],
    body: UrgedThing,
    status: 202,
    answer: Done,
    before: async (deps, { body, caller }) => waitingUntil(deps, body, caller),
    run: (deps, { body, caller }) => done(urgeThing(deps, body, caller)),
  }),
]

async function urgeThing(deps: WebDeps, thing: UrgedThing, caller: Caller): Promise<void> {
  const due = await waitingUntil(deps, thing, caller)
  const actor = found(actorOf(caller))
  const by = { division: actor.division, office: found(actor.office) }
  const on = deps.dayOf(deps.now())
  await deps.deadlinesQueue.send({ type: 'thing.urged', ...thing, ...(due && { due }), by, on })
}

/** @throws 409 where it does not wait for the office, or is not seen */
async function waitingUntil(deps: WebDeps, thing: UrgedThing, caller: Caller): Promise<string> {
  const due = await dueOf(deps, thing, permitted(caller))
  if (due === undefined) throw refuse('urge-done')
  return due
}

/** What a thing is to whoever may see it: an office urges about nothing else. */
const SEEN_AS = {
  'bank-return': 'payment-instruction',
  allocation: 'funding-request',
  materials: 'answer',
  statistics: 'statistics',
  held: 'name-list',
  case: 'outcomes',
  approval: 'batch',
} as const satisfies Record<UrgedMatter, Resource>

/** @returns until when it waits for the office, blank where no day is set, undefined where it does not wait or is not seen */
async function dueOf(deps: WebDeps, thing: UrgedThing, permits: Permits): Promise<string | undefined> {
  const { division, office, matter, ref } = thing
  const place = matter === 'case' ? countyOf(division) : division
  if (!permits('see', SEEN_AS[matter], { division: place, office })) return undefined
  const policy = await deps.policies.inForce()
  if (matter === 'held') {
    const upload = await deps.uploads.get(division, ref)
    if (!upload || !permits('see', resourceOfUpload(upload), upload)) return undefined
    return isWaiting(upload) && upload.office === office ? '' : undefined
  }
  if (matter === 'approval') {
    const batch = await deps.batches.get(division, ref)
    return batch?.state === 'prepared' && office === 'social-insurance' ? '' : undefined
  }
  if (matter === 'statistics') {
    const isPlace = [policy.city, ...policy.counties].some(({ code }) => code === division)
    const isMonth = Period.safeParse(ref).success && ref <= deps.dayOf(deps.now()).slice(0, 7)
    if (!isPlace || !isMonth || office !== 'social-insurance') return undefined
    return (await deps.returns.get(division, ref)).standing === undefined ? '' : undefined
  }
  if (matter === 'case') {
    const open = await countyOpenCases(deps, policy, place)
    const own = open.find(({ row }) => row.number === ref)
    const isTheirs = division === ((office === 'township' && own?.visitedBy) || place)
    return isTheirs && own?.next.who.includes(office) ? own.next.until : undefined
  }
  const asked = (await openRequests(deps, policy)).find(
    (one) => one.division === division && one.office === office && one.form === matter && one.ref === ref,
  )
  return asked?.due
}
