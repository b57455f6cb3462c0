/** The canary's list, as an office would send it. */
import { checkCharacter } from '../../rules/rows/id-number.ts'
import { CANARY } from '../../schemas/canary.ts'
import { type Column, FORMS } from '../../schemas/columns.ts'
import type { CategoryPolicy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'

const ID = CANARY.id17 + checkCharacter(CANARY.id17)

/** @param village another one is a change that reaches the person */
export function listOfOne({ form }: CategoryPolicy, village: string): Buffer {
  const isVillage = ({ heading }: Column) => heading === HEADINGS.villageCommittee
  const columns = FORMS[form].columns.filter((column) => column.required || isVillage(column))
  const cells = columns.map((column) => (isVillage(column) ? village : cellOf(column)))
  return Buffer.from([columns.map(({ heading }) => heading), cells].map((row) => `${row.join(',')}\n`).join(''))
}

function cellOf({ use, codes }: Column): string {
  switch (use) {
    case 'county':
      return CANARY.county.name
    case 'township':
      return CANARY.township.name
    case 'name':
      return CANARY.name
    case 'id':
      return ID
    case 'certificate':
      // Kind and grade, the first of each.
      return `${ID}11`
    default:
      return codes?.[0] ?? CANARY.otherwise
  }
}
