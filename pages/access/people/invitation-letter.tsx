import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { INVITED_HOURS } from '../../../rules/access/account-state.ts'
import type { Account } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { dutyNames } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { BACK_TO_PEOPLE, INVITATION } from '../../../wording/people.ts'
import { Layout } from '../../parts/layout.tsx'

export interface InvitationLetterProps {
  readonly policy: Policy
  readonly local: boolean
  readonly account: Account
  readonly token: string
  readonly code: string
  readonly origin: string
  readonly now: Date
}

/** An invitation on paper, for whoever has no mail: shown once. */
export function InvitationLetter({ policy, local, account, token, code, origin, now }: InvitationLetterProps) {
  const link = `${origin}/invitations/${token}`
  const until = new Date(now.getTime() + INVITED_HOURS * 3_600_000).toISOString()
  return (
    <Layout policy={policy} here="/people" local={local} title={INVITATION}>
      <p class="back">
        <a href={`/people/${account.division}/${account.id}`}>{BACK_TO_PEOPLE}</a>
      </p>
      <p class="note screen">这封信只显示这一次。请现在打印，当面交给本人；没有打印的，可以重新生成。</p>
      <section class="card narrow">
        <h1>{INVITATION}</h1>
        <dl class="facts">
          <dt>{HEADINGS.name}</dt>
          <dd>{account.name}</dd>
          <dt>{HEADINGS.office}</dt>
          <dd>{placeOf(policy, account)}</dd>
          <dt>{HEADINGS.duties}</dt>
          <dd>{dutyNames(account.duties)}</dd>
          <dt>启用账号的网址</dt>
          <dd>
            <code class="secret">{link}</code>
          </dd>
          <dt>6位数字</dt>
          <dd>
            <code class="secret">{code}</code>
          </dd>
          <dt>有效期至</dt>
          <dd>{timeName(until)}</dd>
        </dl>
        <div class="qr">{raw(renderSVG(link, { ecc: 'M', border: 4 }))}</div>
        <p>
          请先在手机上装好支持TOTP的验证器，再打开网址（或者扫描二维码），填写6位数字，设置密码，绑定验证器。只能用一次，请勿转交他人。
        </p>
      </section>
    </Layout>
  )
}
