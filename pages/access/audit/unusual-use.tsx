import type { UnusualDay } from '../../../schemas/records/audit.ts'
import { UNUSUAL_WORDS } from '../../../wording/audit.ts'
import { dayName, timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { type Acted, accountName } from './audit-table.tsx'

interface UnusualUseProps {
  /** The latest first. */
  readonly days: readonly UnusualDay[]
  readonly accounts: readonly Acted[]
}

/** What an auditor should ask somebody about. */
export function UnusualUseTable({ days, accounts }: UnusualUseProps) {
  const found = days.flatMap(({ day, found }) => found.map((use) => ({ day, ...use })))
  return (
    <section class="card" aria-labelledby="unusual-title">
      <h2 id="unusual-title">需要了解的查看情况</h2>
      <p class="hint">每天早上统计前一天的查看情况；点“重新核对”时统计今天和昨天的。</p>
      {found.length === 0 ? (
        <p class="note">最近没有需要了解的情况。</p>
      ) : (
        <section class="scroll" aria-label="需要了解的查看情况列表" tabindex={0}>
          <table>
            <thead>
              <tr>
                {[HEADINGS.day, HEADINGS.account, '查看情况', '第一条记录'].map((heading) => (
                  <th scope="col">{heading}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.map(({ day, account, what, count, from, seq }) => (
                <tr>
                  <th scope="row">{dayName(day)}</th>
                  <td>{accountName(accounts, account)}</td>
                  <td>{UNUSUAL_WORDS[what](count)}</td>
                  <td>
                    <a href={`/audit/entries/${seq}`}>
                      第{seq}条（{timeName(from)}）
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
