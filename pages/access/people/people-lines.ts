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
import type { ThingList } from '../../parts/things.tsx'

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

/** Those whose name, office, duties or state have the text. */
export function foundLines(policy: Policy, lines: readonly PeopleLine[], find: string, now: number): PeopleLine[] {
  const { things } = peopleThings(policy, lines, now)
  return lines.filter((_, i) => {
    const thing = things[i]
    return thing && [thing.number, ...thing.cells, thing.state.words].some((text) => text.includes(find))
  })
}

export function peopleThings(policy: Policy, lines: readonly PeopleLine[], now: number): ThingList {
  return {
    id: 'people',
    name: PAGE_NAMES.people,
    numbered: HEADINGS.name,
    stated: HEADINGS.state,
    columns: [HEADINGS.office, HEADINGS.duties, LAST_USED],
    things: lines.map(({ name, account, request, duties, ...line }) => ({
      number: name,
      cells: [placeOf(policy, line), dutyNames(duties), account?.usedAt ? timeName(account.usedAt) : ''],
      state: {
        ...(account
          ? accountBadge(account, accountState(account, now))
          : REQUEST_STATES[request?.refused ? 'refused' : 'open']),
        moving: false,
      },
      stage: 'doing',
    })),
    empty: NO_PEOPLE,
  }
}
