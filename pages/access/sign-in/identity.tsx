import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { BIND_IDENTITY, IDENTITY_PROVIDER, SIGN_IN_BY_PROVIDER } from '../../../wording/identity.ts'
import { Layout } from '../../parts/layout.tsx'
import { Elsewhere, SignInAgain } from './passkey-list.tsx'

interface ProviderButtonProps {
  readonly next: string | undefined
  /** The address to which the provider leads back, where the page was opened by another. */
  readonly elsewhere: string | undefined
}

/** The way to the city's identity provider, beside the password. */
export function ProviderButton({ next, elsewhere }: ProviderButtonProps) {
  if (elsewhere !== undefined) return <Elsewhere address={elsewhere} path="/sign-in" act={SIGN_IN_BY_PROVIDER} />
  return (
    <form class="fields one" method="post" action="/sign-in/identity">
      <input type="hidden" name="next" value={next ?? ''} />
      <button type="submit" id="sign-in-identity" class="plain">
        {SIGN_IN_BY_PROVIDER}
      </button>
    </form>
  )
}

interface ToProviderProps {
  readonly policy: Policy
  readonly local: boolean
  readonly url: string
}

/** The response leads on by itself; browsers that do not follow have the link. */
export function ToProvider({ policy, local, url }: ToProviderProps) {
  const heading = `正在转到${IDENTITY_PROVIDER}`
  return (
    <Layout policy={policy} local={local} title={heading}>
      <section class="card narrow">
        <h1>{heading}</h1>
        <p>
          没有自动转到的，请<a href={url}>打开{IDENTITY_PROVIDER}</a>。
        </p>
      </section>
    </Layout>
  )
}

export interface BoundIdentityProps {
  readonly boundAt: string | undefined
  /** The provider is both factors, or the account has an authenticator beside. */
  readonly isUsable: boolean
  readonly elsewhere: string | undefined
  /** The sign-in is of the last minutes. */
  readonly isFresh: boolean
}

/** On 我的账号: the account's binding, or how to bind it. */
export function BoundIdentity({ boundAt, ...how }: BoundIdentityProps) {
  return (
    <section class="card narrow" aria-labelledby="identity-title">
      <h2 id="identity-title">{IDENTITY_PROVIDER}</h2>
      <p class="hint">
        {boundAt === undefined
          ? `绑定以后，可以用${IDENTITY_PROVIDER}登录本账号。请用本人的身份认证，不要绑定他人的。`
          : `已于${timeName(boundAt)}绑定，可以用${IDENTITY_PROVIDER}登录本账号。`}
      </p>
      <ChangeOfIdentity isBound={boundAt !== undefined} {...how} />
    </section>
  )
}

type Change = Omit<BoundIdentityProps, 'boundAt'> & { readonly isBound: boolean }

function ChangeOfIdentity({ isBound, isUsable, elsewhere, isFresh }: Change) {
  if (!isFresh) return <SignInAgain act="绑定或者解除绑定" />
  if (isBound)
    return (
      <form class="fields one" method="post" action="/account/identity/end">
        <button type="submit" class="plain">
          解除绑定
        </button>
      </form>
    )
  if (!isUsable) return <p class="note">本账号没有手机验证器，不能绑定，请用通行密钥登录。</p>
  if (elsewhere !== undefined) return <Elsewhere address={elsewhere} path="/account" act={BIND_IDENTITY} />
  return (
    <form class="fields one" method="post" action="/account/identity">
      <button type="submit" class="plain" id="bind-identity">
        {BIND_IDENTITY}
      </button>
    </form>
  )
}
