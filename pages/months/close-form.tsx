import type { NamedDivision } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { SEE_AND_CLOSE } from '../../wording/page-names.ts'
import { monthSubmitted } from '../../wording/returns.ts'

export interface Closable {
  readonly county: NamedDivision
  readonly submitted: Submitted | undefined
}

/** Who submitted the month's return that stands: the month is closed no more. */
export interface Submitted {
  readonly name: string
  readonly on: string
}

/** Leads to what a month would be closed with. */
export function CloseForm({ of: { county, submitted }, period, isClosed }: CloseFormProps) {
  if (submitted) return <SubmittedNote of={submitted} />
  return (
    <form class="confirm" method="get" action="/closing">
      <p class="hint">
        {isClosed
          ? '本月已办结，还没有报送统计表。此后报来的名单确需计入本月的，可以再次办结，以最后一次为准。'
          : '名单和参保登记信息报齐以后，由社保经办机构办结本月。下一步先列出哪些已报、哪些未报。'}
      </p>
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="county" value={county.code} />
      <button type="submit">{SEE_AND_CLOSE}</button>
    </form>
  )
}

interface CloseFormProps {
  readonly of: Closable
  readonly period: string
  readonly isClosed: boolean
}

export function SubmittedNote({ of: { name, on } }: { readonly of: Submitted }) {
  return <p class="note good">{monthSubmitted(name, dayName(on))}</p>
}
