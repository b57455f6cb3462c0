import type { Office } from '../../schemas/codes.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { MaterialsAnswer, RowResult, Settlement } from '../../schemas/records/case.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { FOUND_NAMES } from '../../wording/batch-review.ts'
import { COLLECTED_NAMES, NO_MATERIALS, NOT_VERIFIED, VERIFIED } from '../../wording/case-page.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_TO_CASES, OPEN_FILE, PAGE_NAMES } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal, ShownTo, WhoLooked } from '../parts/looking.tsx'
import { Course, type Happening, Steps } from '../parts/steps.tsx'
import { Urge } from '../parts/urge.tsx'
import { CaseRows, type ListedStanding } from './case-rows.tsx'
import { type CaseTold, caseCourse, caseSteps } from './case-steps.ts'
import { MoneyRows, type UnansweredRow } from './money-rows.tsx'
import { type Possible, SettleForm } from './settle-form.tsx'
import { Settlements } from './settlements.tsx'
import { type Listed, type Other, type Registered, Sides } from './sides.tsx'

export type { Possible }

export interface CasePageProps extends Pick<CaseTold, 'begun' | 'batches'> {
  readonly county: string
  readonly number: string
  readonly key: string
  readonly id: string
  readonly names: readonly string[]
  readonly isWhole: boolean
  /** In which the person is listed. */
  readonly township: string | undefined
  readonly isUrged: boolean
  /** From the audit. */
  readonly handled: readonly Happening[]
  readonly cases: readonly ListedStanding[]
  readonly listings: readonly Listed[]
  readonly registered: readonly Registered[]
  readonly others: readonly Other[]
  readonly settlements: readonly (Settlement & { readonly isInForce: boolean })[]
  /** What other counties found or were answered. */
  readonly elsewhere: NonNullable<BatchRow['elsewhere']>
  readonly materials: MaterialsAnswer | undefined
  readonly results: readonly (RowResult & { readonly batch: string })[]
  readonly unanswered: readonly UnansweredRow[]
  /** What fits now; empty until the person is shown whole. */
  readonly possible: readonly Possible[]
  readonly fits: boolean
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly today: string
  readonly fault: Fault | undefined
}

/** A case, for the agency that settles it. */
export function CasePage(props: CasePageProps) {
  const { county, number, key, id, names, isWhole, policy, local, now, today, fault } = props
  const name = names.join('、')
  const own = props.cases.find(({ row }) => row.number === number)
  return (
    <Layout title={`${PAGE_NAMES.case} ${number}`} here="/cases" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href={`/cases/${county}`}>{BACK_TO_CASES}</a>
      </p>
      <h1>
        {PAGE_NAMES.case} {number}
      </h1>
      <section class="card" aria-labelledby="person-title">
        <h2 id="person-title">{HEADINGS.person}</h2>
        <dl class="facts" id={isWhole ? REVEALED : undefined}>
          <dt>{HEADINGS.name}</dt>
          <dd>{name}</dd>
          <dt>{HEADINGS.id}</dt>
          <dd>
            {id} {isWhole ? <WhoLooked county={county} person={key} /> : <Reveal of={{ key, name }} />}
          </dd>
          <dt>{HEADINGS.county}</dt>
          <dd>{divisionName(county, policy)}</dd>
          <dt>{PAGE_NAMES.personFile}</dt>
          <dd>
            <a href={`/persons/${county}/${key}`}>{OPEN_FILE}</a>
          </dd>
        </dl>
        <Looking work="files" action={`/cases/${county}/${number}#${REVEALED}`} fault={fault} />
      </section>
      {own && (
        <div class="card">
          <Steps steps={caseSteps(own)} />
          {(own.next?.who ?? []).filter(isUrgeable).map((office) => (
            <Urge
              of={{
                division: (office === 'township' && props.township) || county,
                office,
                matter: 'case',
                ref: number,
              }}
              back={`/cases/${county}/${number}`}
              isUrged={props.isUrged}
              policy={policy}
            />
          ))}
        </div>
      )}
      <CaseRows cases={props.cases} today={today} />
      <Elsewhere of={props.elsewhere} policy={policy} />
      <Sides {...props} />
      <section class="card" aria-labelledby="materials-title">
        <h2 id="materials-title">{PAGE_NAMES.materials}</h2>
        <MaterialsFacts of={props.materials} />
      </section>
      <MoneyRows {...props} />
      <Settlements {...props} />
      <SettleForm {...props} />
      <div class="card">
        <Course happened={[...caseCourse(props), ...props.handled]} />
      </div>
      <ShownTo policy={policy} now={now} />
    </Layout>
  )
}

/** Others than the agency, whose page it is. */
const isUrgeable = (office: Office) => office === 'township' || office === 'bank'

function MaterialsFacts({ of: materials }: { readonly of: MaterialsAnswer | undefined }) {
  if (!materials) return <p class="note">{NO_MATERIALS}</p>
  const { collected, isVerified, finding, verifiedOn, day } = materials
  return (
    <dl class="facts">
      <dt>材料情况</dt>
      <dd>{COLLECTED_NAMES[collected]}</dd>
      <dt>入户复核</dt>
      <dd>
        {isVerified ? VERIFIED : NOT_VERIFIED}
        {verifiedOn && `（${dayName(verifiedOn)}）`}
      </dd>
      {finding && (
        <>
          <dt>核实情况</dt>
          <dd>{finding}</dd>
        </>
      )}
      <dt>{HEADINGS.sentOn}</dt>
      <dd>{dayName(day)}</dd>
    </dl>
  )
}

function Elsewhere({ of: found, policy }: { readonly of: CasePageProps['elsewhere']; readonly policy: Policy }) {
  const words = new Set(found.map((one) => `${divisionName(one.county, policy)}${FOUND_NAMES[one.found]}`))
  return words.size === 0 ? null : <p class="note bad">外县有不同情况：{[...words].join('，')}。请核实以后再办理。</p>
}
