import type { AuditCheck } from '../../schemas/records/audit.ts'
import { AUDIT_KINDS, brokenWords, gapWords, LAST_CHECK, lookCount } from '../../wording/audit.ts'
import { dayName, timeName } from '../../wording/dates.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'

export interface AuditSummary {
  /** By the clock. */
  readonly day: string
  readonly check: AuditCheck | undefined
  readonly kinds: readonly { readonly kind: 'view' | 'export'; readonly count: number; readonly isMore: boolean }[]
}

/** What an auditor begins with: whether the chain is whole, and who looked at persons today. */
export function AuditCard({ of: { day, check, kinds } }: { readonly of: AuditSummary }) {
  return (
    <section class="card" aria-labelledby="audit-title">
      <h2 id="audit-title">{PAGE_NAMES.audit}</h2>
      <p class={check?.broken ? 'note bad' : 'note'}>
        {check
          ? `${LAST_CHECK}：${timeName(check.at)}，${check.broken ? brokenWords(check.broken) : `共${check.entries}条，核对无误`}。`
          : '还没有核对过。'}
      </p>
      {check?.gaps?.map((gap) => (
        <p class="note">{gapWords(gap)}。</p>
      ))}
      <p>{dayName(day)}的记录：</p>
      <ul class="lines">
        {kinds.map((one) => (
          <li>
            <form method="post" action="/audit/search">
              <input type="hidden" name="kind" value={one.kind} />
              <input type="hidden" name="day" value={day} />
              <button class="link" type="submit">
                {AUDIT_KINDS[one.kind]}：{lookCount(one)}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <p>
        <a href="/audit">{PAGE_NAMES.audit}</a>
      </p>
    </section>
  )
}
