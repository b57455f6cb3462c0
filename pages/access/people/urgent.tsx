import { asOf, URGENT_HOURS } from '../../../rules/access/deputies.ts'
import { dutiesOf } from '../../../rules/access/grants.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { DUTY_NAMES } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { CHOOSE } from '../../../wording/page-names.ts'
import { URGENT } from '../../../wording/people.ts'
import { type Fault, faulty } from '../../parts/fault.tsx'

interface UrgentProps {
  readonly account: Account
  readonly now: number
  readonly fault: Fault | undefined
}

/** Where the city's security gives a duty for hours to an office's account that is in use. */
export function Urgent({ account, now, fault }: UrgentProps) {
  const held = asOf(account, now).duties
  const duties = dutiesOf(account.office).filter((duty) => !held.includes(duty))
  if (account.office === undefined || duties.length === 0 || !account.activeAt || account.lockedAt) return null
  const typed: Readonly<Record<string, string>> = fault?.typed ?? {}
  return (
    <section class="card narrow" aria-labelledby="urgent-title">
      <h2 id="urgent-title">{URGENT}</h2>
      <p class="hint">立即生效，到时自动结束，不需要另一人确认；市审计员和市人社局立即收到邮件，理由记入审计记录。</p>
      <form class="fields" method="post" action={`/people/${account.division}/${account.id}/urgent`}>
        <div class="field">
          <label for="urgent-duty">{HEADINGS.duties}</label>
          <select id="urgent-duty" name="duty" required>
            <option value="">{CHOOSE}</option>
            {duties.map((duty) => (
              <option value={duty} selected={typed.duty === duty}>
                {DUTY_NAMES[duty]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="urgent-hours">小时（最多{URGENT_HOURS}小时）</label>
          <input
            id="urgent-hours"
            name="hours"
            type="number"
            required
            min={1}
            max={URGENT_HOURS}
            value={typed.hours ?? '1'}
          />
        </div>
        <div class="field long">
          <label for="urgent-reason">理由（4至200字，不写姓名和身份证号码）</label>
          <input
            id="urgent-reason"
            name="reason"
            required
            minlength={4}
            maxlength={200}
            autocomplete="off"
            value={typed.reason ?? ''}
            {...faulty(fault, 'urgent-reason')}
          />
        </div>
        <button type="submit">{URGENT}</button>
      </form>
    </section>
  )
}
