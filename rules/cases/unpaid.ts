/** Who had to be paid for in a year and was not, 应代缴未代缴 (docs/cases.md#the-return-frozen). */
import { present } from '../../schemas/present.ts'
import type { CaseRow, Standing } from '../../schemas/records/case.ts'
import { ageOn } from '../days.ts'
import { birthDateOf } from '../rows/id-number.ts'
import { inFlight, resultsOf } from './rows.ts'
import { type CaseFacts, caseState } from './state.ts'

export interface Unpaid {
  readonly row: CaseRow
  /** At the year's last close. */
  readonly was: Standing
}

export interface PastYear {
  readonly year: number
  readonly idOf: (key: string) => string
  readonly factsOf: (row: CaseRow) => CaseFacts
}

export function unpaidOf(table: readonly CaseRow[], { year, idOf, factsOf }: PastYear): Unpaid[] {
  return table.flatMap((row) => {
    if (row.year !== year) return []
    const { state, reason } = row.close.beforeYearEnd ?? row.close
    const isOnList = reason !== 'given-up' && isOfAge(idOf(row.key), year) && isUnpaid(row, factsOf(row))
    return isOnList ? [{ row, was: { state, ...(reason && { reason }) } }] : []
  })
}

function isOfAge(id: string, year: number): boolean {
  const age = ageOn(present(birthDateOf(id), 'the birth date of a person with a case'), `${year}-12-31`)
  return age >= 16 && age < 60
}

function isUnpaid(row: CaseRow, facts: CaseFacts): boolean {
  if (caseState(row, facts).reason !== 'unpaid-at-year-end' || inFlight(facts.claim, facts.cases)) return false
  return !Object.values(facts.cases).some((own) =>
    resultsOf(own, 'contribution').some(({ year, result }) => year === row.year && result === '00'),
  )
}
