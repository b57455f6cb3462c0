import type { Account } from '../../../schemas/records/account.ts'
import type { AccountCheck } from '../../../schemas/records/account-check.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { dutyNames } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { CHECK_STATES, checkBy, LAST_USED, NOT_YET_NAMED, NOT_YET_USED, quarterName } from '../../../wording/people.ts'
import { type Fault, tickedIn } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { CountyLinks } from './county-links.tsx'

interface Check {
  readonly check: AccountCheck
  readonly accounts: readonly Account[]
  readonly isOverdue: boolean
}

export interface AccountChecksProps {
  readonly policy: Policy
  readonly local: boolean
  readonly county: string
  /** The address says of which division. */
  readonly named: boolean
  readonly checks: readonly Check[]
  readonly fault: Fault | undefined
}

/** 账号核对: who still has an account, confirmed once a quarter by the head of each office. */
export function AccountChecks({ policy, local, county, named, checks, fault }: AccountChecksProps) {
  const mine = checks.filter(({ accounts }) => accounts.length > 0)
  const others = checks.filter(({ accounts }) => accounts.length === 0)
  const [first] = checks
  return (
    <Layout policy={policy} local={local} title={PAGE_NAMES.accountChecks} fault={fault}>
      <h1>{PAGE_NAMES.accountChecks}</h1>
      <CountyLinks policy={policy} county={county} path="/account-checks" />
      {first === undefined && <p class="note">本季度还没有需要核对的账号。每季度第一个工作日开始核对。</p>}
      {mine[0] && (
        <section class="card" aria-labelledby="mine-title">
          <h2 id="mine-title">{quarterName(mine[0].check.quarter)}待核对的账号</h2>
          <p class="hint">
            {checkBy(mine[0].check.dueOn)}：仍在岗的不用勾选；调离、离职的请勾选“已离开”，由安全管理员停用。
          </p>
          <form method="post" action="/account-checks">
            {named && <input type="hidden" name="division" value={county} />}
            {mine.map(({ check, accounts }) => (
              <Accounts policy={policy} check={check} accounts={accounts} left={tickedIn(fault, 'left[]')} />
            ))}
            <p>
              <button type="submit">核对无误，确认</button>
            </p>
          </form>
        </section>
      )}
      {others.length > 0 && <Others policy={policy} checks={others} />}
    </Layout>
  )
}

interface AccountsProps extends Pick<Check, 'check' | 'accounts'> {
  readonly policy: Policy
  /** Who was ticked before. */
  readonly left: readonly string[] | undefined
}

function Accounts({ policy, check, accounts, left }: AccountsProps) {
  const place = placeOf(policy, check)
  return (
    <>
      <h3>{place}</h3>
      <section class="scroll" aria-label={place} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">已离开</th>
              <th scope="col">{HEADINGS.name}</th>
              <th scope="col">{HEADINGS.duties}</th>
              <th scope="col">{LAST_USED}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map(({ id, name, duties, usedAt }) => (
              <tr>
                <td>
                  <input type="hidden" name="shown[]" value={id} />
                  {name && (
                    <input
                      class="box"
                      type="checkbox"
                      name="left[]"
                      value={id}
                      checked={left?.includes(id)}
                      aria-label={`${name}已离开`}
                    />
                  )}
                </td>
                <td>{name ?? NOT_YET_NAMED}</td>
                <td>{dutyNames(duties)}</td>
                <td>{usedAt ? timeName(usedAt) : NOT_YET_USED}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Others({ policy, checks }: { policy: Policy; checks: readonly Check[] }) {
  return (
    <section class="card" aria-labelledby="others-title">
      <h2 id="others-title">各单位的核对</h2>
      <ul class="todo">
        {checks.map(({ check, isOverdue }) => {
          const { confirmed, quarter, dueOn } = check
          return (
            <li class={confirmed ? 'plain' : isOverdue ? 'bad' : 'wait'}>
              <h3>
                {placeOf(policy, check)} <span>{quarterName(quarter)}</span>
              </h3>
              <p>
                <StateBadge state={CHECK_STATES[confirmed ? 'confirmed' : isOverdue ? 'overdue' : 'open']} />
              </p>
              {confirmed ? (
                <p>
                  {confirmed.by.name}于{timeName(confirmed.at)}核对：在岗{confirmed.stay}人，已离开{confirmed.left}人。
                </p>
              ) : (
                <p>单位负责人：{checkBy(dueOn)}。</p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
