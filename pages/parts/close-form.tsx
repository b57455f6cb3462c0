import type { Place } from '../../schemas/policy.ts'
import { periodName } from '../words/names.ts'
import { CountyOptions } from './county-options.tsx'

/** The agency closes a county's month: everybody is decided for the day, ledgers, statistics and notices are made. */
export function CloseForm({ counties, period }: { counties: readonly Place[]; period: string }) {
  return (
    <form class="confirm" method="post" action="/reviews">
      <p class="hint">
        名单和参保登记信息报齐以后，由社保经办机构办结：按当天认定每个人，生成台账、统计表和材料收集通知。可以再次办结，以最后一次为准。
      </p>
      <input type="hidden" name="period" value={period} />
      <div class="line">
        <label for="close-county">县（市、区）</label>
        <select id="close-county" name="county" required>
          <CountyOptions counties={counties} />
        </select>
        <button type="submit">办结本月（{periodName(period)}）</button>
      </div>
    </form>
  )
}
