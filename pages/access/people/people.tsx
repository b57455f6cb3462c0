import { accountState } from '../../../rules/access/account-state.ts'
import { grantsAt } from '../../../rules/access/deputies.ts'
import type { AccountRequest } from '../../../schemas/records/account-request.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { dutyNames } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { divisionName, placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import {
  accountBadge,
  atPlaces,
  FIND_PEOPLE,
  KEEPERS,
  keptBadge,
  LAST_USED,
  NO_PEOPLE,
  nobodyFound,
  REQUEST_STATES,
  URGENT,
  wishWords,
} from '../../../wording/people.ts'
import { countPeople, type Tab, THING_WORDS } from '../../../wording/things.ts'
import { Grants } from '../../parts/grants.tsx'
import { Layout } from '../../parts/layout.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { StageTabs, type ThingsShown } from '../../parts/things.tsx'
import { Allowed } from '../../parts/viewer.tsx'
import { CountyLinks } from './county-links.tsx'
import { foundThings, type PeopleLine, type PeopleThing } from './people-lines.ts'

/** Shorter than a person’s number. */
export const LONGEST_FIND = 17

export interface PeopleProps {
  readonly policy: Policy
  readonly local: boolean
  readonly county: string
  readonly people: ThingsShown<PeopleThing>
  /** By account, where it is signed in at more than one place at once. */
  readonly places: ReadonlyMap<string, number>
  readonly now: number
  /** Days without use, of those that are kept all the same, by account. */
  readonly kept: ReadonlyMap<string, number>
  /** What was looked for. */
  readonly find?: string
}

/** 人员账号: a division's accounts by office, the new ones that wait among them. */
export function People({ policy, local, county, people, places, now, kept, find = '' }: PeopleProps) {
  const { list, tab, counts, shown } = people
  const lines = (find ? foundThings(list.things, find) : shown).map(({ line }) => line)
  const offices = [...Map.groupBy(lines, ({ division, office }) => `${division} ${office ?? ''}`)]
  return (
    <Layout policy={policy} here="/people" local={local} title={PAGE_NAMES.people}>
      <h1>{PAGE_NAMES.people}</h1>
      <CountyLinks policy={policy} county={county} path="/people" isNamed />
      <section class="card" aria-labelledby="accounts-title">
        <h2 id="accounts-title">{divisionName(county, policy)}</h2>
        <Allowed to="administer" what="account" of={{ division: county }}>
          <p>
            <a class="button" href={`/people/new?division=${county}`}>
              {PAGE_NAMES.newAccount}
            </a>
          </p>
        </Allowed>
        <Allowed to="confirm" what="account" of={{ division: policy.city.code }}>
          <p>
            <a href="/people/urgent">{URGENT}</a>
          </p>
        </Allowed>
        <StageTabs name={list.name} tab={tab} counts={counts} at={(one) => `/people?division=${county}&tab=${one}`} />
        <PeopleSearch county={county} find={find} count={lines.length} tab={tab} />
        {lines.length === 0 && <p class="note">{nobodyWords(find, counts.all)}</p>}
        {offices
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, of]) => (
            <Office key={key} policy={policy} lines={of} places={places} now={now} kept={kept} />
          ))}
      </section>
    </Layout>
  )
}

function nobodyWords(find: string, all: number): string {
  if (find) return nobodyFound(find)
  return all === 0 ? NO_PEOPLE : countPeople(0, '')
}

interface SearchProps extends Pick<PeopleProps, 'county'> {
  readonly find: string
  readonly count: number
  readonly tab: Tab
}

/** What is looked for may be a name: it is sent, and stands in no address. */
function PeopleSearch({ county, find, count, tab }: SearchProps) {
  return (
    <>
      <form class="search screen" method="post" action="/people/search">
        <input type="hidden" name="division" value={county} />
        <div class="field">
          <label for="people-find">{FIND_PEOPLE}</label>
          <input id="people-find" name="find" value={find} maxlength={LONGEST_FIND} autocomplete="off" />
        </div>
        <button class="plain" type="submit">
          {THING_WORDS.find}
        </button>
      </form>
      {count > 0 && (
        <p class="hint">
          {countPeople(count, find)}{' '}
          <a class="screen" href={`/people/list.xlsx?division=${county}&tab=${tab}`}>
            {THING_WORDS.download}
          </a>
        </p>
      )}
    </>
  )
}

interface OfficeProps extends Pick<PeopleProps, 'policy' | 'places' | 'now' | 'kept'> {
  readonly lines: readonly PeopleLine[]
}

function Office({ policy, lines, places, now, kept }: OfficeProps) {
  const [first] = lines
  return (
    <>
      {first && <h3>{first.office ? placeOf(policy, first) : KEEPERS}</h3>}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{HEADINGS.name}</th>
              <th scope="col">{HEADINGS.duties}</th>
              <th scope="col">{HEADINGS.state}</th>
              <th scope="col">{LAST_USED}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, duties, account, request }) => (
              <tr>
                <td>{account ? <a href={`/people/${account.division}/${account.id}`}>{name}</a> : name}</td>
                <td>
                  {dutyNames(duties)}
                  {account && <Grants grants={grantsAt(account, now)} />}
                </td>
                <td>
                  {account && <StateBadge state={accountBadge(account, accountState(account, now))} />}
                  {account && kept.has(account.id) && <StateBadge state={keptBadge(kept.get(account.id) ?? 0)} />}
                  {request && <Asked request={request} />}
                  <Places count={account && places.get(account.id)} />
                </td>
                <td class="brief">{account?.usedAt ? timeName(account.usedAt) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** Where a session is, only the account's own page and its holder's say. */
function Places({ count }: { count: number | undefined }) {
  return count === undefined ? null : <small class="more">{atPlaces(count)}</small>
}

export function Asked({ request }: { request: AccountRequest }) {
  const { isNew, refused } = request
  return (
    <>
      <StateBadge state={REQUEST_STATES[refused ? 'refused' : 'open']} />
      {!isNew && <small class="more">{wishWords(request)}</small>}
      {refused && (
        <small class="more">
          {HEADINGS.why}：{refused.reason}
        </small>
      )}
    </>
  )
}
