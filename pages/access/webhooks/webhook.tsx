import type { Policy } from '../../../schemas/records/policy.ts'
import type { Delivery, Webhook } from '../../../schemas/records/webhook.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { officeName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import {
  BACK_TO_WEBHOOKS,
  deliveryName,
  eventNames,
  REPLAY,
  REPLAY_ALL,
  SENT_NOW,
  STOP_WEBHOOK,
  TEST_WEBHOOK,
  triedWords,
  UNDELIVERED,
  WEBHOOK_HEADINGS,
} from '../../../wording/webhooks.ts'
import { Layout } from '../../parts/layout.tsx'
import { number, ScrollTable } from '../../parts/scroll-table.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { LastTried } from './webhooks.tsx'

export interface WebhookProps {
  readonly policy: Policy
  readonly local: boolean
  readonly webhook: Webhook
  readonly waiting: readonly Delivery[]
  readonly dead: readonly Delivery[]
  /** When the reader has had something sent. */
  readonly sent?: string | undefined
}

/** A webhook, with what its system has not taken. */
export function WebhookPage({ policy, local, webhook, waiting, dead, sent }: WebhookProps) {
  const isAwaited = sent !== undefined && (webhook.last?.at ?? '') < sent
  const isMoving = isAwaited || waiting.some(({ tries }) => tries === 0)
  return (
    <Layout policy={policy} here="/webhooks" local={local} title={PAGE_NAMES.webhooks}>
      <p class="back">
        <a href="/webhooks">{BACK_TO_WEBHOOKS}</a>
      </p>
      <h1>{PAGE_NAMES.webhooks}</h1>
      {sent !== undefined && (
        <p class="note good" role="status">
          {SENT_NOW}
        </p>
      )}
      <section class="card" aria-labelledby="webhook-title">
        <h2 id="webhook-title">{officeName(policy, webhook)}</h2>
        <div id="facts" data-live>
          <WebhookFacts policy={policy} webhook={webhook} />
        </div>
        <form method="post" action={`/webhooks/${webhook.id}/test`}>
          <p>
            <button type="submit">{TEST_WEBHOOK}</button>
          </p>
        </form>
        <form method="post" action={`/webhooks/${webhook.id}/revoke`}>
          <p>
            <button type="submit" class="plain">
              {STOP_WEBHOOK}
            </button>
          </p>
        </form>
      </section>
      <section id="dead" class="card" data-live aria-labelledby="dead-title">
        <h2 id="dead-title">
          {UNDELIVERED}（{dead.length}）
        </h2>
        {dead.length > 0 ? (
          <Dead webhook={webhook} dead={dead} />
        ) : (
          <p class="hint">没有未送达的事件。推送8次（约一天）仍未送达的，列在这里，可以重新推送。</p>
        )}
      </section>
      <section
        id="waiting"
        class="card"
        data-live
        data-moving={isMoving ? '' : undefined}
        aria-labelledby="waiting-title"
      >
        <h2 id="waiting-title">待推送（{waiting.length}）</h2>
        {waiting.length > 0 ? <Waiting waiting={waiting} /> : <p class="hint">没有待推送的事件。</p>}
      </section>
    </Layout>
  )
}

export function WebhookFacts({ policy, webhook }: { policy: Policy; webhook: Webhook }) {
  return (
    <dl class="facts">
      <dt>{HEADINGS.office}</dt>
      <dd>{officeName(policy, webhook)}</dd>
      <dt>{WEBHOOK_HEADINGS.url}</dt>
      <dd>{webhook.url}</dd>
      <dt>{WEBHOOK_HEADINGS.events}</dt>
      <dd>{eventNames(webhook.events)}</dd>
      <dt>{WEBHOOK_HEADINGS.last}</dt>
      <dd>
        <LastTried webhook={webhook} />
      </dd>
    </dl>
  )
}

function Dead({ webhook, dead }: Pick<WebhookProps, 'webhook' | 'dead'>) {
  const action = `/webhooks/${webhook.id}/replay`
  const headings = [WEBHOOK_HEADINGS.events, HEADINGS.time, WEBHOOK_HEADINGS.last, HEADINGS.act]
  return (
    <>
      <ScrollTable name="未送达的事件" headings={headings}>
        {dead.map((one) => (
          <tr>
            <td>{deliveryName(one)}</td>
            <td>{timeName(one.at)}</td>
            <td>{one.last && <StateBadge state={triedWords(one.last)} />}</td>
            <td>
              <form method="post" action={action}>
                <input type="hidden" name="delivery" value={one.id} />
                <button type="submit" class="plain" aria-label={`${REPLAY}${deliveryName(one)}${timeName(one.at)}`}>
                  {REPLAY}
                </button>
              </form>
            </td>
          </tr>
        ))}
      </ScrollTable>
      <form method="post" action={action}>
        <button type="submit">{REPLAY_ALL}</button>
      </form>
    </>
  )
}

function Waiting({ waiting }: Pick<WebhookProps, 'waiting'>) {
  const { events, tries, last, next } = WEBHOOK_HEADINGS
  return (
    <ScrollTable name="待推送的事件" headings={[events, HEADINGS.time, number(tries), last, next]}>
      {waiting.map((one) => (
        <tr>
          <td>{deliveryName(one)}</td>
          <td>{timeName(one.at)}</td>
          <td class="number">{one.tries}</td>
          <td>{one.last && <StateBadge state={triedWords(one.last)} />}</td>
          <td>{timeName(one.nextAt)}</td>
        </tr>
      ))}
    </ScrollTable>
  )
}
