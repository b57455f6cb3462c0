import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { formName, NIL_RETURN } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { CHOOSE, NEXT } from '../../wording/page-names.ts'
import { CountyOptions } from '../parts/county-options.tsx'
import { type Fault, faulty } from '../parts/fault.tsx'

interface NilFormProps {
  readonly policy: Policy
  readonly periods: readonly string[]
  readonly fault: Fault | undefined
}

/** An empty file would be refused. */
export function NilForm({ policy, periods, fault }: NilFormProps) {
  const { division, period: chosen, list } = fault?.typed ?? {}
  const byOffice = Map.groupBy(policy.categories, ({ office }) => office)
  return (
    <section class="card" aria-labelledby="nil-title">
      <h2 id="nil-title">{NIL_RETURN}</h2>
      <p class="hint">当月没有人员要报的，不用上传文件，在这里报告；下一步会写明报告的内容，提交后才算报告。</p>
      <form class="fields" method="get" action="/nil-returns">
        <div class="field">
          <label for="nil-division">{HEADINGS.county}</label>
          <select id="nil-division" name="division" required>
            <CountyOptions counties={policy.counties} city={policy.city} chosen={division} />
          </select>
        </div>
        <div class="field">
          <label for="nil-period">{HEADINGS.period}</label>
          <select id="nil-period" name="period" required>
            {periods.map((period) => (
              <option value={period} selected={period === chosen}>
                {periodName(period)}
              </option>
            ))}
          </select>
        </div>
        <div class="field long">
          <label for="nil-list">单位和名单</label>
          <select id="nil-list" name="list" required {...faulty(fault, 'nil-list')}>
            <option value="">{CHOOSE}</option>
            {[...byOffice].map(([office, own]) => (
              <optgroup label={OFFICE_NAMES[office]}>
                {own.flatMap(({ code }) =>
                  ['new', 'full'].map((mode) => (
                    <option value={`${office}/${code}-${mode}`} selected={list === `${office}/${code}-${mode}`}>
                      {formName(`${code}-${mode}`, policy)}
                    </option>
                  )),
                )}
              </optgroup>
            ))}
          </select>
        </div>
        <button type="submit">{NEXT}</button>
      </form>
    </section>
  )
}
