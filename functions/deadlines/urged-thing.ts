/** The subject of a letter by which an office is urged about one thing that waits for it. */
import { pageOfUrged } from '../../rules/deadlines/urged-page.ts'
import type { AboutUrgedThing } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { urgedThingWords } from '../../wording/letters/urged-letter.ts'
import type { Thing } from './letter-thing.ts'

export function urgedThingOf(policy: Policy, event: AboutUrgedThing): Thing {
  const { division, office, matter, ref, on } = event
  return {
    // One letter a day for an office and a thing.
    ...{ division, to: [office], id: [division, office, matter, ref, 'urged'].join('.'), day: on, date: on },
    page: pageOfUrged(event).slice(1),
    words: () => urgedThingWords(policy, event),
  }
}
