/** Work that waits, in counts: conflicts of counties, an agency's month, a township's villages, locked accounts. */
import type { OfficeCardProps, OfficeLine } from '../../../pages/home/office-card.tsx'
import { accountState } from '../../../rules/access/account-state.ts'
import { daysBetween } from '../../../rules/deadlines/day-steps.ts'
import { present } from '../../../schemas/present.ts'
import type { CaseTally, Counted, TurnCount } from '../../../schemas/records/case-tally.ts'
import type { OpenRequest, Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { turnName } from '../../../wording/case-work.ts'
import { formName } from '../../../wording/forms.ts'
import {
  accountsCounted,
  LOCKED_ACCOUNTS,
  moreVisits,
  NO_CONFLICTS,
  NO_REGISTER,
  NONE_LOCKED,
  NOTHING_WAITS,
  registerAge,
  turnWords,
} from '../../../wording/home-cards.ts'
import { NO_VILLAGE } from '../../../wording/materials-page.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { dueWords, inMonth } from '../../../wording/tasks.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import { lastRegister } from '../readings/month-standing.ts'
import { villagesToVisit } from '../readings/villages.ts'

export interface CardsAsked {
  readonly policy: Policy
  readonly actor: Acting
  readonly permits: Permits
  readonly tallies: readonly CaseTally[]
  /** Of the account's office. */
  readonly requests: readonly OpenRequest[]
  /** What its office owes by the calendar. */
  readonly owed: readonly Standing[]
}

/** Over whom counties disagree, by the county whose turn it is. */
export function conflictsCard({ policy, tallies, permits, actor: { division } }: CardsAsked): OfficeCardProps {
  const href = permits('see', 'conflict', { division }, true) ? `/conflicts/${division}` : undefined
  const waiting = tallies.flatMap(({ turns }) => turns.filter(({ what }) => what === 'other-county'))
  const lines = [...Map.groupBy(waiting, (turn) => turn.division)].map(
    ([county, turns]): OfficeLine => ({
      ...{ what: divisionName(county, policy), words: turnWords(sumOf(turns)), href },
    }),
  )
  return {
    ...{ id: 'conflicts', title: PAGE_NAMES.conflicts, lines },
    said: lines.length === 0 ? NO_CONFLICTS : undefined,
    more: href === undefined ? undefined : { href, name: PAGE_NAMES.conflicts },
  }
}

/** What a close of the month waits for beside its lists: register, reviews, papers; and the day of the return. */
export async function monthCard(
  deps: WebDeps,
  { policy, tallies, permits, actor, owed }: CardsAsked,
): Promise<OfficeCardProps> {
  const { division: county } = actor
  // With persons.
  const cases = permits('see', 'outcomes', { division: county }, true) ? `/cases/${county}` : undefined
  const today = deps.dayOf(deps.now())
  const register = await lastRegister(deps, county)
  const { turns = [], papers } = tallies.find((one) => one.county === county) ?? {}
  const reviews = turns.filter(({ what }) => what === 'under-review')
  const next = owed.find(({ obligation: { form }, state }) => form === 'statistics' && isUnmet(state))?.obligation
  return {
    ...{ id: 'work', title: PAGE_NAMES.month },
    lines: [
      {
        what: formName('register', policy),
        words: register ? registerAge(Math.max(0, daysBetween(register.day, today))) : NO_REGISTER,
        ...(register && { href: `/uploads/${county}/${register.id}` }),
      },
      {
        what: turnName('under-review', 'social-insurance'),
        words: reviews.length > 0 ? turnWords(sumOf(reviews)) : NOTHING_WAITS,
        href: cases && `${cases}#reviews`,
      },
      {
        what: turnName('collecting', 'social-insurance'),
        words: papers ? turnWords(papers) : NOTHING_WAITS,
        // It is the townships' turn.
        href: cases && `${cases}?tab=doing#materials`,
      },
      ...(next
        ? [
            {
              what: inMonth(next.period, formName('statistics', policy)),
              words: dueWords(next.due, daysBetween(today, next.due)),
              href: `/returns/${county}/${next.period}`,
            },
          ]
        : []),
    ],
  }
}

const isUnmet = (state: Standing['state']): boolean => state === 'open' || state === 'missing'

/** Persons are read for them: the page has more. */
const MOST_VISITS = 30

/** Whom the township visits, village by village. */
export async function villagesCard(
  deps: WebDeps,
  { policy, permits, actor: { division } }: CardsAsked,
): Promise<OfficeCardProps | undefined> {
  if (!permits('see', 'materials-notice', { division }, true)) return undefined
  const today = deps.dayOf(deps.now())
  const { villages, more } = await villagesToVisit(deps, policy, division, MOST_VISITS)
  if (villages.length === 0) return undefined
  return {
    ...{ id: 'villages', title: PAGE_NAMES.materials, said: more > 0 ? moreVisits(MOST_VISITS, more) : undefined },
    lines: villages.map(({ village, cases }, at) => {
      const overdue = cases.filter(({ next }) => next.until < today).length
      // The most urgent stands first.
      const until = present(cases[0], 'a case of the village').next.until
      return {
        ...{ what: village || NO_VILLAGE, words: turnWords({ cases: cases.length, overdue, until }) },
        href: `/materials/${division}#village-${at}`,
      }
    }),
  }
}

/** Accounts that nobody can sign in to, of the division and those below. */
export async function lockedCard(deps: WebDeps, { policy, permits }: CardsAsked): Promise<OfficeCardProps> {
  const places = [policy.city, ...policy.counties].map(({ code }) => code)
  const own = places.filter((division) => permits('confirm', 'account', { division }))
  const all = await Promise.all(own.map(async (place) => ({ place, accounts: await deps.accounts.inCounty(place) })))
  const now = deps.now().getTime()
  const lines = all.flatMap(({ place, accounts }) => {
    const { length } = accounts.filter((account) => accountState(account, now) === 'locked')
    const words = accountsCounted(length)
    return length > 0 ? [{ what: divisionName(place, policy), words, href: `/people?division=${place}` }] : []
  })
  return { ...{ id: 'locked', title: LOCKED_ACCOUNTS, lines }, said: lines.length === 0 ? NONE_LOCKED : undefined }
}

function sumOf(turns: readonly TurnCount[]): Counted {
  const sum = (of: 'cases' | 'overdue') => turns.reduce((all, turn) => all + turn[of], 0)
  const [until] = turns.map((turn) => turn.until).sort()
  return { cases: sum('cases'), overdue: sum('overdue'), until: present(until, 'the day of a turn') }
}
