/** Registers without the key of names: what they returned is heard from the decision that match has made with it. */
import { settlementKey } from '../../../rules/cases/settlement-log.ts'
import { decisionDay, determine } from '../../../rules/determination/determine.ts'
import type { Decision, Person } from '../../../schemas/records/person.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import type { Gathering } from './case-facts.ts'
import { countiesOf, type KnownRegisters } from './named-cases.ts'

export interface HeardDeps {
  readonly heads: Pick<Heads, 'all'>
}

/** What match would decide today: an age changes without anybody's writing. */
export async function decidedToday(
  deps: HeardDeps,
  { county, day, policy, persons }: Omit<Gathering, 'decided'>,
): Promise<(person: Person) => Decision | undefined> {
  const registers = heardRegisters(deps)
  await registers.load([county, ...[...persons.values()].flatMap(countiesOf)])
  return (person) => determine(person, { day: decisionDay(person, day), policy, ...registers.of(person) })[county]
}

export function heardRegisters({ heads }: HeardDeps): KnownRegisters {
  const there = new Map<string, boolean>()
  return {
    async load(counties) {
      const asked = [...new Set(counties)].filter((county) => !there.has(county))
      const found = await heads.all(asked.map((county) => `${county}#register`))
      asked.forEach((county, i) => {
        there.set(county, (found[i]?.lists.length ?? 0) > 0)
      })
    },
    of: (person) => ({
      hasRegister: (county) => there.get(county) === true,
      isNameReturned: (county, _, scheme) =>
        settledSchemes(person, county).has(scheme) || (scheme === 'resident' && isReturnedByName(person, county)),
    }),
  }
}

function isReturnedByName({ decisions }: Person, county: string): boolean {
  const decision = decisions[county]
  return decision?.reason === 'register-incomplete' && decision.facts.some((fact) => fact.startsWith('lists.'))
}

function settledSchemes({ cases = {}, decisions }: Person, county: string): ReadonlySet<string> {
  const facts = decisions[county]?.facts ?? []
  const settled = (cases[county]?.settlements ?? []).filter((one) => facts.includes(settlementKey(county, one)))
  return new Set(settled.flatMap(({ basis }) => basis.schemes ?? []))
}
