/** What an office looks at first beside what is due: coverage, money, timeliness, cases, villages, by whose home it is. */
import type { OfficeCardProps } from '../../../pages/home/office-card.tsx'
import { seesNothing } from '../../../rules/access/may.ts'
import { sumCounts } from '../../../rules/determination/statistics.ts'
import { yuan } from '../../../rules/payments/amount.ts'
import type { TieOut } from '../../../rules/payments/money.ts'
import type { Standing } from '../../../schemas/records/obligation.ts'
import {
  balanceWords,
  coverageSaid,
  coveredWords,
  NO_MONEY,
  punctualSaid,
  punctualWords,
  UNSUBMITTED,
  WORST_FIRST,
} from '../../../wording/home-cards.ts'
import { yearName } from '../../../wording/money.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { PICTURES } from '../../../wording/statistics.ts'
import { moneyByYear } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { monthReturns } from '../readings/month-returns.ts'
import { monthsBefore } from '../readings/months-shown.ts'
import { timeliness } from '../readings/timeliness.ts'
import { countyPlaces, covered } from '../statistics/places.ts'
import { lastSubmitted, submittedOf } from '../statistics/submitted.ts'
import { type CardsAsked, conflictsCard, lockedCard, monthCard, villagesCard } from './work-cards.ts'

/** Months looked back for the latest that somebody has submitted. */
const MONTHS = 13

/** An office has one, or none. */
export async function officeCard(deps: WebDeps, asked: CardsAsked): Promise<OfficeCardProps | undefined> {
  const { actor, policy, permits } = asked
  const { division, office } = actor
  const isCity = division === policy.city.code
  if (permits('confirm', 'account', { division })) return lockedCard(deps, asked)
  if (seesNothing(actor)) return undefined
  switch (office) {
    case 'human-resources':
      return coverageCard(deps, asked, isCity)
    case 'finance':
      return isCity ? cityMoneyCard(deps, asked) : moneyCard(deps, division)
    case 'civil-affairs':
    case 'poverty-alleviation':
    case 'disabled-federation':
      return isCity ? punctualCard(deps, asked) : undefined
    case 'social-insurance':
      return isCity ? conflictsCard(asked) : monthCard(deps, asked)
    case 'township':
    case 'township-government':
      return villagesCard(deps, asked)
    default:
      return undefined
  }
}

/** The own place in one number; of the city its counties too, the least covered first. */
async function coverageCard(deps: WebDeps, { policy, actor }: CardsAsked, isCity: boolean): Promise<OfficeCardProps> {
  const counties = policy.counties.filter(({ code }) => isCity || code === actor.division)
  const codes = counties.map(({ code }) => code)
  const period = await lastSubmitted(deps, codes, await deps.periods.list(MONTHS))
  const [returns = []] = period ? await monthReturns(deps, codes, [period]) : []
  const submitted = await submittedOf(deps, returns)
  const own = submitted.length > 0 ? covered(sumCounts(submitted.map(({ total }) => total))) : undefined
  const places = isCity && own ? countyPlaces(counties, submitted) : []
  return {
    ...{ id: 'coverage', title: PICTURES.coverage },
    said: `${coverageSaid(period ?? '', own)}${places.length > 0 ? WORST_FIRST : ''}`,
    lines: places
      .toSorted((a, b) => (a.rate ?? 2) - (b.rate ?? 2) || b.insurable - a.insurable)
      .map((place) => ({
        what: place.name,
        words: place.version === undefined ? UNSUBMITTED : coveredWords(place),
        href: `/statistics?county=${place.place}&period=${period}`,
      })),
    more: { href: '/statistics', name: PAGE_NAMES.statistics },
  }
}

/** What the latest year asked and got; what all years leave over is counted where it is opened. */
async function moneyCard(deps: WebDeps, county: string): Promise<OfficeCardProps> {
  const of = await yearMoney(deps, county)
  return {
    ...{ id: 'balances', title: PAGE_NAMES.balances, said: of ? undefined : NO_MONEY },
    lines: of ? [{ what: yearName(of.year), words: balanceOf(of), href: `/reconciliation/${county}/${of.year}` }] : [],
    more: { href: `/balances/${county}`, name: PAGE_NAMES.balances },
  }
}

/** The latest year with money, by county; whoever waits for most first. */
async function cityMoneyCard(deps: WebDeps, { policy, actor: { division } }: CardsAsked): Promise<OfficeCardProps> {
  const all = (await Promise.all(policy.counties.map(({ code }) => yearMoney(deps, code)))).flatMap((of) => of ?? [])
  const year = Math.max(0, ...all.map((one) => one.year))
  const rows = all.filter((one) => one.year === year)
  return {
    ...{ id: 'balances', title: `${year > 0 ? yearName(year) : ''}${PAGE_NAMES.balances}` },
    said: rows.length === 0 ? NO_MONEY : undefined,
    lines: rows
      .toSorted((a, b) => b.outstanding - a.outstanding)
      .map((of) => ({ what: divisionName(of.county, policy), words: balanceOf(of) })),
    more: { href: `/balances/${division}`, name: PAGE_NAMES.balances },
  }
}

/** A home page reads no more of money, however many years there are. */
async function yearMoney({ funding, dayOf, now }: WebDeps, county: string): Promise<TieOut | undefined> {
  const last = Number(dayOf(now()).slice(0, 4)) - 1
  const requests = (await funding.since(county, `${last}-01-01`)).filter(({ year }) => year >= last)
  return moneyByYear({ money: [], requests }).at(-1)
}

const balanceOf = ({ requested, allocated, outstanding }: TieOut) =>
  balanceWords({ requested: yuan(requested), allocated: yuan(allocated), outstanding: yuan(outstanding) })

/** How the counties' lists of the city's own kind have come of the month that is over; who is late first. */
async function punctualCard(deps: WebDeps, { policy, actor, permits }: CardsAsked): Promise<OfficeCardProps> {
  const [period = ''] = monthsBefore(deps.dayOf(deps.now()), 1)
  const year = Number(period.slice(0, 4))
  const { standings } = await timeliness(deps, policy, year, permits, period)
  const own = standings.filter(
    ({ obligation: { office, division } }) => office === actor.office && division !== policy.city.code,
  )
  const counties = [...Map.groupBy(own, ({ obligation }) => obligation.division)].map(([county, all]) => {
    const count = (wanted: Standing['state']) => all.filter(({ state }) => state === wanted).length
    return {
      county,
      counts: { 'on-time': count('on-time'), late: count('late'), missing: count('missing'), open: count('open') },
    }
  })
  const late = counties.filter(({ counts }) => counts.late + counts.missing > 0)
  const open = counties.filter((one) => one.counts.open > 0 && !late.includes(one)).length
  return {
    ...{ id: 'punctual', title: PAGE_NAMES.timeliness },
    said: punctualSaid(period, { counties: counties.length, punctual: counties.length - late.length - open, open }),
    lines: late
      .toSorted((a, b) => b.counts.missing - a.counts.missing || b.counts.late - a.counts.late)
      .map(({ county, counts }) => ({
        ...{ what: divisionName(county, policy), words: punctualWords(counts) },
        href: `/timeliness?year=${year}#place-${county}`,
      })),
    more: { href: '/timeliness', name: PAGE_NAMES.timeliness },
  }
}
