import type { ApiKey } from '../../../schemas/records/api-key.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { dayName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { BACK_TO_KEYS, KEY_HEADINGS, scopeNames } from '../../../wording/keys.ts'
import { officeName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { Layout } from '../../parts/layout.tsx'

export interface KeyMadeProps {
  readonly policy: Policy
  readonly local: boolean
  readonly apiKey: ApiKey
  readonly token: string
}

/** A new key, this once. */
export function KeyMade({ policy, local, apiKey, token }: KeyMadeProps) {
  const facts = [
    [KEY_HEADINGS.name, apiKey.name],
    [HEADINGS.office, officeName(policy, apiKey)],
    [KEY_HEADINGS.scopes, scopeNames(apiKey.scopes)],
    [KEY_HEADINGS.until, dayName(apiKey.until)],
  ]
  return (
    <Layout policy={policy} here="/keys" local={local} title={PAGE_NAMES.keys}>
      <p class="back">
        <a href="/keys">{BACK_TO_KEYS}</a>
      </p>
      <h1>{PAGE_NAMES.keys}</h1>
      <section class="card">
        <p class="note">
          密钥只在这里显示一次。请现在交给该单位，存放在其业务系统中；遗失或者泄露的，请立即吊销，另建一个。
        </p>
        <p>
          <code class="secret" id="key">
            {token}
          </code>
        </p>
        <dl class="facts">
          {facts.map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </section>
    </Layout>
  )
}
