/** A township's materials (docs/cases.md#materials). */
import { judgeMaterials, materialsIn } from '../../../rules/answers/materials.ts'
import { AS_SAID } from '../../../schemas/codes.ts'
import { isClosed } from '../../shared/cases/named-cases.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { takeOfCases } from './of-cases.ts'

export async function takeMaterials(deps: IntakeDeps, answer: Answer): Promise<Taken> {
  const { division, day, requestedAt: at } = answer.upload
  const { verifiedMonths: validMonths } = (await deps.policies.inForce()).cases
  return takeOfCases(deps, answer, {
    judge(row, found, isTwice) {
      const own = found?.isOf(division) ? { ...found, isClosed: isClosed(found) } : undefined
      judgeMaterials(row, { day, validMonths, found: own, isTwice })
    },
    said: (row, _, order) => ({ materials: { ...materialsIn(row), order, at, day } }),
    calls({ county, materials }, { cases }) {
      const isFound = materials?.finding !== undefined && materials.finding !== AS_SAID
      const isUnderWay = cases.some(({ standing: { state } }) => state === 'paid' || state === 'in-flight')
      return isFound && isUnderWay ? [{ what: 'finding', division: county, office: 'social-insurance' }] : []
    },
  })
}
