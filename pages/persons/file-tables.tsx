import { yuan } from '../../rules/payments/amount.ts'
import type { PersonFile } from '../../schemas/api/person-file.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { AUDIT_KINDS, AUDIT_OUTCOMES, LOOKS, NO_LOOKS } from '../../wording/audit.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import {
  NO_BATCHES,
  NO_MATERIALS,
  NO_SETTLEMENTS,
  NOT_REGISTERED,
  SETTLEMENT_STATES,
  settledBy,
} from '../../wording/case-page.ts'
import { dayName, timeName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, OFFICE_NAMES, officeName, townshipName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { categoryName, LEFT, LETTERS_UNTIED, materialsText, ON_LISTS } from '../../wording/person-file.ts'
import { purposeSaid } from '../../wording/purposes.ts'
import { BENEFIT_NAMES, CONTRIBUTION_NAMES, ENROLMENT_NAMES, SCHEME_NAMES } from '../../wording/register.ts'
import { CASE_STATE_NAMES, CHOICE_NAMES, standingName } from '../../wording/standings.ts'
import { BatchLink } from '../parts/batch-link.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { Source } from './timeline.tsx'

interface CardProps {
  readonly name: string
  readonly headings: readonly string[]
  /** Said where there is nothing. */
  readonly nothing: string
  readonly rows: readonly unknown[]
  readonly children?: unknown
}

function Card({ name, headings, nothing, rows, children }: CardProps) {
  return (
    <div class="card">
      <h2>{name}</h2>
      {rows.length === 0 ? (
        <p class="note">{nothing}</p>
      ) : (
        <ScrollTable name={name} headings={headings}>
          {children as never}
        </ScrollTable>
      )}
    </div>
  )
}

export function CasesTable({ county, cases }: { readonly county: string; readonly cases: PersonFile['cases'] }) {
  const headings = [HEADINGS.caseNumber, HEADINGS.business, HEADINGS.year, HEADINGS.state, HEADINGS.whose, HEADINGS.due]
  return (
    <Card name={HEADINGS.case} headings={headings} nothing="还没有案件。办结本月时立案。" rows={cases}>
      {cases.map(({ number, kind, business, year, standing, next }) => (
        <tr>
          <th scope="row">
            <a href={`/cases/${county}/${number}`}>{number}</a>
          </th>
          <td>{business && BUSINESS_NAMES[business]}</td>
          <td>{kind === 'contribution' && year}</td>
          <td>{standingName(standing)}</td>
          <td>{next?.who.map((office) => OFFICE_NAMES[office]).join('、')}</td>
          <td>{next && dayName(next.until)}</td>
        </tr>
      ))}
    </Card>
  )
}

interface ListingsProps {
  readonly county: string
  readonly listings: PersonFile['listings']
  readonly policy: Policy
}

export function Listings({ county, listings, policy }: ListingsProps) {
  const headings = [
    ...[HEADINGS.category, HEADINGS.name, HEADINGS.township, HEADINGS.village, HEADINGS.phone],
    ...['列入日期', '退出日期', HEADINGS.from],
  ]
  return (
    <Card name={HEADINGS.list} headings={headings} nothing="不在本县（市、区）的名单上。" rows={listings}>
      {listings.map(({ category, name, township, village, phone, begunOn, isActive, endedOn, brought }) => (
        <tr>
          <th scope="row">{categoryName(category, policy)}</th>
          <td>{name}</td>
          <td>{townshipName(county, township, policy)}</td>
          <td>{village}</td>
          <td>{phone}</td>
          <td>{begunOn && dayName(begunOn)}</td>
          <td>{isActive ? ON_LISTS : endedOn ? dayName(endedOn) : LEFT}</td>
          <td>{brought && <Source of={brought} policy={policy} />}</td>
        </tr>
      ))}
    </Card>
  )
}

export function Registered({ rows }: { readonly rows: PersonFile['register'] }) {
  const headings = [
    ...[
      HEADINGS.scheme,
      HEADINGS.name,
      HEADINGS.enrolment,
      HEADINGS.enrolledOn,
      HEADINGS.paidMonths,
      HEADINGS.registerYear,
      HEADINGS.paidThisYear,
    ],
    ...['本年缴费金额', HEADINGS.drawing, '待遇开始时间', HEADINGS.student],
  ]
  return (
    <Card name="参保登记" headings={headings} nothing={NOT_REGISTERED} rows={rows}>
      {rows.map(
        ({ scheme, name, enrolment, since, months, year, contribution, paid, benefit, benefitFrom, student }) => (
          <tr>
            <th scope="row">{SCHEME_NAMES[scheme]}</th>
            <td>{name}</td>
            <td>{ENROLMENT_NAMES[enrolment]}</td>
            <td>{since && dayName(since)}</td>
            <td class="number">{months}</td>
            <td>{year}</td>
            <td>{CONTRIBUTION_NAMES[contribution]}</td>
            <td class="number">{paid !== undefined && yuan(paid)}</td>
            <td>{BENEFIT_NAMES[benefit]}</td>
            <td>{benefitFrom}</td>
            <td>{student && '是'}</td>
          </tr>
        ),
      )}
    </Card>
  )
}

interface OthersProps {
  readonly others: PersonFile['others']
  readonly id: string
  readonly policy: Policy
}

/** Of another county nobody sees more (docs/rules.md#who-sees-what). */
export function Others({ others, id, policy }: OthersProps) {
  if (others.length === 0) return null
  return (
    <Card name={HEADINGS.otherCounty} headings={[HEADINGS.county, HEADINGS.name, HEADINGS.id]} nothing="" rows={others}>
      {others.map(({ county, names }) => (
        <tr>
          <th scope="row">{divisionName(county, policy)}</th>
          <td>{names.join('、')}</td>
          <td>{id}</td>
        </tr>
      ))}
    </Card>
  )
}

export function Materials({ of }: { readonly of: PersonFile['materials'] }) {
  return (
    <div class="card">
      <h2>{PAGE_NAMES.materials}</h2>
      <p class={of ? undefined : 'note'}>{of ? `${dayName(of.day)}，${materialsText(of)}。` : NO_MATERIALS}</p>
    </div>
  )
}

export function Said({ settlements }: { readonly settlements: PersonFile['settlements'] }) {
  const headings = [HEADINGS.choice, HEADINGS.grounds, HEADINGS.day, HEADINGS.settler, HEADINGS.state]
  return (
    <Card name={HEADINGS.choice} headings={headings} nothing={NO_SETTLEMENTS} rows={settlements}>
      {settlements.map(({ choice, name, grounds, day, by, confirmed, waits, isInForce }) => (
        <tr>
          <th scope="row">
            {CHOICE_NAMES[choice]}
            {name && `（${name}）`}
          </th>
          <td>{grounds}</td>
          <td>{dayName(day)}</td>
          <td>{settledBy({ by, confirmed })}</td>
          <td>{waits && !confirmed ? SETTLEMENT_STATES.waits : SETTLEMENT_STATES[isInForce ? 'inForce' : 'ended']}</td>
        </tr>
      ))}
    </Card>
  )
}

export function Money({ county, rows }: { readonly county: string; readonly rows: PersonFile['money'] }) {
  const headings = [
    ...[
      HEADINGS.batch,
      HEADINGS.number,
      HEADINGS.year,
      HEADINGS.yuan,
      HEADINGS.approvedOn,
      HEADINGS.preparer,
      HEADINGS.approver,
    ],
    ...[HEADINGS.bankResult, HEADINGS.processedOn, '整批申请（元）', '整批拨付（元）'],
  ]
  return (
    <Card name="批次和资金" headings={headings} nothing={NO_BATCHES} rows={rows}>
      {rows.map(({ batch, row, kind, year, fen, approvedOn, preparedBy, approvedBy, result, day, request }) => (
        <tr>
          <th scope="row">
            <BatchLink county={county} id={batch} />
          </th>
          <td>{row}</td>
          <td>{kind === 'contribution' ? year : BUSINESS_NAMES.claim}</td>
          <td class="number">{yuan(fen)}</td>
          <td>{dayName(approvedOn)}</td>
          <td>{preparedBy}</td>
          <td>{approvedBy}</td>
          <td>{result ? BANK_RESULT_NAMES[result] : CASE_STATE_NAMES['in-flight']}</td>
          <td>{day && dayName(day)}</td>
          <td class="number">{request && yuan(request.requested)}</td>
          <td class="number">{request && yuan(request.allocated)}</td>
        </tr>
      ))}
    </Card>
  )
}

export function Letters({ letters, policy }: { readonly letters: PersonFile['letters']; readonly policy: Policy }) {
  const name = '通知和函件'
  return (
    <div class="card">
      <h2>{name}</h2>
      {letters.length > 0 && (
        <ScrollTable name={name} headings={[HEADINGS.day, '发给', '内容']}>
          {letters.map(({ day, to, division, about }) => (
            <tr>
              <th scope="row">{dayName(day)}</th>
              <td>{officeName(policy, { division, office: to })}</td>
              <td>{about}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      <p class="hint">{LETTERS_UNTIED}</p>
    </div>
  )
}

export function Looks({ looks }: { readonly looks: PersonFile['looks'] }) {
  const headings = [HEADINGS.time, HEADINGS.account, HEADINGS.office, HEADINGS.kind, HEADINGS.purpose, HEADINGS.outcome]
  return (
    <Card name={LOOKS} headings={headings} nothing={NO_LOOKS} rows={looks}>
      {looks.map(({ time, name, office, kind, purpose, outcome }) => (
        <tr>
          <th scope="row" class="brief">
            {timeName(time)}
          </th>
          <td>{name}</td>
          <td>{office && OFFICE_NAMES[office]}</td>
          <td>{AUDIT_KINDS[kind]}</td>
          <td>{purpose && purposeSaid(purpose)}</td>
          <td>{AUDIT_OUTCOMES[outcome]}</td>
        </tr>
      ))}
    </Card>
  )
}
