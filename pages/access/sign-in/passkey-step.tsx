import type { Policy } from '../../../schemas/records/policy.ts'
import { type Fault, faulty } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'

export interface PasskeyStepProps {
  readonly policy: Policy
  readonly local: boolean
  readonly title: string
  readonly act: 'create' | 'get'
  /** Where the browser's answer goes. */
  readonly action: string
  /** Options of `navigator.credentials`, with bytes as base64url. */
  readonly options: object
  /** What goes with the answer. */
  readonly fields: Readonly<Record<string, string>>
  readonly back: { readonly path: string; readonly text: string }
  readonly fault: Fault | undefined
}

/** The browser's own question about a passkey, which its script asks (pages/assets/passkeys.ts). */
export function PasskeyStep({ policy, local, title, act, action, options, fields, back, fault }: PasskeyStepProps) {
  return (
    <Layout policy={policy} local={local} title={title} fault={fault}>
      <section class="card narrow">
        <h1>{title}</h1>
        <p>请按浏览器的提示，用指纹、人脸、设备密码或者安全密钥确认是本人，5分钟内有效。</p>
        <noscript>
          <p class="note">通行密钥要用脚本，这个浏览器没有启用脚本。请启用后再试，或者用密码和验证码登录。</p>
        </noscript>
        <p class="note" id="passkey-said" role="alert" hidden />
        <form
          class="fields one"
          method="post"
          action={action}
          data-passkey={act}
          data-options={JSON.stringify(options)}
          data-waits={fault ? 'true' : undefined}
        >
          {Object.entries(fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="answer" value="" />
          <button type="submit" id="passkey-start" {...faulty(fault, 'passkey-start')}>
            继续
          </button>
        </form>
        <p>
          <a href={back.path}>{back.text}</a>
        </p>
      </section>
    </Layout>
  )
}
