/** Registers without the key of names: what they returned is heard from the decision that match has made with it. */
import { settlementKey } from '../../../rules/cases/settlement-log.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { KnownRegisters } from '../../shared/cases/named-cases.ts'
import type { WebDeps } from '../deps.ts'

export function heardRegisters({ heads }: Pick<WebDeps, 'heads'>): KnownRegisters {
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
