import { waitingIn } from '../../rules/cases/settlement-log.ts'
import type { Settlement } from '../../schemas/records/case.ts'
import {
  asksToConfirm,
  mustBeConfirmed,
  NO_SETTLEMENTS,
  SETTLEMENT_STATES,
  settledBy,
} from '../../wording/case-page.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { CHOICE_NAMES } from '../../wording/standings.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { Signer, useIsOwn } from '../parts/signer.tsx'
import { Allowed } from '../parts/viewer.tsx'

interface SettlementsProps {
  readonly number: string
  readonly county: string
  readonly settlements: readonly (Settlement & { readonly isInForce: boolean })[]
}

const NAME = '已有的处理意见'

/** Earlier settlements; a waiting one is confirmed here by somebody else. */
export function Settlements({ county, number, settlements }: SettlementsProps) {
  const isOwn = useIsOwn()
  const waiting = waitingIn({ settlements })
  return (
    <div class="card">
      <h2>{NAME}</h2>
      {settlements.length === 0 ? (
        <p class="note">{NO_SETTLEMENTS}</p>
      ) : (
        <ScrollTable
          name={NAME}
          headings={[HEADINGS.choice, HEADINGS.grounds, HEADINGS.day, HEADINGS.settler, HEADINGS.state]}
        >
          {settlements.map((one) => (
            <tr>
              <th scope="row">
                {CHOICE_NAMES[one.choice]}
                {one.name && `（${one.name}）`}
              </th>
              <td>{one.grounds}</td>
              <td>{dayName(one.day)}</td>
              <td>{settledBy(one)}</td>
              <td>{stateOf(one)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {waiting && (
        <Allowed to="send" what="settlement" of={{ division: county }}>
          {isOwn(waiting.by) ? (
            <p class="note">{mustBeConfirmed(waiting.choice)}</p>
          ) : (
            <form class="fields screen" method="post" action={`/cases/${county}/${number}/confirmations`}>
              <p class="hint long">{asksToConfirm(waiting)}</p>
              <Signer what={HEADINGS.confirmedBy} />
              <button type="submit">确认{CHOICE_NAMES[waiting.choice]}</button>
            </form>
          )}
        </Allowed>
      )}
    </div>
  )
}

function stateOf({ waits, confirmed, isInForce, choice }: SettlementsProps['settlements'][number]): string {
  if (waits && !confirmed) return SETTLEMENT_STATES.waits
  return isInForce || choice === 'withdraw' ? SETTLEMENT_STATES.inForce : SETTLEMENT_STATES.ended
}
