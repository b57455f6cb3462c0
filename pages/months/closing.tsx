import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_TO_MONTH, PAGE_NAMES } from '../../wording/page-names.ts'
import { refusalSentence } from '../../wording/refusals.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { MonthLists, type MonthStanding } from '../parts/month-lists.tsx'
import { type Submitted, SubmittedNote } from './close-form.tsx'

export interface ClosingProps {
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly standing: MonthStanding
  readonly submitted: Submitted | undefined
  /** Of whom nobody has reported anything, no month is closed. */
  readonly isReported: boolean
  /** Two clicks are one close. */
  readonly key: string
  readonly fault: Fault | undefined
}

/** The county's lists of a month, to be looked at before it is closed. */
export function ClosingPage({ policy, local, now, standing, submitted, isReported, key, fault }: ClosingProps) {
  const { county, period } = standing
  const title = `${divisionName(county, policy)}${periodName(period)}办结`
  return (
    <Layout here="/month" policy={policy} local={local} title={title} fault={fault}>
      <p class="back">
        <a href={`/month?period=${period}`}>{BACK_TO_MONTH}</a>
      </p>
      <h1>{title}</h1>
      <section class="card">
        <h2>办结前请核对</h2>
        <MonthLists standing={standing} policy={policy} now={now} />
        {submitted ? (
          <SubmittedNote of={submitted} />
        ) : !isReported ? (
          <p class="note">{refusalSentence('nothing-reported')}</p>
        ) : (
          <form class="confirm" method="post" action="/month-closes">
            <p>
              办结时按当天的情况比对名单上的每个人，生成台账、统计表和材料收集通知。办结以后报来的名单计入下月；确需计入本月的，可以再次办结，以最后一次为准。
            </p>
            <input type="hidden" name="county" value={county} />
            <input type="hidden" name="period" value={period} />
            <input type="hidden" name="key" value={key} />
            <button id="close" type="submit">
              {PAGE_NAMES.close}（{periodName(period)}）
            </button>
          </form>
        )}
      </section>
    </Layout>
  )
}
