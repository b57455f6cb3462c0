/** Whom a township's materials notice names (docs/cases.md#the-return-frozen). */
import type { CaseRow, Standing } from '../../schemas/records/case.ts'

const FAILURES: readonly (string | undefined)[] = ['01', '02', '03']

export function isNamed({ state, reason }: Standing): boolean {
  return state === 'collecting' || state === 'paused' || (state === 'failed' && FAILURES.includes(reason))
}

/** @param cases of a person in the county, in its latest table */
export function isNotified(cases: readonly CaseRow[], township: string, lastClose: string): boolean {
  return cases.some(({ close }) => close.at === lastClose && close.notified === township)
}
