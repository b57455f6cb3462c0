import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Standing } from '../../schemas/records/obligation.ts'
import type { Counts } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday, dayName, periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeName } from '../../wording/offices.ts'
import { BACK_TO_RETURNS, PAGE_NAMES, SUBMIT } from '../../wording/page-names.ts'
import {
  CHANGES_HINT,
  changesTitle,
  faultsWords,
  NO_CHANGES,
  RETURN_STATES,
  RETURN_WORDS,
  returnState,
  submittedLine,
} from '../../wording/returns.ts'
import { TIMELINESS } from '../../wording/timeliness.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { Course, type Happening } from '../parts/steps.tsx'
import { Allowed, useMay } from '../parts/viewer.tsx'
import { returnCourse } from './return-course.ts'
import { ReturnSums, type SumRow } from './return-sums.tsx'
import { ReturnVersions } from './return-versions.tsx'
import { SubmitForm } from './submit-form.tsx'

export interface ConsolidationPageProps {
  readonly own: MonthReturn
  /** Every county's. */
  readonly counties: readonly MonthReturn[]
  readonly seen: string | undefined
  /** What was submitted last is the sum of other returns than stand now, or nothing was. */
  readonly isDue: boolean
  /** By county, as they stand. */
  readonly sums: readonly SumRow[]
  readonly total: Counts
  /** Since the month before, of the counties that submitted both. */
  readonly changes: readonly SumRow[]
  readonly change: Counts
  readonly owed: Standing | undefined
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** The city's month: what counties have submitted, and the sum that the city submits. */
export function ConsolidationPage(props: ConsolidationPageProps) {
  const { own, counties, seen, isDue, sums, total, changes, change, owed, policy, local, fault } = props
  const { division, period, versions, standing } = own
  const title = `${divisionName(division, policy)}${periodName(period)}${PAGE_NAMES.consolidation}`
  const submitted = counties.filter((one) => one.standing !== undefined).length
  const missing = missingOf(counties, policy)
  const office = officeName(policy, { division, office: 'social-insurance' })
  const happened = [...returnCourse(own, office), ...props.handled]
  const receiver = officeName(policy, { division, office: 'human-resources' })
  return (
    <Layout title={title} here="/returns" policy={policy} local={local} fault={fault} landscape>
      <p class="back">
        <a href="/returns">{BACK_TO_RETURNS}</a>
      </p>
      <h1>{title}</h1>
      <section class="card">
        <p class="big">
          <StateBadge
            state={
              own.standing ? RETURN_STATES.submitted : { ...RETURN_STATES.closed, words: RETURN_WORDS.notSubmitted }
            }
          />
        </p>
        <p class={`note ${isDue ? 'bad' : 'good'}`}>
          {submittedLine(submitted, missing)}
          {standing && isDue && '上次报送汇总表以后，县（市、区）有退回或者新的报送，请重新报送汇总表。'}
          {!standing &&
            owed &&
            `汇总表截止：${dayAndWeekday(owed.obligation.due)}${owed.state === 'missing' ? `，${TIMELINESS.missing}` : ''}。`}
          {standing && !isDue && `汇总表已报${receiver}。`}
        </p>
        <ScrollTable
          name={HEADINGS.eachCounty}
          headings={[
            HEADINGS.county,
            HEADINGS.state,
            RETURN_WORDS.close,
            HEADINGS.sentOn,
            RETURN_WORDS.money,
            RETURN_WORDS.explanation,
          ]}
        >
          {counties.map((one) => (
            <CountyRow of={one} policy={policy} />
          ))}
        </ScrollTable>
      </section>
      <div class="card">
        <h2 id="sums-title">汇总数字</h2>
        <p class="hint">各县（市、区）报送的数字之和，每人在一个县（市、区）只计一次。</p>
        <ReturnSums name="汇总数字" heading={HEADINGS.county} rows={sums} total={total} />
      </div>
      <div class="card">
        <h2 id="changes-title">{changesTitle(period)}</h2>
        <p class="hint">{changes.length > 0 ? CHANGES_HINT : NO_CHANGES}</p>
        {changes.length > 0 && (
          <ReturnSums name={changesTitle(period)} heading={HEADINGS.county} rows={changes} total={change} isChange />
        )}
      </div>
      {seen && isDue && (
        <Allowed to="submit" what="statistics" of={{ division }}>
          <section class="card screen" aria-labelledby="submit-title">
            <h2 id="submit-title">
              {SUBMIT}
              {PAGE_NAMES.consolidation}
            </h2>
            <SubmitForm
              division={division}
              period={period}
              seen={seen}
              faults={[]}
              fault={fault}
              leads={`报送后，汇总表报${receiver}。${missing.length > 0 ? `未报的${missing.join('、')}在汇总表上列为“未报”，以后报送的，可以重新报送汇总表。` : ''}`}
            />
          </section>
        </Allowed>
      )}
      {versions.length > 0 && (
        <div class="card">
          <h2 id="versions-title">{RETURN_WORDS.versions}</h2>
          <ReturnVersions division={division} period={period} versions={versions} standing={standing} />
        </div>
      )}
      {happened.length > 0 && (
        <div class="card">
          <Course happened={happened} />
        </div>
      )}
    </Layout>
  )
}

const missingOf = (counties: readonly MonthReturn[], policy: Policy): string[] =>
  counties.filter(({ standing }) => standing === undefined).map(({ division }) => divisionName(division, policy))

function CountyRow({ of, policy }: { readonly of: MonthReturn; readonly policy: Policy }) {
  const { division, period, drawn, versions, standing } = of
  const mayOpen = useMay()('see', 'statistics', { division })
  const version = versions.find((one) => one.version === standing)
  const back = versions.at(-1)?.sentBack
  const name = divisionName(division, policy)
  return (
    <tr>
      <th scope="row">{mayOpen ? <a href={`/returns/${division}/${period}`}>{name}</a> : name}</th>
      <td>
        <StateBadge state={RETURN_STATES[returnState(of)]} />
        {back && (
          <small class="more">
            {dayName(back.on)}退回：{back.reason}
          </small>
        )}
      </td>
      <td>{drawn ? dayName(drawn.day) : RETURN_WORDS.notClosed}</td>
      <td>{version ? dayName(version.on) : '未报'}</td>
      <td>{version && (version.faults ? faultsWords(version.faults) : '无')}</td>
      <td>{version && (version.explanation ?? '无')}</td>
    </tr>
  )
}
