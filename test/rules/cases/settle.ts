/** Settles a perfect person's reviews as a county would: each settlement is about what is there then. */
import { aboutOf, type Moment, settlementCodes } from '../../../rules/cases/choices.ts'
import { determine } from '../../../rules/determination/determine.ts'
import { snapshotRow } from '../../../rules/determination/snapshot-row.ts'
import type { Choice, Settlement } from '../../../schemas/records/case.ts'
import type { Person } from '../../../schemas/records/person.ts'
import { type Changes, DAY, person, policy, registersOf } from '../determination/perfect-person.ts'

export type Step = readonly [county: string, choice: Choice, name?: string]

export const orderOf = (n: number) => `2018-06-06T01:00:00.000Z#u#${String(n).padStart(7, '0')}`

export const circumstances = (changes: Changes) => ({ day: changes.day ?? DAY, policy, ...registersOf(changes) })

export const momentOf = (changes: Changes, county: string, rest: Partial<Moment> = {}): Moment => ({
  ...{ county, person: person(changes), circumstances: circumstances(changes) },
  ...{ cases: [], benefit: undefined, restedOn: new Set<string>(), ...rest },
})

/** @param rest what is known beside the person, for every step */
export function settled(
  changes: Changes,
  steps: readonly Step[],
  rest: Partial<Moment> = {},
): Required<Pick<Changes, 'cases'>> {
  let { cases = {} } = changes
  const from = Object.values(cases).flatMap(({ settlements = [] }) => settlements).length
  for (const [i, [county, choice, name]] of steps.entries()) {
    const moment = momentOf({ ...changes, cases }, county, rest)
    const codes = settlementCodes({ choice, name }, moment)
    if (codes.length > 0) throw new Error(`${choice} of ${county}: ${codes.join()}`)
    const order = orderOf(from + i + 1)
    const settlement: Settlement = {
      ...{ order, case: `${county}-2018-00001`, at: order.slice(0, 24), day: DAY, choice, grounds: '依据说明' },
      ...(name !== undefined && { name }),
      ...aboutOf(choice, moment),
    }
    const own = cases[county] ?? {}
    cases = { ...cases, [county]: { ...own, settlements: [...(own.settlements ?? []), settlement] } }
  }
  return { cases: cases as NonNullable<Person['cases']> }
}

/** By county: line, outcome and reason, and the name that the person bears. */
export function outcomes(changes: Changes): Record<string, string> {
  const who = person(changes)
  const decisions = determine(who, circumstances(changes))
  return Object.fromEntries(
    Object.entries(decisions).map(([county, { line, outcome, reason }]) => {
      const row = snapshotRow({ ...who, decisions }, county, changes.day ?? DAY, policy)
      return [county, `${line} ${reason ? `${outcome}/${reason}` : outcome} ${row?.name}`]
    }),
  )
}
