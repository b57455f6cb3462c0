import { MOST_PASSKEYS, type Passkey } from '../../../schemas/records/passkey.ts'
import { timeName, usedName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { PASSKEY_ACTS } from '../../../wording/passkeys.ts'
import { type Fault, faulty } from '../../parts/fault.tsx'
import { ScrollTable } from '../../parts/scroll-table.tsx'

export interface PasskeyListProps {
  readonly passkeys: readonly (Passkey & { readonly ref: string })[]
  /** A password and an authenticator open the account too. */
  readonly hasPassword: boolean
  /** The address that has passkeys, where the page was opened by another. */
  readonly elsewhere: string | undefined
  /** The sign-in is of the last minutes. */
  readonly isFresh: boolean
  readonly fault?: Fault | undefined
}

const PASSKEYS = '通行密钥'

/** An account's passkeys, on its page. */
export function PasskeyList({ passkeys, hasPassword, elsewhere, isFresh, fault }: PasskeyListProps) {
  const isLast = passkeys.length === 1 && !hasPassword
  return (
    <section class="card narrow" id="passkeys" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{PASSKEYS}</h2>
      <p class="hint">用指纹、人脸、设备密码或者安全密钥登录，不用填写密码和验证码。最好在两台设备上各添加一个。</p>
      {passkeys.length > 0 && (
        <ScrollTable name={PASSKEYS} headings={['名称', '添加时间', HEADINGS.lastUsed, HEADINGS.act]}>
          {passkeys.map(({ ref, name, madeAt, usedAt }) => (
            <tr>
              <td>{name}</td>
              <td>{timeName(madeAt)}</td>
              <td>{usedName(usedAt)}</td>
              <td>
                {isFresh && !isLast && (
                  <form method="post" action="/account/passkeys/remove">
                    <input type="hidden" name="ref" value={ref} />
                    <button type="submit" class="plain" aria-label={`移除${name}`}>
                      移除
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
      {isLast && <p class="note">这是登录的唯一方式，不能移除。请先添加另一个。</p>}
      <NextPasskey {...{ elsewhere, isFresh, isFull: passkeys.length >= MOST_PASSKEYS, fault }} />
    </section>
  )
}

function NextPasskey({
  elsewhere,
  isFresh,
  isFull,
  fault,
}: Pick<PasskeyListProps, 'elsewhere' | 'isFresh' | 'fault'> & { readonly isFull: boolean }) {
  if (elsewhere !== undefined) return <Elsewhere address={elsewhere} path="/account" act={PASSKEY_ACTS.add} />
  if (!isFresh) return <SignInAgain act="添加或者移除" />
  if (isFull) return <p class="note">已有{MOST_PASSKEYS}个通行密钥。请先移除不用的，再添加。</p>
  return (
    <form class="fields one" method="post" action="/account/passkeys/new" data-passkeys hidden>
      <div class="field">
        <label for="passkey-name">{'名称（例如“办公室电脑”）'}</label>
        <input
          id="passkey-name"
          name="name"
          required
          maxlength={30}
          autocomplete="off"
          value={fault?.typed.name ?? ''}
          {...faulty(fault, 'passkey-name')}
        />
      </div>
      <button type="submit">{PASSKEY_ACTS.add}</button>
    </form>
  )
}

/** Ways to sign in are changed soon after signing in. */
export function SignInAgain({ act }: { readonly act: string }) {
  return (
    <p class="note">
      登录后15分钟内才能{act}。请<a href="/sign-in?next=%2Faccount">重新登录</a>。
    </p>
  )
}

/** Passkeys are of one address, by its name. */
export function Elsewhere({ address, path, act }: { address: string; path: string; act: string }) {
  return (
    <p class="hint">
      {`${act}的，请换这个网址打开本平台：`}
      <a href={address + path}>{address}</a>
    </p>
  )
}
