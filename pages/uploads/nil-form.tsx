import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { formName, NIL_RETURN } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { CHOOSE, NEXT } from '../../wording/page-names.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import type { Sender } from './upload-form.tsx'

interface NilFormProps {
  readonly policy: Policy
  readonly sender: Sender
  readonly periods: readonly string[]
  readonly period: string
  /** The list that a task names. */
  readonly chosen: string | undefined
  readonly fault: Fault | undefined
}

/** Whoever sends lists may have nobody to send. */
export function reportsNil({ categories }: Policy, { office }: Sender): boolean {
  return categories.some((category) => category.office === office)
}

/** An empty file would be refused. */
export function NilForm({ policy, sender, periods, period: shown, chosen, fault }: NilFormProps) {
  if (!reportsNil(policy, sender)) return null
  const { division, office } = sender
  const { period: month = shown, list = chosen && `${office}/${chosen}` } = fault?.typed ?? {}
  const own = policy.categories.filter((category) => category.office === office)
  return (
    <section class="card" aria-labelledby="nil-title">
      <h2 id="nil-title">{NIL_RETURN}</h2>
      <p class="hint">当月没有人员要报的，不用上传文件，在这里报告；下一步会写明报告的内容，提交后才算报告。</p>
      <form class="fields" method="get" action="/nil-returns">
        <input type="hidden" name="division" value={division} />
        <div class="field long">
          <label for="nil-period">{HEADINGS.period}</label>
          <select id="nil-period" name="period" required>
            {periods.map((period) => (
              <option value={period} selected={period === month}>
                {periodName(period)}
              </option>
            ))}
          </select>
        </div>
        <div class="field long">
          <label for="nil-list">{HEADINGS.list}</label>
          <select id="nil-list" name="list" required {...faulty(fault, 'nil-list')}>
            <option value="">{CHOOSE}</option>
            {own.flatMap(({ code }) =>
              ['new', 'full'].map((mode) => (
                <option value={`${office}/${code}-${mode}`} selected={list === `${office}/${code}-${mode}`}>
                  {formName(`${code}-${mode}`, policy)}
                </option>
              )),
            )}
          </select>
        </div>
        <button type="submit">{NEXT}</button>
      </form>
    </section>
  )
}
