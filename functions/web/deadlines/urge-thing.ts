/** 催办 of one thing from its own page, once a day. */
import * as z from 'zod'
import { UrgedThing } from '../../../schemas/records/obligation.ts'
import { isWaiting } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf } from '../http/allow.ts'
import { formRoute } from '../http/page-route.ts'
import { found, refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { countyOpenCases } from '../readings/county-open-cases.ts'
import { openRequests } from './requests.ts'

/** A path of the hub’s own: two slashes would lead elsewhere. */
const Back = z.string().regex(/^\/(?!\/)[\w/.-]{0,200}$/)

export const urgeThingPages: readonly Route[] = [
  formRoute({
    path: '/urges',
    opens: '/problems',
    summary: 'Urges an office about one thing that waits for it, by one letter a day',
    does: { action: 'send', resource: 'timeliness', of: 'division' },
    refuses: [409],
    form: UrgedThing.extend({ back: Back }),
    incomplete: 'urge-unfit',
    async run(deps, { body: { back, ...thing }, caller }) {
      const due = await dueOf(deps, thing)
      if (due === undefined) throw refuse('urge-done')
      const actor = found(actorOf(caller))
      const by = { division: actor.division, office: found(actor.office) }
      const on = deps.dayOf(deps.now())
      await deps.deadlinesQueue.send({ type: 'thing.urged', ...thing, ...(due && { due }), by, on })
      return `${back}?urged=1`
    },
  }),
]

/** @returns until when it waits for the office, blank where no day is set, undefined where it does not wait */
async function dueOf(deps: WebDeps, { division, office, matter, ref }: UrgedThing): Promise<string | undefined> {
  const policy = await deps.policies.inForce()
  if (matter === 'held') {
    const upload = await deps.uploads.get(division, ref)
    return upload && isWaiting(upload) && upload.office === office ? '' : undefined
  }
  if (matter === 'statistics') return (await deps.returns.get(division, ref)).standing === undefined ? '' : undefined
  if (matter === 'case') {
    const open = await countyOpenCases(deps, policy, division.slice(0, 6))
    const own = open.find(({ row }) => row.number === ref)
    return own?.next.who.includes(office) ? own.next.until : undefined
  }
  const asked = (await openRequests(deps, policy)).find(
    (one) =>
      one.division === division &&
      one.office === office &&
      one.form === matter &&
      (one.ref === ref || matter === 'materials'),
  )
  return asked?.due
}
