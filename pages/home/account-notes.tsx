import type { AccountCheck } from '../../schemas/records/account-check.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { placeOf } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { checkBy, checkOf } from '../../wording/people.ts'

export interface AccountNotesProps {
  readonly mine: readonly AccountCheck[]
  readonly overdue: readonly AccountCheck[]
  readonly kept: number
}

/** What heads of offices, administration and security have to do about accounts. */
export function AccountNotes({ policy, mine, overdue, kept }: AccountNotesProps & { policy: Policy }) {
  const [first] = mine
  if (mine.length + overdue.length + kept === 0) return null
  return (
    <section class="card" aria-labelledby="account-notes-title">
      <h2 id="account-notes-title">{PAGE_NAMES.accountChecks}</h2>
      {first && (
        <p>
          <a class="button" href="/account-checks">
            {checkOf(mine.length)}
          </a>{' '}
          <span class="hint">{checkBy(first.dueOn)}。</span>
        </p>
      )}
      {overdue.length > 0 && (
        <>
          <p>以下单位没有按期核对账号，请督促：</p>
          <ul>
            {overdue.map((check) => (
              <li>{placeOf(policy, check)}</li>
            ))}
          </ul>
        </>
      )}
      {kept > 0 && (
        <p>
          有{kept}个账号长期未使用，没有其他能用的账号有此职责，所以没有锁定。<a href="/people">查看账号</a>
        </p>
      )}
    </section>
  )
}
