import { type ActFault, actFault, isOffered, type WishFault, wishFault } from '../../../rules/access/account-acts.ts'
import { type AccountState, accountState } from '../../../rules/access/account-state.ts'
import { dutiesOf } from '../../../rules/access/grants.ts'
import type { Account, Session } from '../../../schemas/records/account.ts'
import { AccountAct, type AccountRequest } from '../../../schemas/records/account-request.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { dutyNames } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import {
  ACCOUNT_ACTS,
  ASK_CONFIRMATION,
  accountBadge,
  BACK_TO_PEOPLE,
  cannotEnd,
  INVITATION,
  LAST_USED,
  NOT_YET_USED,
  OWN_ACCOUNT,
  SIGN_IN_NAME,
  WISH_FAULTS,
} from '../../../wording/people.ts'
import type { Fault } from '../../parts/fault.tsx'
import { Grants } from '../../parts/grants.tsx'
import { Layout } from '../../parts/layout.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { Allowed } from '../../parts/viewer.tsx'
import { Deputy } from './deputy.tsx'
import { DutyBoxes } from './duty-boxes.tsx'
import { Asked } from './people.tsx'
import { Urgent } from './urgent.tsx'

export interface PersonProps {
  readonly policy: Policy
  readonly local: boolean
  readonly account: Account
  /** Of the county or city: one of them may be the last with a duty that is needed. */
  readonly all: readonly Account[]
  /** The reader's account. */
  readonly actor: string
  readonly now: number
  readonly request: AccountRequest | undefined
  readonly sessions: readonly Session[]
  readonly fault: Fault | undefined
}

/** One account: what it may, its state, and what its administrator or security can do about it. */
export function Person(props: PersonProps) {
  const { policy, local, account, all, actor, now, request, sessions, fault } = props
  const state = accountState(account, now)
  return (
    <Layout policy={policy} here="/people" local={local} title={account.name ?? PAGE_NAMES.people} fault={fault}>
      <p class="back">
        <a href={`/people?division=${account.division.slice(0, 6)}`}>{BACK_TO_PEOPLE}</a>
      </p>
      <section class="card narrow">
        <h1>{account.name ?? PAGE_NAMES.people}</h1>
        <p class="big">
          <StateBadge state={accountBadge(account, state)} />
        </p>
        <dl class="facts">
          <dt>{HEADINGS.office}</dt>
          <dd>{placeOf(policy, account)}</dd>
          <dt>{HEADINGS.duties}</dt>
          <dd>
            {dutyNames(account.duties)}
            <Grants grants={account.grants} />
            {request && <Asked request={request} />}
          </dd>
          <dt>{SIGN_IN_NAME}</dt>
          <dd>{account.signInName}</dd>
          <dt>{INVITATION}</dt>
          <dd>{account.letterAt ? timeName(account.letterAt) : '还没有发出'}</dd>
          <dt>{LAST_USED}</dt>
          <dd>{account.usedAt ? timeName(account.usedAt) : NOT_YET_USED}</dd>
          <dt>现在登录的地方</dt>
          <dd>
            {sessions.length === 0 && '没有登录'}
            {sessions.map(({ address, usedAt }) => (
              <p>
                {address}（{timeName(usedAt)}）
              </p>
            ))}
          </dd>
        </dl>
      </section>
      <Allowed to="administer" what="account" of={account}>
        <Letter account={account} state={state} />
        {state !== 'ended' && <OtherDuties account={account} stands={wishFault(actor, account, request, false)} />}
        {state !== 'ended' && (
          <Deputy account={account} now={now} stands={wishFault(actor, account, request, true)} fault={fault} />
        )}
      </Allowed>
      <Allowed to="confirm" what="account" of={account}>
        <Acts account={account} all={all} actor={actor} now={now} />
      </Allowed>
      <Allowed to="confirm" what="account" of={{ division: policy.city.code }}>
        <Urgent account={account} now={now} fault={fault} />
      </Allowed>
    </Layout>
  )
}

function OtherDuties({ account, stands }: { account: Account; stands: WishFault | undefined }) {
  return (
    <section class="card narrow" aria-labelledby="duties-title">
      <h2 id="duties-title">调整职责</h2>
      {stands ? (
        <p class="note">{WISH_FAULTS[stands]}</p>
      ) : (
        <>
          <form class="fields" method="post" action={`/people/${account.division}/${account.id}/duties`}>
            <DutyBoxes duties={dutiesOf(account.office)} ticked={account.duties} />
            <button type="submit">{ASK_CONFIRMATION}</button>
          </form>
          <p class="hint">安全管理员确认以后才改变；改变以后，本人需要重新登录。</p>
        </>
      )}
    </section>
  )
}

function Letter({ account, state }: { account: Account; state: AccountState }) {
  if (!['uninvited', 'invited', 'lapsed'].includes(state)) return null
  const action = `/people/${account.division}/${account.id}/letter`
  return (
    <section class="card narrow" aria-labelledby="letter-title">
      <h2 id="letter-title">{INVITATION}</h2>
      <p class="hint">48小时内有效，只能用一次。重新发送或者打印以后，以前的邀请信作废。</p>
      <form class="line" method="post" action={action}>
        {account.signInName?.includes('@') && (
          <button type="submit" name="by" value="mail">
            重新发送到邮箱
          </button>
        )}
        <button class="plain" type="submit" name="by" value="paper">
          打印邀请信
        </button>
      </form>
    </section>
  )
}

function Acts({ account, all, actor, now }: Pick<PersonProps, 'account' | 'all' | 'actor' | 'now'>) {
  const acts = AccountAct.options.filter((act) => isOffered(act, account, now))
  if (acts.length === 0) return null
  return (
    <section class="card narrow" aria-labelledby="acts-title">
      <h2 id="acts-title">账号安全</h2>
      {actor === account.id ? (
        <p class="note">{OWN_ACCOUNT}</p>
      ) : (
        <form method="post" action={`/people/${account.division}/${account.id}/acts`}>
          {acts.map((act) => (
            <ActButton act={act} stands={actFault(act, actor, account, all, now)} />
          ))}
        </form>
      )}
    </section>
  )
}

function ActButton({ act, stands }: { act: AccountAct; stands: ActFault | undefined }) {
  const { words, hint } = ACCOUNT_ACTS[act]
  if (stands?.fault === 'last') return <p class="note">{cannotEnd(words, stands.duty)}</p>
  return (
    <p>
      <button class="plain" type="submit" name="act" value={act} aria-describedby={`act-${act}`}>
        {words}
      </button>{' '}
      <span class="hint" id={`act-${act}`}>
        {hint}
      </span>
    </p>
  )
}
