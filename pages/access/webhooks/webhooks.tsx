import type { Office } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { LONGEST_ADDRESS, MOST_WEBHOOKS, type Webhook, WebhookEvent } from '../../../schemas/records/webhook.ts'
import { timeName } from '../../../wording/dates.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { EVENT_NAMES, MAKE_WEBHOOK, NEVER_SENT, triedWords, WEBHOOK_HEADINGS } from '../../../wording/webhooks.ts'
import { type Fault, faulty, tickedIn } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { OfficeField } from '../../parts/office-field.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { Things, type ThingsShown } from '../../parts/things.tsx'

export interface WebhooksProps {
  readonly policy: Policy
  readonly local: boolean
  readonly division: string
  readonly offices: readonly Office[]
  readonly webhooks: ThingsShown
  readonly fault: Fault | undefined
}

/** 事件推送: to systems of a division's offices. */
export function Webhooks(props: WebhooksProps) {
  const { policy, local, division, webhooks, fault } = props
  return (
    <Layout policy={policy} here="/webhooks" local={local} title={PAGE_NAMES.webhooks} fault={fault}>
      <h1>{PAGE_NAMES.webhooks}</h1>
      <section class="card" aria-labelledby="webhooks-title">
        <h2 id="webhooks-title">
          {divisionName(division, policy)}（{webhooks.list.things.length}）
        </h2>
        <p class="hint">
          事情办结时，平台主动通知各单位自己的业务系统，不用反复查询。通知中只有编号和笔数，没有个人信息；各单位只收到本单位能看到的事项。
        </p>
        <Things of={webhooks} path="/webhooks" file="/webhooks/list.xlsx" />
      </section>
      <section class="card narrow" aria-labelledby="new-webhook-title">
        <h2 id="new-webhook-title">{MAKE_WEBHOOK}</h2>
        {webhooks.list.things.length < MOST_WEBHOOKS ? (
          <NewWebhook {...props} />
        ) : (
          <p class="note">事件推送已满{MOST_WEBHOOKS}个。请先停止不用的，再新建。</p>
        )}
      </section>
    </Layout>
  )
}

export function LastTried({ webhook: { last } }: { webhook: Pick<Webhook, 'last'> }) {
  if (!last) return <>{NEVER_SENT.words}</>
  return (
    <>
      {timeName(last.at)} <StateBadge state={triedWords(last)} />
    </>
  )
}

function NewWebhook({ policy, division, offices, fault }: WebhooksProps) {
  const typed: Readonly<Record<string, string>> = fault?.typed ?? {}
  const ticked: readonly string[] = tickedIn(fault, 'events[]') ?? WebhookEvent.options
  return (
    <form class="fields" method="post" action="/webhooks">
      <OfficeField id="webhook-office" policy={policy} division={division} offices={offices} typed={typed.office} />
      <div class="field long">
        <label for="webhook-url">{WEBHOOK_HEADINGS.url}（以 https:// 开头，由对方系统提供）</label>
        <input
          id="webhook-url"
          name="url"
          type="url"
          required
          maxlength={LONGEST_ADDRESS}
          autocomplete="off"
          value={typed.url ?? ''}
          {...faulty(fault, 'webhook-url')}
        />
      </div>
      <fieldset class="long boxes" id="events">
        <legend>{WEBHOOK_HEADINGS.events}</legend>
        {WebhookEvent.options.map((event) => (
          <label>
            <input type="checkbox" name="events[]" value={event} checked={ticked.includes(event)} />{' '}
            {EVENT_NAMES[event]}
          </label>
        ))}
      </fieldset>
      <button type="submit">{MAKE_WEBHOOK}</button>
    </form>
  )
}
