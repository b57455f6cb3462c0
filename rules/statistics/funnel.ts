/** From the lists to the payment: who goes on at each step, and where the others are (docs/rules.md#statistics). */
import type { Outcome } from '../../schemas/codes.ts'
import type { Counts } from '../../schemas/records/output.ts'
import { insurable, insured, listed } from '../determination/statistics.ts'

export const FUNNEL = ['listed', 'insurable', 'insured', 'sponsored', 'posted'] as const
export type FunnelStep = (typeof FUNNEL)[number]

/** Outcomes that go on no further than the step. */
const LOST: Readonly<Record<FunnelStep, readonly Outcome[]>> = {
  listed: ['review', 'claim', 'drawing', 'other-scheme', 'student', 'under-16', 'deceased'],
  insurable: ['enrol'],
  insured: ['pay', 'self-paid'],
  sponsored: [],
  posted: [],
}

export interface FunnelRow {
  readonly step: FunnelStep
  readonly persons: number
  readonly lost: readonly { readonly outcome: Outcome; readonly persons: number }[]
}

/** @param posted of the sponsored, those whom a register shows so; undefined where that was not counted */
export function funnelOf({ persons }: Pick<Counts, 'persons'>, posted: number | undefined): FunnelRow[] {
  const of = {
    ...{ listed: listed(persons), insurable: insurable(persons), insured: insured(persons) },
    ...{ sponsored: persons.sponsored, posted },
  }
  return FUNNEL.flatMap((step) => {
    const own = of[step]
    const lost = LOST[step].flatMap((outcome) => (persons[outcome] > 0 ? [{ outcome, persons: persons[outcome] }] : []))
    return own === undefined ? [] : [{ step, persons: own, lost }]
  })
}
