import type { Actor, Session } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { dutyNames } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { atPlaces } from '../../../wording/people.ts'
import type { Fault } from '../../parts/fault.tsx'
import { Grants } from '../../parts/grants.tsx'
import { Layout } from '../../parts/layout.tsx'
import { ScrollTable } from '../../parts/scroll-table.tsx'
import { BoundIdentity, type BoundIdentityProps } from './identity.tsx'
import { OwnFactors, type OwnFactorsProps } from './own-factors.tsx'
import { PasskeyList, type PasskeyListProps } from './passkey-list.tsx'

export interface MyAccountProps {
  readonly policy: Policy
  readonly local: boolean
  readonly actor: Actor
  readonly sessions: readonly (Session & { readonly hash: string })[]
  /** The hash of the session that looks. */
  readonly here: string
  readonly own: Omit<PasskeyListProps, 'fault'> | undefined
  /** Undefined where no password opens the account. */
  readonly factors: OwnFactorsProps | undefined
  /** Undefined where the city has no identity provider. */
  readonly identity: Pick<BoundIdentityProps, 'boundAt' | 'isUsable'> | undefined
  readonly fault?: Fault | undefined
}

const SESSIONS = '已登录的地方'

/** 我的账号: who one is to the hub, and where one is signed in. */
export function MyAccount({ policy, local, actor, sessions, here, own, factors, identity, fault }: MyAccountProps) {
  const open = sessions.filter(({ stage }) => stage === 'signed-in')
  return (
    <Layout policy={policy} local={local} title={PAGE_NAMES.account} fault={fault}>
      <section class="card narrow">
        <h1>{PAGE_NAMES.account}</h1>
        <dl class="facts">
          <dt>{HEADINGS.name}</dt>
          <dd>{actor.name}</dd>
          <dt>{HEADINGS.office}</dt>
          <dd>{placeOf(policy, actor)}</dd>
          <dt>{HEADINGS.duties}</dt>
          <dd>
            {dutyNames(actor.duties)}
            <Grants grants={actor.grants} />
          </dd>
        </dl>
        <form method="post" action="/sign-out">
          <button type="submit">退出登录</button>
        </form>
      </section>
      {factors && <OwnFactors {...factors} />}
      {own && <PasskeyList {...own} fault={fault} />}
      {own && identity && <BoundIdentity {...identity} elsewhere={own.elsewhere} isFresh={own.isFresh} />}
      <section class="card narrow" aria-labelledby="sessions-title">
        <h2 id="sessions-title">{SESSIONS}</h2>
        {open.length > 1 && <p class="note">{atPlaces(open.length)}</p>}
        <p class="hint">不是本人登录的，请全部退出，并告诉安全管理员。</p>
        <ScrollTable name={SESSIONS} headings={['登录时间', HEADINGS.lastUsed, HEADINGS.address]}>
          {open.map(({ hash, startedAt, usedAt, address }) => (
            <tr>
              <td>{timeName(startedAt)}</td>
              <td>{hash === here ? '本次' : timeName(usedAt)}</td>
              <td>{address}</td>
            </tr>
          ))}
        </ScrollTable>
        <form method="post" action="/account/sessions/end">
          <button type="submit" class="plain">
            全部退出
          </button>
        </form>
      </section>
    </Layout>
  )
}
