import type { Office } from '../../schemas/codes.ts'
import type { CaseRow, Standing } from '../../schemas/records/case.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import { WORK_LISTS, type WorkList } from '../../wording/case-work.ts'
import { dayName, monthAndDay } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, OFFICE_NAMES, townshipName } from '../../wording/offices.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { DOWNLOAD_FORM, EXPORT, OVERDUE, PAGE_NAMES } from '../../wording/page-names.ts'
import { CASE_STATE_NAMES, standingName } from '../../wording/standings.ts'
import { CASES_FILE_HINT, countWords, moreCases, TABS, type Tab, THING_WORDS } from '../../wording/things.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking } from '../parts/looking.tsx'
import { PersonSearch } from '../parts/person-search.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { StageTabs } from '../parts/things.tsx'
import { Allowed } from '../parts/viewer.tsx'

export interface ListedCase {
  readonly row: CaseRow
  readonly standing: Standing
  readonly next: { readonly who: readonly Office[]; readonly since: string; readonly until: string }
  /** Masked. */
  readonly name: string
  readonly id: string
  readonly township: string | undefined
  readonly village: string | undefined
}

interface CaseListProps {
  readonly county: string
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly lists: readonly { readonly list: WorkList; readonly cases: readonly ListedCase[] }[]
  readonly tab: Tab
  readonly counts: Readonly<Record<Tab, number>>
  /** The latest cases for which nobody has anything to do, with their states today; read where they are asked for. */
  readonly done: readonly Pick<ListedCase, 'row' | 'standing'>[]
  readonly hasDone: boolean
  readonly fault: Fault | undefined
}

const IN_REVIEW_LIST: ReadonlySet<WorkList> = new Set(['reviews', 'paused', 'failures'])

/** More cases of one list are reached by the township. */
export const SHOWN = 200

const COLUMNS = [
  HEADINGS.caseNumber,
  `${HEADINGS.name}、${HEADINGS.id}`,
  HEADINGS.due,
  HEADINGS.state,
  HEADINGS.whose,
  HEADINGS.township,
  HEADINGS.business,
  HEADINGS.since,
]

/** What a county has to do about its cases, the most urgent first. */
export function CaseList(props: CaseListProps) {
  const { county, policy, local, today, lists, tab, counts, done, hasDone, fault } = props
  return (
    <Layout title={PAGE_NAMES.cases} here="/cases" policy={policy} local={local} landscape fault={fault}>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.cases}
      </h1>
      <PersonSearch county={county} />
      <Allowed to="see" what="conflict" of={{ division: county }} persons>
        <p class="screen">
          <a href={`/conflicts/${county}`}>{PAGE_NAMES.conflicts}</a>
        </p>
      </Allowed>
      <StageTabs name={PAGE_NAMES.cases} tab={tab} counts={counts} at={(one) => `/cases/${county}?tab=${one}`} />
      {lists.length === 0 && tab !== 'done' && <p class="note">没有需要办理的案件。办结本月以后，新的案件列在这里。</p>}
      {hasDone && <DoneCases county={county} done={done} count={counts.done} />}
      <ul class="counts">
        {lists.map(({ list, cases }) => (
          <li>
            <a href={`#${list}`}>
              {WORK_LISTS[list].name}
              {cases.length}件
            </a>
          </li>
        ))}
      </ul>
      {counts[tab] > 0 && (
        <section class="card" aria-labelledby="files-title">
          <h2 id="files-title">{THING_WORDS.files}</h2>
          <p class="hint">{CASES_FILE_HINT}</p>
          <Looking work="files" action={`/cases/${county}/cases.xlsx?tab=${tab}`} fault={fault}>
            <button class="plain" type="submit">
              {EXPORT}
            </button>
            {lists.some(({ list }) => IN_REVIEW_LIST.has(list)) && (
              <Allowed to="see" what="batch" of={{ division: county }} persons>
                <button type="submit" formaction={`/cases/${county}/reviews/form.xlsx`}>
                  {DOWNLOAD_FORM}
                </button>
                <p class="hint long">
                  {FOLDER_NAMES.review}
                  ：现在待复核、暂停办理、银行未能办理的案件，逐件填写处理意见和依据，再作为“复核处理表”报送。
                </p>
              </Allowed>
            )}
          </Looking>
        </section>
      )}
      {lists.map(({ list, cases }) => (
        <section class="card" id={list} aria-labelledby={`${list}-title`}>
          <h2 id={`${list}-title`}>
            {WORK_LISTS[list].name}（{cases.length}件）
          </h2>
          <p class="hint">{WORK_LISTS[list].todo}</p>
          <OpenCases name={WORK_LISTS[list].name} {...{ cases, county, policy, today }} />
          {cases.length > SHOWN && (
            <p class="hint">
              按截止日期列出前{SHOWN}件，其余{cases.length - SHOWN}件在办理以后依次列出。
            </p>
          )}
        </section>
      ))}
    </Layout>
  )
}

