import type { NamedDivision } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { CountyOptions } from '../parts/county-options.tsx'

/** Leads to what a month would be closed with. */
export function CloseForm({ counties, period }: { counties: readonly NamedDivision[]; period: string }) {
  return (
    <form class="confirm" method="get" action="/closing">
      <p class="hint">名单和参保登记信息报齐以后，由社保经办机构办结本月。下一步先列出哪些已报、哪些未报。</p>
      <input type="hidden" name="period" value={period} />
      <div class="line">
        <label for="close-county">{HEADINGS.county}</label>
        <select id="close-county" name="county" required>
          <CountyOptions counties={counties} />
        </select>
        <button type="submit">核对并办结</button>
      </div>
    </form>
  )
}
