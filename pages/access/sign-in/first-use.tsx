import type { Account } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { DUTY_NAMES } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { NEXT } from '../../../wording/page-names.ts'
import { PASSKEY_ACTS } from '../../../wording/passkeys.ts'
import { CodeField } from '../../parts/code-field.tsx'
import type { Fault } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Elsewhere } from './passkey-list.tsx'
import { AuthenticatorPicture, NewPasswordFields, RecoveryList } from './secrets-once.tsx'

interface ByLink {
  readonly policy: Policy
  readonly local: boolean
  readonly token: string
  readonly fault: Fault | undefined
}

/** The letter's code, and a password. */
export function FirstUse({
  policy,
  local,
  token,
  account,
  fault,
  elsewhere,
}: ByLink & { readonly account: Account; readonly elsewhere: string | undefined }) {
  return (
    <Layout policy={policy} local={local} title="启用账号" fault={fault}>
      <section class="card narrow">
        <h1>启用账号</h1>
        <dl class="facts">
          <dt>{HEADINGS.office}</dt>
          <dd>{placeOf(policy, account)}</dd>
          <dt>{HEADINGS.duties}</dt>
          <dd>{account.duties.map((duty) => DUTY_NAMES[duty]).join('、')}</dd>
          {account.name && <dt>{HEADINGS.name}</dt>}
          {account.name && <dd>{account.name}</dd>}
          {account.signInName && <dt>登录名</dt>}
          {account.signInName && <dd>{account.signInName}</dd>}
        </dl>
        {account.activeAt && <p class="note">启用以后，原来的密码、验证器、恢复码和通行密钥都不能再用。</p>}
        <form class="fields one" method="post" action={`/invitations/${token}`}>
          <CodeField id="first-use-code" label="信中的6位数字" fault={fault} isLetter />
          {!account.name && (
            <div class="field">
              <label for="first-use-name">{HEADINGS.name}</label>
              <input
                id="first-use-name"
                name="name"
                required
                maxlength={60}
                autocomplete="name"
                value={fault?.typed.name ?? ''}
              />
            </div>
          )}
          {!account.signInName && (
            <div class="field">
              <label for="first-use-sign-in-name">手机号或者电子邮箱（以后用来登录）</label>
              <input
                id="first-use-sign-in-name"
                name="signInName"
                required
                maxlength={254}
                autocomplete="username"
                value={fault?.typed.signInName ?? ''}
              />
            </div>
          )}
          <NewPasswordFields id="first-use-password" label="设置密码" />
          <button type="submit">{NEXT}</button>
          {elsewhere === undefined && (
            <div class="field" data-passkeys hidden>
              <p class="hint" id="passkey-hint">
                不想设密码的，可以用本机的指纹、人脸、设备密码或者安全密钥，两遍密码不用填写。
              </p>
              <button
                type="submit"
                class="plain"
                formaction={`/invitations/${token}/passkey`}
                formnovalidate
                aria-describedby="passkey-hint"
              >
                {PASSKEY_ACTS.begin}
              </button>
            </div>
          )}
        </form>
        {elsewhere !== undefined && (
          <Elsewhere address={elsewhere} path={`/invitations/${token}`} act={PASSKEY_ACTS.begin} />
        )}
      </section>
    </Layout>
  )
}

export interface Enrolment {
  readonly uri: string
  readonly secret: string
  readonly recovery: readonly string[]
}

/** The second factor, whose secret is shown once. */
export function Enrol({
  policy,
  local,
  token,
  enrolment,
  fault,
}: ByLink & { readonly enrolment: Enrolment | undefined }) {
  return (
    <Layout policy={policy} local={local} title="绑定手机验证器" fault={fault}>
      <section class="card narrow">
        <h1>绑定手机验证器</h1>
        {enrolment ? (
          <>
            <AuthenticatorPicture uri={enrolment.uri} secret={enrolment.secret} />
            <h2>恢复码</h2>
            <RecoveryList codes={enrolment.recovery} />
          </>
        ) : (
          <p class="note">
            请填写验证器上的数字。二维码只显示一次；没有扫描的，请<a href={`/invitations/${token}`}>重新开始</a>。
          </p>
        )}
        <form class="fields one" method="post" action={`/invitations/${token}/code`}>
          <CodeField id="enrol-code" label="验证器上的6位数字" fault={fault} />
          <button type="submit">完成并登录</button>
        </form>
      </section>
    </Layout>
  )
}
