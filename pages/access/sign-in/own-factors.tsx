import { timeName } from '../../../wording/dates.ts'
import { OWN_FACTOR_ACTS, OWN_FACTORS } from '../../../wording/own-factors.ts'
import { BACK_TO_ACCOUNT } from '../../../wording/page-names.ts'
import { CodeField } from '../../parts/code-field.tsx'
import { faulty } from '../../parts/fault.tsx'
import { Layout, type LayoutProps } from '../../parts/layout.tsx'
import { SignInAgain } from './passkey-list.tsx'
import { AuthenticatorPicture, NewPasswordFields, RecoveryList } from './secrets-once.tsx'

export interface OwnFactorsProps {
  readonly passwordSetAt: string | undefined
  /** How many recovery codes are left. */
  readonly recovery: number
  readonly isFresh: boolean
}

/** On 我的账号: password, authenticator and recovery codes. */
export function OwnFactors({ passwordSetAt, recovery, isFresh }: OwnFactorsProps) {
  return (
    <section class="card narrow" id="factors" aria-labelledby="factors-title">
      <h2 id="factors-title">{OWN_FACTORS}</h2>
      <dl class="facts">
        {passwordSetAt && <dt>密码设置于</dt>}
        {passwordSetAt && <dd>{timeName(passwordSetAt)}</dd>}
        <dt>没有用过的恢复码</dt>
        <dd>{recovery}个</dd>
      </dl>
      {isFresh ? (
        <>
          <p>
            <a class="button" href="/account/password">
              {OWN_FACTOR_ACTS.password}
            </a>
          </p>
          <form class="fields one" method="post" action="/account/authenticator/new">
            <button type="submit" class="plain" aria-describedby="authenticator-hint">
              {OWN_FACTOR_ACTS.authenticator}
            </button>
            <p class="hint" id="authenticator-hint">
              换手机前先更换。新验证器的数字核对无误以后，原来的验证器不能再用。
            </p>
          </form>
          <form class="fields one" method="post" action="/account/recovery-codes">
            <button type="submit" class="plain" aria-describedby="recovery-hint">
              {OWN_FACTOR_ACTS.recovery}
            </button>
            <p class="hint" id="recovery-hint">
              点了以后，原来的恢复码立即不能再用。
            </p>
          </form>
        </>
      ) : (
        <SignInAgain act="修改密码、更换验证器或者重新生成恢复码" />
      )}
    </section>
  )
}

type Frame = Pick<LayoutProps, 'policy' | 'local' | 'fault'>

const BackToAccount = () => (
  <p class="back">
    <a href="/account">{BACK_TO_ACCOUNT}</a>
  </p>
)

/** The present password, a new one, and a code. */
export function ChangePassword({ isFresh, ...frame }: Frame & { readonly isFresh: boolean }) {
  const title = OWN_FACTOR_ACTS.password
  return (
    <Layout {...frame} title={title}>
      <BackToAccount />
      <section class="card narrow">
        <h1>{title}</h1>
        {isFresh ? (
          <form class="fields one" method="post" action="/account/password">
            <p class="note">修改以后，在其他地方的登录都将退出。</p>
            <div class="field">
              <label for="present-password">现在的密码</label>
              <input
                id="present-password"
                name="present"
                type="password"
                required
                maxlength={512}
                autocomplete="current-password"
                {...faulty(frame.fault, 'present-password')}
              />
            </div>
            <NewPasswordFields id="new-password" label="新密码" fault={frame.fault} />
            <CodeField id="password-code" label="手机验证器上的6位数字，或者一个恢复码" fault={frame.fault} />
            <p class="hint">刚才登录用过的数字不能再用，请等验证器换了新的数字再填。</p>
            <button type="submit">{title}</button>
          </form>
        ) : (
          <SignInAgain act="修改密码" />
        )}
      </section>
    </Layout>
  )
}

/** A password that is too old, between the code and everything else. */
export function RenewPassword({ days, ...frame }: Frame & { readonly days: number }) {
  return (
    <Layout {...frame} title="更换密码">
      <section class="card narrow">
        <h1>更换密码</h1>
        <p class="note">密码已满{days}天，按规定要更换。更换以后才能继续。</p>
        <form class="fields one" method="post" action="/sign-in/password">
          <NewPasswordFields id="renewed-password" label="新密码" fault={frame.fault} />
          <button type="submit">更换密码并登录</button>
        </form>
      </section>
    </Layout>
  )
}

/** The next authenticator, which counts once its first code is right. */
export function ExchangeAuthenticator({
  pending,
  ...frame
}: Frame & { readonly pending: { readonly sealed: string; readonly uri: string; readonly secret: string } }) {
  const title = OWN_FACTOR_ACTS.authenticator
  return (
    <Layout {...frame} title={title}>
      <BackToAccount />
      <section class="card narrow">
        <h1>{title}</h1>
        <AuthenticatorPicture uri={pending.uri} secret={pending.secret} />
        <form class="fields one" method="post" action="/account/authenticator">
          <input type="hidden" name="sealed" value={pending.sealed} />
          <CodeField id="authenticator-code" label="新验证器上的6位数字" fault={frame.fault} />
          <p class="hint">10分钟内有效。更换以后，原来的验证器不能再用，在其他地方的登录都将退出。</p>
          <button type="submit">{title}</button>
        </form>
      </section>
    </Layout>
  )
}

export function NewRecoveryCodes({ codes, ...frame }: Frame & { readonly codes: readonly string[] }) {
  return (
    <Layout {...frame} title="新的恢复码">
      <BackToAccount />
      <section class="card narrow">
        <h1>新的恢复码</h1>
        <RecoveryList codes={codes} />
        <p>原来的恢复码已经不能再用。</p>
      </section>
    </Layout>
  )
}
