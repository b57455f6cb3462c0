import type { Policy } from '../../../schemas/records/policy.ts'
import { IDENTITY_PROVIDER } from '../../../wording/identity.ts'
import { NEXT } from '../../../wording/page-names.ts'
import { PASSKEY_ACTS } from '../../../wording/passkeys.ts'
import { CodeField } from '../../parts/code-field.tsx'
import { type Fault, faulty } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { ProviderButton } from './identity.tsx'
import { Elsewhere } from './passkey-list.tsx'

export interface SignInProps {
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
}

export interface FirstFactorProps extends SignInProps {
  readonly next: string | undefined
  readonly elsewhere: string | undefined
  /** Whether the city has an identity provider. */
  readonly hasProvider: boolean
  /** Where one signs out of the provider, for whoever has just signed out of the hub. */
  readonly signOutUrl: string | undefined
}

/** The first factor. */
export function SignIn({ policy, local, fault, next, elsewhere, hasProvider, signOutUrl }: FirstFactorProps) {
  return (
    <Layout policy={policy} local={local} title="登录" fault={fault}>
      {signOutUrl !== undefined && (
        <p class="note">
          已退出本平台。{IDENTITY_PROVIDER}可能仍在登录中，请<a href={signOutUrl}>一并退出</a>。
        </p>
      )}
      <section class="card narrow">
        <h1>登录</h1>
        <form class="fields one" method="post" action="/sign-in">
          <input type="hidden" name="next" value={next ?? ''} />
          <div class="field">
            <label for="sign-in-name">手机号或者电子邮箱</label>
            <input
              id="sign-in-name"
              name="name"
              required
              maxlength={254}
              autocomplete="username"
              value={fault?.typed.name ?? ''}
              {...faulty(fault, 'sign-in-name')}
            />
          </div>
          <div class="field">
            <label for="sign-in-password">密码</label>
            <input
              id="sign-in-password"
              name="password"
              type="password"
              required
              maxlength={512}
              autocomplete="current-password"
            />
          </div>
          <button type="submit">{NEXT}</button>
        </form>
        {elsewhere === undefined ? (
          <form class="fields one" method="post" action="/sign-in/passkey" data-passkeys hidden>
            <input type="hidden" name="next" value={next ?? ''} />
            <button type="submit" class="plain">
              {PASSKEY_ACTS.signIn}
            </button>
          </form>
        ) : (
          <Elsewhere address={elsewhere} path="/sign-in" act={PASSKEY_ACTS.signIn} />
        )}
        {hasProvider && <ProviderButton next={next} elsewhere={elsewhere} />}
        <p class="hint">第一次使用的，请打开信中的链接。忘记密码的，请与安全管理员联系。</p>
      </section>
    </Layout>
  )
}

/** The second factor. */
export function Code({ policy, local, fault }: SignInProps) {
  return (
    <Layout policy={policy} local={local} title="填写验证码" fault={fault}>
      <section class="card narrow">
        <h1>填写验证码</h1>
        <form class="fields one" method="post" action="/sign-in/code">
          <CodeField id="sign-in-code" label="手机验证器上的6位数字" fault={fault} />
          <button type="submit">登录</button>
        </form>
        <p class="hint">手机不在身边的，可以填写一个恢复码；每个恢复码只能用一次。</p>
        <p>
          <a href="/sign-in">返回，重新填写密码</a>
        </p>
      </section>
    </Layout>
  )
}
