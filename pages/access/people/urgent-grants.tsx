import type { Duty } from '../../../schemas/duties.ts'
import type { Account } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { clockName, timeName } from '../../../wording/dates.ts'
import { DUTY_NAMES } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { BACK_TO_PEOPLE, URGENT } from '../../../wording/people.ts'
import { Layout } from '../../parts/layout.tsx'
import { ScrollTable } from '../../parts/scroll-table.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'

interface Given {
  readonly time: string
  readonly account: Account | undefined
  readonly giver: Account | undefined
  readonly duty: Duty | undefined
  readonly reason: string
  /** Given while it lasts. */
  readonly until: string | undefined
}

interface UrgentGrantsProps {
  readonly policy: Policy
  readonly local: boolean
  /** The latest first. */
  readonly given: readonly Given[]
  readonly isAll: boolean
}

/** 应急授权, in force and past. */
export function UrgentGrants({ policy, local, given, isAll }: UrgentGrantsProps) {
  return (
    <Layout policy={policy} here="/people" local={local} title={URGENT}>
      <p class="back">
        <a href="/people">{BACK_TO_PEOPLE}</a>
      </p>
      <h1>{URGENT}</h1>
      <section class="card" aria-label={URGENT}>
        {given.length === 0 ? (
          <p class="hint">没有作过应急授权。需要授权的，请打开有关人员的账号。</p>
        ) : (
          <ScrollTable
            name={URGENT}
            headings={[
              HEADINGS.time,
              HEADINGS.account,
              HEADINGS.office,
              HEADINGS.duties,
              HEADINGS.reason,
              '授权人',
              HEADINGS.state,
            ]}
          >
            {given.map((one) => (
              <Row {...one} policy={policy} />
            ))}
          </ScrollTable>
        )}
        {!isAll && <p class="hint">更早的应急授权，由市审计员在审计记录中查找。</p>}
      </section>
    </Layout>
  )
}

function Row({ policy, time, account, giver, duty, reason, until }: Given & { readonly policy: Policy }) {
  const state = until
    ? ({ words: `有效至${clockName(until)}`, tone: 'wait', moving: false } as const)
    : ({ words: '已结束', tone: 'plain', moving: false } as const)
  return (
    <tr>
      <th scope="row" class="brief">
        {timeName(time)}
      </th>
      <td>{account && <a href={`/people/${account.division}/${account.id}`}>{account.name}</a>}</td>
      <td>{account && placeOf(policy, account)}</td>
      <td class="brief">{duty && DUTY_NAMES[duty]}</td>
      <td>{reason}</td>
      <td>{giver?.name}</td>
      <td>
        <StateBadge state={state} />
      </td>
    </tr>
  )
}
