import { isPartial, lastDuty } from '../../../rules/access/grants.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { type AccountRequest, MOST_DECIDED } from '../../../schemas/records/account-request.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { cannotConfirm, NOT_BY_ONESELF, SIGN_IN_NAME, wishWords } from '../../../wording/people.ts'
import { type Fault, faulty, tickedIn } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { CountyLinks } from './county-links.tsx'

export interface WaitingProps {
  readonly policy: Policy
  readonly local: boolean
  readonly county: string
  readonly accounts: readonly Account[]
  readonly requests: readonly AccountRequest[]
  /** Of whoever asked, by account. */
  readonly names: ReadonlyMap<string, string>
  /** The reader's account. */
  readonly actor: string
  /** Every box is ticked. */
  readonly isAll: boolean
  readonly fault: Fault | undefined
}

/** 待确认的账号: security confirms what administrators ask for, or refuses it. */
export function Waiting({ policy, local, county, accounts, requests, names, actor, isAll, fault }: WaitingProps) {
  const waiting = requests.filter(({ refused }) => !refused)
  const ticked = tickedIn(fault, 'shown[]')
  const open = waiting.slice(0, MOST_DECIDED)
  const known = new Set(accounts.flatMap(({ name, endedAt }) => (name && !endedAt ? [name] : [])))
  return (
    <Layout policy={policy} here="/people/waiting" local={local} title={PAGE_NAMES.waiting} fault={fault}>
      <h1>{PAGE_NAMES.waiting}</h1>
      <CountyLinks policy={policy} county={county} path="/people/waiting" />
      <section class="card">
        {open.length === 0 ? (
          <p class="hint">没有待确认的账号和职责。</p>
        ) : (
          <form method="post" action="/people/waiting">
            <input type="hidden" name="division" value={county} />
            <p class="hint">
              共 {waiting.length} 个。
              {open.length < waiting.length && `本页是前${MOST_DECIDED}个，处理以后再显示其余的。`}
              请核对姓名、单位和职责；确认以后，新账号才发出邀请信，职责才改变。
            </p>
            {!isAll && open.length > 1 && (
              <p>
                <a href={`/people/waiting?division=${county}&all=yes`}>全部勾选</a>
              </p>
            )}
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">选择</th>
                    <th scope="col">{HEADINGS.name}</th>
                    <th scope="col">{HEADINGS.office}</th>
                    <th scope="col">{HEADINGS.duties}</th>
                    <th scope="col">{SIGN_IN_NAME}</th>
                    <th scope="col">提出人</th>
                  </tr>
                </thead>
                <tbody>
                  {open.map((request) => (
                    <tr>
                      <td>
                        {isPartial(actor, request) ? (
                          NOT_BY_ONESELF
                        ) : (
                          <input
                            class="box"
                            type="checkbox"
                            name="shown[]"
                            value={`${request.account}/${request.at}`}
                            aria-label={request.name}
                            checked={ticked?.includes(`${request.account}/${request.at}`) ?? isAll}
                          />
                        )}
                      </td>
                      <td>
                        {request.isNew ? (
                          <>
                            {request.name}
                            {known.has(request.name) && <small class="more">已有同名的账号，请核对是否同一人</small>}
                          </>
                        ) : (
                          <a href={`/people/${request.division}/${request.account}`}>{request.name}</a>
                        )}
                      </td>
                      <td>{placeOf(policy, request)}</td>
                      <td>
                        {wishWords(request)}
                        <LastDuty request={request} accounts={accounts} />
                      </td>
                      <td>{request.signInName}</td>
                      <td>
                        {names.get(request.by)} <small class="more">{timeName(request.at)}</small>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p>
              <button type="submit" name="act" value="confirm">
                确认勾选的账号
              </button>
            </p>
            <div class="field">
              <label for="refusal-reason">不同意的理由（管理员看得到）</label>
              <input
                id="refusal-reason"
                name="reason"
                maxlength={200}
                autocomplete="off"
                value={fault?.typed.reason ?? ''}
                {...faulty(fault, 'refusal-reason')}
              />
            </div>
            <p>
              <button class="plain" type="submit" name="act" value="refuse">
                不同意勾选的账号
              </button>
            </p>
          </form>
        )}
      </section>
    </Layout>
  )
}

/** It can be refused, and confirmed once somebody else has the duty. */
function LastDuty({ request, accounts }: { request: AccountRequest; accounts: readonly Account[] }) {
  const { account: id, duties, until, ends, isNew } = request
  const account = accounts.find((one) => one.id === id)
  if (!account || isNew || until !== undefined) return null
  const duty = lastDuty(account, ends ? [] : duties, accounts)
  return duty ? <small class="more">{cannotConfirm(duty)}</small> : null
}
