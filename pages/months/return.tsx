import type { MoneyFault } from '../../schemas/records/month-return.ts'
import type { Standing } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayAndWeekday, dayName, periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, officeName } from '../../wording/offices.ts'
import { BACK_TO_RETURNS, PAGE_NAMES, SEE_AND_CLOSE, SUBMIT } from '../../wording/page-names.ts'
import { correctionLines, RETURN_STATES, RETURN_WORDS } from '../../wording/returns.ts'
import { TIMELINESS } from '../../wording/timeliness.ts'
import { withoutStop } from '../../wording/without-stop.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { ReturnForm } from '../parts/return-form.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { Course, type Happening } from '../parts/steps.tsx'
import { Urge } from '../parts/urge.tsx'
import { Allowed } from '../parts/viewer.tsx'
import { MonthSteps, type MonthStepsProps } from './month-steps.tsx'
import { returnCourse } from './return-course.ts'
import { ReturnSums, type SumRow } from './return-sums.tsx'
import { ReturnVersions } from './return-versions.tsx'
import { SubmitForm } from './submit-form.tsx'

export interface ReturnPageProps extends MonthStepsProps {
  readonly seen: string | undefined
  /** Of the version that stands, else of the latest close. */
  readonly sums: readonly SumRow[]
  /** As they are now, while something can be submitted. */
  readonly faults: readonly MoneyFault[]
  /** Until when. */
  readonly owed: Standing | undefined
  readonly isUrged: boolean
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
}

/** A county's month, from its lists to what is submitted. */
export function ReturnPage(props: ReturnPageProps) {
  const { own, state, seen, sums, faults, owed, policy, local, fault } = props
  const { division, period, versions, standing, drawn } = own
  const title = `${divisionName(division, policy)}${periodName(period)}${PAGE_NAMES.return}`
  const words = RETURN_STATES[state]
  const office = officeName(policy, { division, office: 'social-insurance' })
  const happened = [...returnCourse(own, office), ...props.handled]
  const shown = versions.find(({ version }) => version === standing)?.drawn ?? drawn
  return (
    <Layout
      title={title}
      here="/returns"
      policy={policy}
      local={local}
      said={words.words}
      fault={fault}
      landscape
      {...(words.moving && { again: 3 })}
    >
      <p class="back">
        <a href="/returns">{BACK_TO_RETURNS}</a>
      </p>
      <h1>{title}</h1>
      <section id="return" data-live data-moving={words.moving ? '' : undefined} class="card">
        <p class="big">
          <StateBadge state={words} />
        </p>
        <Next {...props} />
        <MonthSteps {...props} />
        {state !== 'submitted' && (
          <Urge
            of={{ division, office: 'social-insurance', matter: 'statistics', ref: period }}
            back={`/returns/${division}/${period}`}
            isUrged={props.isUrged}
            policy={policy}
          />
        )}
      </section>
      {shown && (
        <div class="card">
          <h2 id="sums-title">统计数字</h2>
          <p class="hint">
            {dayName(shown.day)}办结的数字。各类人员有重叠，“{HEADINGS.total}”每人只计一次。
          </p>
          <ReturnSums name="统计数字" heading={HEADINGS.category} rows={sums} />
          {correctionLines(shown.correction, 'total').map((line) => (
            <p class="note">{line}</p>
          ))}
        </div>
      )}
      {seen && state !== 'submitted' && (
        <Allowed to="submit" what="statistics" of={{ division }}>
          <section class="card screen" aria-labelledby="submit-title">
            <h2 id="submit-title">{SUBMIT}</h2>
            <SubmitForm
              division={division}
              period={period}
              seen={seen}
              faults={faults}
              fault={fault}
              leads={`报送后，数字报${officeName(policy, { division: policy.city.code, office: 'social-insurance' })}汇总，本月不能再次办结；以后的变化计入下月。${owed ? `截止：${dayAndWeekday(owed.obligation.due)}。` : ''}`}
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
      {standing !== undefined && (
        <Allowed to="send-back" what="statistics" of={{ division }}>
          <section class="card">
            <ReturnForm
              action={`/returns/${division}/${period}/versions/${standing}/send-back`}
              id="return"
              what={PAGE_NAMES.return}
              fault={fault}
            />
          </section>
        </Allowed>
      )}
    </Layout>
  )
}

const CLOSE_AGAIN = '办结以后撤回过名单，办结的数字不再有效：再次办结，核对后报送。'

/** Who has to do what next, until when. */
function Next({ own: { division, period, versions, drawn, undrawnAt }, state, owed, policy }: ReturnPageProps) {
  const office = officeName(policy, { division, office: 'social-insurance' })
  const city = officeName(policy, { division: policy.city.code, office: 'social-insurance' })
  const until = owed
    ? `截止：${dayAndWeekday(owed.obligation.due)}${owed.state === 'missing' ? `，${TIMELINESS.missing}` : ''}。`
    : ''
  const last = versions.at(-1)
  if (state === 'submitted' && last)
    return (
      <p class="note good">
        {last.by.name}于{dayName(last.on)}报送。下一步由{city}汇总；有误的，由其退回后重新报送。以后的变化计入下月。
      </p>
    )
  if (state === 'sent-back' && last?.sentBack)
    return (
      <p class="note bad">
        {last.sentBack.by.name}于{dayName(last.sentBack.on)}退回：{withoutStop(last.sentBack.reason)}。请{office}
        {drawn ? '更正后再次办结，核对后重新报送；数字无误的，写明情况说明，可以直接重新报送。' : CLOSE_AGAIN}
        <Close county={division} period={period} />
      </p>
    )
  if (state === 'closing') return <p class="note">正在办结。名单还在比对的，比对完成以后才能办结，办结后再报送。</p>
  if (state === 'closed' && drawn)
    return (
      <p class="note">
        {dayName(drawn.day)}办结，还没有报送：请{office}核对统计数字后报送。{until}
        <Close county={division} period={period} />
      </p>
    )
  return (
    <p class="note">
      {undrawnAt ? CLOSE_AGAIN : `还没有办结。名单和参保登记信息报齐以后，由${office}办结、报送。`}
      {until}
      <Close county={division} period={period} />
    </p>
  )
}

function Close({ county, period }: { readonly county: string; readonly period: string }) {
  return (
    <Allowed to="close" what="outcomes" of={{ division: county }}>
      <a class="screen" href={`/closing?county=${county}&period=${period}`}>
        {SEE_AND_CLOSE}
      </a>
    </Allowed>
  )
}
