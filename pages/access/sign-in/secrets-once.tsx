import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { type Fault, faulty } from '../../parts/fault.tsx'

/** Two fields for a new password, with what it has to be. */
export function NewPasswordFields({ id, label, fault }: { id: string; label: string; fault?: Fault | undefined }) {
  return (
    <>
      <div class="field">
        <label for={id}>{label}</label>
        <input
          id={id}
          name="password"
          type="password"
          required
          maxlength={512}
          autocomplete="new-password"
          aria-describedby="password-hint"
          {...faulty(fault, id)}
        />
        <p class="hint" id="password-hint">
          至少10个字符，包含大写字母、小写字母、数字、符号中的3种；或者至少16个字符。
        </p>
      </div>
      <div class="field">
        <label for={`${id}-again`}>再填一遍密码</label>
        <input id={`${id}-again`} name="again" type="password" required maxlength={512} autocomplete="new-password" />
      </div>
    </>
  )
}

/** An authenticator's secret, to be scanned or typed. */
export function AuthenticatorPicture({ uri, secret }: { uri: string; secret: string }) {
  return (
    <>
      <p>请在手机上打开验证器（没有的，在应用商店搜索“TOTP验证器”，安装一个），扫描下面的二维码：</p>
      <div class="qr">{raw(renderSVG(uri, { ecc: 'M', border: 4 }))}</div>
      <p class="phone screen">
        验证器就在这部手机上的，不用扫描：<a href={uri}>添加到验证器</a>
      </p>
      <p>
        不能扫描的，手工输入密钥：<code class="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
    </>
  )
}

/** Recovery codes, which no page shows again. */
export function RecoveryList({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <p class="note">请抄写或者打印，放在安全的地方。手机丢失时用来登录，每个只能用一次，以后不再显示。</p>
      <ul class="recovery">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
