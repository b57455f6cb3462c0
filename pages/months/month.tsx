import type { NamedDivision, Policy } from '../../schemas/records/policy.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { Periods } from '../parts/periods.tsx'
import { type Closable, CloseForm } from './close-form.tsx'
import { type ClosedMonth, OutcomeTable } from './outcome-table.tsx'

export interface MonthProps {
  readonly policy: Policy
  readonly local: boolean
  readonly periods: readonly string[]
  readonly period: string
  /** Counties that the account sees. */
  readonly counties: readonly NamedDivision[]
  readonly closed: readonly ClosedMonth[]
  /** Counties whose month is being closed. */
  readonly closing: readonly string[]
  /** The account's own county, if it has reported something. */
  readonly closable: Closable | undefined
}

/** A month from its lists to what was decided. */
export function Month({ policy, local, periods, period, counties, closed, closing, closable }: MonthProps) {
  const [first] = closed
  const moving = closing.length > 0
  return (
    <Layout
      title={PAGE_NAMES.month}
      here="/month"
      policy={policy}
      local={local}
      landscape
      {...(moving && { again: 5 })}
    >
      <h1>{PAGE_NAMES.month}</h1>
      <Periods path="/month" periods={periods} period={period} />
      <div class="card">
        <h2 id="outcomes-title">{HEADINGS.decision}</h2>
        {closable && <CloseForm of={closable} period={period} isClosed={first !== undefined} />}
        <section
          id="outcomes"
          data-live
          data-moving={moving ? '' : undefined}
          class="scroll"
          aria-labelledby="outcomes-title"
          tabindex={0}
        >
          {moving && (
            <p class="note">
              正在办结：{closing.map((county) => divisionName(county, policy)).join('、')}
              。名单还在比对的，比对完成以后才能办结。
            </p>
          )}
          {!first ? (
            <p class="hint">{periodName(period)}还没有办结。</p>
          ) : (
            <>
              <p class="hint">
                {periodName(period)}，认定日 {dayName(first.day)}
                {counties.length > 1 && `，已办结 ${closed.length}/${counties.length} 个${HEADINGS.county}`}。
              </p>
              <OutcomeTable policy={policy} closed={closed} />
            </>
          )}
        </section>
        {first && counties.length === 1 && (
          <p>
            <a href={`/returns/${first.county}/${period}`}>
              {periodName(period)}
              {PAGE_NAMES.return}
            </a>
          </p>
        )}
      </div>
    </Layout>
  )
}