function DoneCases({ county, done, count }: Pick<CaseListProps, 'county' | 'done'> & { readonly count: number }) {
  if (count === 0) return <p class="note">{countWords('done', 0, '')}</p>
  return (
    <section class="card">
      <p class="hint">{countWords('done', count, '')}</p>
      <ScrollTable name={TABS.done} headings={[HEADINGS.caseNumber, HEADINGS.business, HEADINGS.state]}>
        {done.map(({ row: { number, business }, standing }) => (
          <tr>
            <th scope="row" class="brief">
              <a href={`/cases/${county}/${number}`}>{number}</a>
            </th>
            <td>{business && BUSINESS_NAMES[business]}</td>
            <td>{CASE_STATE_NAMES[standing.state]}</td>
          </tr>
        ))}
      </ScrollTable>
      {count > SHOWN && <p class="hint">{moreCases(SHOWN, count - SHOWN)}</p>}
    </section>
  )
}

interface OpenProps extends Pick<CaseListProps, 'county' | 'policy' | 'today'> {
  readonly name: string
  readonly cases: readonly ListedCase[]
}

function OpenCases({ name, cases, ...common }: OpenProps) {
  const shown = cases.slice(0, SHOWN)
  // A case in review has none before it is settled.
  const hasBusiness = shown.some(({ row }) => row.business)
  return (
    <ScrollTable compact name={name} headings={COLUMNS.filter((one) => hasBusiness || one !== HEADINGS.business)}>
      {shown.map((one) => (
        <Row of={one} hasBusiness={hasBusiness} {...common} />
      ))}
    </ScrollTable>
  )
}

interface RowProps extends Pick<CaseListProps, 'county' | 'policy' | 'today'> {
  readonly of: ListedCase
  readonly hasBusiness: boolean
}

function Row({ of, hasBusiness, county, policy, today }: RowProps) {
  const { row, standing, next, name, id, township, village } = of
  return (
    <tr>
      <th scope="row">
        <a href={`/cases/${county}/${row.number}`}>{row.number}</a>
      </th>
      <td>
        {name}
        <small class="more desk">{id}</small>
      </td>
      <td data-label={HEADINGS.until}>
        <span class="desk">{next.until.slice(0, 4)}年</span>
        {monthAndDay(next.until)} {next.until < today && <b class="mark bad">{OVERDUE}</b>}
      </td>
      <td>{standingName(standing)}</td>
      <td class="soon">{next.who.map((office) => OFFICE_NAMES[office]).join('、')}</td>
      <td>
        {township && townshipName(county, township, policy)}
        {village}
      </td>
      {hasBusiness && <td class="desk">{row.business && BUSINESS_NAMES[row.business]}</td>}
      <td class="desk">{dayName(next.since)}</td>
    </tr>
  )
}
