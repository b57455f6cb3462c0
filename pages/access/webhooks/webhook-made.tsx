import type { Policy } from '../../../schemas/records/policy.ts'
import type { Webhook } from '../../../schemas/records/webhook.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { BACK_TO_WEBHOOKS, TEST_WEBHOOK } from '../../../wording/webhooks.ts'
import { Layout } from '../../parts/layout.tsx'
import { WebhookFacts } from './webhook.tsx'

export interface WebhookMadeProps {
  readonly policy: Policy
  readonly local: boolean
  readonly webhook: Webhook
  readonly secret: string
}

/** A new webhook's secret, this once. */
export function WebhookMade({ policy, local, webhook, secret }: WebhookMadeProps) {
  return (
    <Layout policy={policy} here="/webhooks" local={local} title={PAGE_NAMES.webhooks}>
      <p class="back">
        <a href="/webhooks">{BACK_TO_WEBHOOKS}</a>
      </p>
      <h1>{PAGE_NAMES.webhooks}</h1>
      <section class="card">
        <p class="note">
          签名密钥只在这里显示一次。请现在交给该单位，由其业务系统用来核对通知确由本平台发出；遗失或者泄露的，请停止推送，另建一个。
        </p>
        <p>
          <code class="secret" id="secret">
            {secret}
          </code>
        </p>
        <WebhookFacts policy={policy} webhook={webhook} />
        <form method="post" action={`/webhooks/${webhook.id}/test`}>
          <button type="submit">{TEST_WEBHOOK}</button>
        </form>
      </section>
    </Layout>
  )
}
