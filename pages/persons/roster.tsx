import type { Outcome } from '../../schemas/codes.ts'
import type { CategoryPolicy, Policy } from '../../schemas/records/policy.ts'
import type { Upload, UploadOwner } from '../../schemas/records/upload.ts'
import { sentList } from '../../wording/comparison.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName, townshipName } from '../../wording/offices.ts'
import { OUTCOME_NAMES, OUTCOMES } from '../../wording/outcomes.ts'
import { EXPORT, FIND, PAGE_NAMES } from '../../wording/page-names.ts'
import { ROSTER_SHOWS, ROSTER_WORDS, type RosterShow } from '../../wording/roster.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal, ShownTo } from '../parts/looking.tsx'
import { Pager } from '../parts/pager.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'

export const SHOWS = Object.keys(ROSTER_SHOWS) as [RosterShow, ...RosterShow[]]

interface Listed {
  readonly key: string
  readonly name: string
  readonly id: string
  readonly township: string
  readonly village?: string | undefined
  readonly outcome?: Outcome | undefined
  readonly change?: Exclude<RosterShow, 'all' | 'not-in-city'>
  readonly isElsewhere?: true
}

/** What became of somebody who is listed. */
export function outcomeWords({ outcome, isElsewhere }: Pick<Listed, 'outcome' | 'isElsewhere'>): string {
  if (isElsewhere) return ROSTER_WORDS.elsewhere
  return outcome ? OUTCOME_NAMES[outcome] : ROSTER_WORDS.undecided
}

interface RosterProps {
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
  readonly of: Pick<UploadOwner, 'division' | 'office'>
  /** The office’s own. */
  readonly categories: readonly CategoryPolicy[]
  readonly category: CategoryPolicy
  /** The month closed last. */
  readonly period: string | undefined
  /** The month whose close is compared with. */
  readonly since: string | undefined
  readonly isPartial: boolean
  /** The city’s list that it was compared with, for its sender alone. */
  readonly compared: Upload | undefined
  /** Who is shown whole, by key. */
  readonly whole: string | undefined
  readonly now: number
  readonly show: RosterShow
  readonly township: string | undefined
  readonly isSearch: boolean
  /** Counts of all, whatever is shown. */
  readonly listed: number
  readonly changes: ReadonlyMap<string, number>
  readonly townships: ReadonlyMap<string, number>
  /** Where the viewer may see what became of anybody. */
  readonly outcomes?: ReadonlyMap<Outcome, number>
  /** For whom another county is responsible. */
  readonly elsewhere: number
  /** Masked, of one page. */
  readonly persons: readonly Listed[]
  readonly found: number
  readonly page: number
  readonly pages: number
}

