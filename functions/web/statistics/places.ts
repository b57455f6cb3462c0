/** Counties and townships of a month as it was submitted. */
import { insurable, insured, shareOf } from '../../../rules/determination/statistics.ts'
import { bandsOf, countOf, quantile, type Spread, sumSpreads } from '../../../rules/statistics/spread.ts'
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import { present } from '../../../schemas/present.ts'
import type { BesideFigure } from '../../../schemas/records/month-return.ts'
import type { Counts } from '../../../schemas/records/output.ts'
import type { CountyDivisions } from '../../../schemas/records/policy.ts'
import { type Figures, townshipRows } from '../../shared/returns/return-figures.ts'
import { townshipName } from '../../shared/stages/divisions-of.ts'
import type { Submitted } from './submitted.ts'

/** Ages, in bands of five. */
const [FIRST_AGE, LAST_AGE] = [60, 90]

export function covered(counts: Counts) {
  const [of, part] = [insurable(counts.persons), insured(counts.persons)]
  return { insurable: of, insured: part, sponsored: counts.persons.sponsored, rate: shareOf(part, of) }
}

/** Those that have not submitted are without a version. */
export function countyPlaces(
  counties: readonly CountyDivisions[],
  submitted: readonly Submitted[],
): StatisticsShown['places'] {
  const none = { insurable: 0, insured: 0, sponsored: 0 }
  return counties.map(({ code, name }) => {
    const own = submitted.find((one) => one.division === code)
    return { place: code, name, version: own?.version, ...(own ? covered(own.total) : none) }
  })
}

export function townshipPlaces(
  counties: readonly CountyDivisions[],
  submitted: readonly Submitted[],
): StatisticsShown['townships'] {
  return submitted.flatMap(({ division, figures, version }) => {
    const county = countyIn(counties, division)
    return townshipRows(figures, 'total', county).map(({ code, place, counts }) => ({
      ...{ county: division, place: code, name: place, version },
      ...covered(counts),
    }))
  })
}

/** Undefined where the close of a county did not count it. */
export function besideOf(submitted: readonly Submitted[]): BesideFigure | undefined {
  const all = submitted.flatMap(({ figures }) => figures.filter(({ table }) => table === 'total'))
  const counted = all.flatMap(({ beside }) => beside ?? [])
  if (submitted.length === 0 || counted.length < all.length) return undefined
  return {
    posted: counted.reduce((sum, { posted }) => sum + posted, 0),
    claimAges: sumSpreads(counted.map(({ claimAges }) => claimAges)),
    daysToPayment: sumSpreads(counted.map(({ daysToPayment }) => daysToPayment)),
  }
}

export const agesOf = ({ claimAges }: BesideFigure): StatisticsShown['claimAges'] =>
  bandsOf(claimAges, FIRST_AGE, LAST_AGE)

/** By county of a city, or by township; places where nobody was paid for are left out. */
export function daysOf(
  isCity: boolean,
  counties: readonly CountyDivisions[],
  submitted: readonly Submitted[],
): StatisticsShown['days'] {
  const rows = submitted.flatMap(({ division, figures }) => {
    const county = countyIn(counties, division)
    if (isCity) return [{ place: division, name: county.name, spread: spreadOf(figures) }]
    return figures.map((one) => ({
      ...{ place: one.township, name: townshipName(county, one.township), spread: spreadOf([one]) },
    }))
  })
  return rows.flatMap(({ spread, ...place }) => {
    const paid = countOf(spread)
    return paid === 0 ? [] : [{ ...place, paid, median: quantile(spread, 0.5), ninety: quantile(spread, 0.9) }]
  })
}

const spreadOf = (figures: Figures): Spread =>
  sumSpreads(figures.flatMap(({ beside }) => (beside ? [beside.daysToPayment] : [])))

const countyIn = (counties: readonly CountyDivisions[], division: string): CountyDivisions =>
  present(
    counties.find(({ code }) => code === division),
    'the county of a return',
  )
