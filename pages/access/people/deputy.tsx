import type { WishFault } from '../../../rules/access/account-acts.ts'
import { asOf, deputyDays } from '../../../rules/access/deputies.ts'
import { dutiesOf, WATCHERS } from '../../../rules/access/grants.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { ASK_CONFIRMATION, WISH_FAULTS } from '../../../wording/people.ts'
import { type Fault, faulty } from '../../parts/fault.tsx'
import { DutyBoxes } from './duty-boxes.tsx'

interface DeputyProps {
  readonly account: Account
  readonly now: number
  /** Why nothing can be asked for. */
  readonly stands: WishFault | undefined
  readonly fault: Fault | undefined
}

/** Where duties up to a day are asked for, of an office's account that has not all of them. */
export function Deputy({ account, now, stands, fault }: DeputyProps) {
  const held = asOf(account, now).duties
  const duties = dutiesOf(account.office).filter((duty) => !held.includes(duty) && !WATCHERS.includes(duty))
  if (duties.length === 0) return null
  const { first, last } = deputyDays(now)
  return (
    <section class="card narrow" aria-labelledby="deputy-title">
      <h2 id="deputy-title">代理</h2>
      {stands ? (
        <p class="note">{WISH_FAULTS[stands]}</p>
      ) : (
        <>
          <form class="fields" method="post" action={`/people/${account.division}/${account.id}/deputy`}>
            <DutyBoxes id="deputy-duties" duties={duties} ticked={[]} />
            <div class="field">
              <label for="deputy-until">代理至（含当日）</label>
              <input
                id="deputy-until"
                name="until"
                type="date"
                required
                min={first}
                max={last}
                value={fault?.typed.until ?? ''}
                {...faulty(fault, 'deputy-until')}
              />
            </div>
            <button type="submit">{ASK_CONFIRMATION}</button>
          </form>
          <p class="hint">安全管理员确认以后开始，到期自动结束，不用再办理。</p>
        </>
      )}
    </section>
  )
}