/** 现行名单: whom an office has listed, and what became of them. */
export function RosterPage(props: RosterProps) {
  const {
    policy,
    local,
    fault,
    of,
    categories,
    category,
    period,
    since,
    isPartial,
    listed,
    changes,
    show,
    outcomes,
    elsewhere,
    compared,
  } = props
  const title = `${officeName(policy, of)}${PAGE_NAMES.roster}`
  const to = linksOf(props)
  const count = (one: RosterShow) => (one === 'all' ? listed : (changes.get(one) ?? 0))
  return (
    <Layout title={title} here="/roster" policy={policy} local={local} fault={fault}>
      <h1>{title}</h1>
      <nav class="periods screen" aria-label={HEADINGS.category}>
        {categories.map(({ code, name }) => (
          <a href={to({ category: code })} aria-current={code === category.code ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <section class="card" aria-labelledby="roster-title">
        <h2 id="roster-title">{category.name}</h2>
        <p class="hint">
          {period && since
            ? `变动从${periodName(since)}办结以后算起${outcomes ? `，结果为${periodName(period)}办结的结果` : ''}。`
            : '还没有办结过。'}
        </p>
        {isPartial && <p class="note">{ROSTER_WORDS.partial}</p>}
        <nav class="tabs" aria-label={PAGE_NAMES.roster}>
          {SHOWS.filter((one) => one !== 'not-in-city' || compared).map((one) => (
            <a href={to({ show: one })} aria-current={one === show ? 'page' : undefined}>
              {ROSTER_SHOWS[one]} {count(one)}
            </a>
          ))}
        </nav>
        {compared && show === 'not-in-city' && <Beside compared={compared} policy={policy} />}
        <form class="search screen" method="post" action={to({ show: 'all' })}>
          <div class="field">
            <label for="wanted">{ROSTER_WORDS.find}</label>
            <input id="wanted" name="wanted" maxlength={60} autocomplete="off" required {...faulty(fault, 'wanted')} />
          </div>
          <button type="submit">{FIND}</button>
        </form>
        <Persons {...props} />
      </section>
      <div class="columns even">
        <Townships {...props} />
        {outcomes && <Outcomes {...{ outcomes, elsewhere, listed }} />}
      </div>
    </Layout>
  )
}

/** When it was compared with which list, and what is to be done. */
function Beside({ compared, policy }: { readonly compared: Upload; readonly policy: Policy }) {
  return (
    <>
      <p>
        与{officeName(policy, compared)}
        {sentList(compared)}比对，本单位的下列人员不在其中。
      </p>
      <p class="hint">
        {ROSTER_WORDS.mend}
        {ROSTER_WORDS.later}
      </p>
    </>
  )
}

/** Addresses of the page that keep what else was chosen. */
function linksOf({ of, category, show, township }: Pick<RosterProps, 'of' | 'category' | 'show' | 'township'>) {
  return (more: Record<string, string>, below = '') => {
    const isOther = more.category !== undefined
    const kept = { category: category.code, ...(!isOther && { show, ...(township && { township }) }) }
    const wished = Object.entries({ ...kept, ...more }).filter(([, value]) => value !== '')
    return `/roster/${of.division}/${of.office}${below}?${new URLSearchParams(wished)}`
  }
}

function Persons(props: RosterProps) {
  const { of, policy, persons, found, page, pages, isSearch, listed, township, outcomes, whole, fault } = props
  const to = linksOf(props)
  if (found === 0) {
    const nothing = isSearch ? ROSTER_WORDS.notFound : listed === 0 ? ROSTER_WORDS.empty : ROSTER_WORDS.none
    return <p class="note">{nothing}</p>
  }
  return (
    <>
      <p class="hint">
        {township && !isSearch && `${townshipName(of.division, township, policy)}，`}共{found}人。
      </p>
      <Looking work="lists" action={`${to({ page: String(page) }, '/whole')}#${REVEALED}`} fault={fault}>
        {!isSearch && (
          <button class="plain" type="submit" formaction={to({}, '/persons.xlsx')}>
            {EXPORT}
          </button>
        )}
      </Looking>
      <ScrollTable
        compact
        name={HEADINGS.personList}
        headings={[
          HEADINGS.name,
          HEADINGS.id,
          HEADINGS.township,
          HEADINGS.village,
          HEADINGS.state,
          ...(outcomes ? [HEADINGS.outcome] : []),
        ]}
      >
        {persons.map(({ key, name, id, township: code, village, change, ...said }) => (
          <tr id={key === whole ? REVEALED : undefined}>
            <th scope="row">{name}</th>
            <td>
              {id} {key !== whole && <Reveal of={{ key, name }} />}
            </td>
            <td>{townshipName(of.division, code, policy)}</td>
            <td>{village}</td>
            <td>{ROSTER_SHOWS[change ?? 'all']}</td>
            {outcomes && <td>{outcomeWords(said)}</td>}
          </tr>
        ))}
      </ScrollTable>
      <ShownTo policy={policy} now={props.now} />
      {!isSearch && <Pager page={page} pages={pages} at={(one) => to({ page: String(one) })} />}
    </>
  )
}

function Townships(props: RosterProps) {
  const { of, policy, townships, township } = props
  const to = linksOf(props)
  const all = [...townships].sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <section class="card" aria-labelledby="townships-title">
      <h2 id="townships-title">{ROSTER_WORDS.byTownship}</h2>
      {township && (
        <p>
          <a href={to({ township: '' })}>看全部乡镇（街道）</a>
        </p>
      )}
      <ScrollTable name={ROSTER_WORDS.byTownship} headings={[HEADINGS.township, number(HEADINGS.persons)]}>
        {all.map(([code, count]) => (
          <tr>
            <th scope="row">
              <a href={to({ township: code, show: 'all' })}>{townshipName(of.division, code, policy)}</a>
            </th>
            <td class="number">{count}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  )
}

/** What became of them, and nothing more of it. */
function Outcomes({ outcomes, elsewhere, listed }: Pick<Required<RosterProps>, 'outcomes' | 'elsewhere' | 'listed'>) {
  const decided = [...outcomes.values()].reduce((sum, count) => sum + count, elsewhere)
  return (
    <section class="card" aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">{ROSTER_WORDS.outcomes}</h2>
      <ScrollTable name={ROSTER_WORDS.outcomes} headings={[HEADINGS.outcome, number(HEADINGS.persons)]}>
        {OUTCOMES.filter((outcome) => outcomes.has(outcome)).map((outcome) => (
          <tr>
            <th scope="row">{OUTCOME_NAMES[outcome]}</th>
            <td class="number">{outcomes.get(outcome)}</td>
          </tr>
        ))}
        {elsewhere > 0 && (
          <tr>
            <th scope="row">{ROSTER_WORDS.elsewhere}</th>
            <td class="number">{elsewhere}</td>
          </tr>
        )}
        {listed > decided && (
          <tr>
            <th scope="row">{ROSTER_WORDS.undecided}</th>
            <td class="number">{listed - decided}</td>
          </tr>
        )}
        <tr class="total">
          <th scope="row">{HEADINGS.total}</th>
          <td class="number">{listed}</td>
        </tr>
      </ScrollTable>
    </section>
  )
}
