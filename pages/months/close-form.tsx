import type { NamedDivision } from '../../schemas/records/policy.ts'
import { SEE_AND_CLOSE } from '../../wording/page-names.ts'

/** Leads to what a month would be closed with. */
export function CloseForm({ county, period }: { county: NamedDivision; period: string }) {
  return (
    <form class="confirm" method="get" action="/closing">
      <p class="hint">名单和参保登记信息报齐以后，由社保经办机构办结本月。下一步先列出哪些已报、哪些未报。</p>
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="county" value={county.code} />
      <button type="submit">{SEE_AND_CLOSE}</button>
    </form>
  )
}
