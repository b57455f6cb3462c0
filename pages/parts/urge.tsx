import { useContext } from 'hono/jsx'
import type { UrgedThing } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { THING_URGED, URGE } from '../../wording/timeliness.ts'
import { Allowed, Viewer } from './viewer.tsx'

interface UrgeProps {
  readonly of: UrgedThing
  /** The page's own path. */
  readonly back: string
  readonly isUrged: boolean
  readonly policy: Policy
}

/** 催办 of what waits for another office, for whoever may urge it. */
export function Urge({ of, back, isUrged, policy }: UrgeProps) {
  const own = useContext(Viewer)
  const { division, office, matter, ref } = of
  // Of its own office only the batch's second person is urged.
  if (own?.division === division && own.office === office && matter !== 'approval') return null
  return (
    <Allowed to="send" what="timeliness" of={of}>
      {isUrged ? (
        <p class="note good screen">{THING_URGED}</p>
      ) : (
        <form class="screen" method="post" action="/urges">
          <input type="hidden" name="division" value={division} />
          <input type="hidden" name="office" value={office} />
          <input type="hidden" name="matter" value={matter} />
          <input type="hidden" name="ref" value={ref} />
          <input type="hidden" name="back" value={back} />
          <button class="plain" type="submit">
            {URGE}
            {matter === 'approval' ? HEADINGS.approver : officeName(policy, of)}
          </button>
        </form>
      )}
    </Allowed>
  )
}
