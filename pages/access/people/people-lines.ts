import { accountState } from '../../../rules/access/account-state.ts'
import type { Account } from '../../../schemas/records/account.ts'
import type { AccountRequest } from '../../../schemas/records/account-request.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { timeName } from '../../../wording/dates.ts'
import { dutyNames } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { accountBadge, LAST_USED, NO_PEOPLE, NOT_YET_NAMED, REQUEST_STATES } from '../../../wording/people.ts'
import type { Stage, Thing, ThingList } from '../../parts/things.tsx'

/** An account, or one that is asked for. */
export interface PeopleLine extends Pick<Account, 'division' | 'office' | 'duties'> {
  readonly name: string
  readonly account?: Account
  readonly request?: AccountRequest | undefined
}

export function peopleLines(accounts: readonly Account[], requests: readonly AccountRequest[]): PeopleLine[] {
  const askedFor = new Map(requests.map((request) => [request.account, request]))
  return [
    ...accounts.map((account) => ({
      ...account,
      name: account.name ?? NOT_YET_NAMED,
      account,
      request: askedFor.get(account.id),
    })),
    ...requests.flatMap((request) => {
      const { isNew, division, office, duties, name } = request
      return isNew ? [{ division, office, duties, name, request }] : []
    }),
  ]
}

export interface PeopleThing extends Thing {
  readonly line: PeopleLine
}

/** What the reader does about accounts. */
export interface Keeping {
  readonly administers: boolean
  readonly confirms: boolean
  /** Days without use, of those that are kept all the same, by account. */
  readonly kept: ReadonlyMap<string, number>
}

/** Those whose name, office, duties or state have the text. */
export function foundThings(things: readonly PeopleThing[], find: string): PeopleThing[] {
  return things.filter(({ number, cells, state }) =>
    [number, ...cells, state.words].some((text) => text.includes(find)),
  )
}

export function peopleThings(
  policy: Policy,
  lines: readonly PeopleLine[],
  now: number,
  keeping: Keeping,
): ThingList<PeopleThing> {
  return {
    id: 'people',
    name: PAGE_NAMES.people,
    numbered: HEADINGS.name,
    stated: HEADINGS.state,
    columns: [HEADINGS.office, HEADINGS.duties, LAST_USED],
    things: lines.map((line) => ({
      line,
      number: line.name,
      cells: [placeOf(policy, line), dutyNames(line.duties), line.account?.usedAt ? timeName(line.account.usedAt) : ''],
      state: { ...stateOf(line, now), moving: false },
      stage: stageOf(line, now, keeping),
    })),
    empty: NO_PEOPLE,
  }
}

const stateOf = ({ account, request }: PeopleLine, now: number) =>
  account ? accountBadge(account, accountState(account, now)) : REQUEST_STATES[request?.refused ? 'refused' : 'open']

/** Security confirms what is asked for; the administrator brings letters and asks after whoever is long away. */
function stageOf({ account, request }: PeopleLine, now: number, { administers, confirms, kept }: Keeping): Stage {
  if (request && !request.refused) return confirms ? 'todo' : 'doing'
  if (!account) return 'done'
  const state = accountState(account, now)
  if (state === 'uninvited' || state === 'lapsed' || kept.has(account.id)) return administers ? 'todo' : 'doing'
  return state === 'invited' || state === 'locked' ? 'doing' : 'done'
}
