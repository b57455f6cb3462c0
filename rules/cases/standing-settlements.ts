/** What settlements in force say about a case's state (docs/cases.md#settlements). */
import type { CountyFacts, Settlement } from '../../schemas/records/case.ts'
import type { Decision } from '../../schemas/records/person.ts'

export function isHeld(own: CountyFacts): boolean {
  return inForce(own).some(({ choice, order }) => choice === 'hold' && !resumedAfter(own, order))
}

export function resumedAfter(own: CountyFacts, order: string): boolean {
  return inForce(own).some((settlement) => settlement.choice === 'resume' && settlement.order > order)
}

export function isTransferring(own: CountyFacts, { reason }: Decision): boolean {
  const settled = inForce(own).filter((settlement) => settlement.reason === reason)
  return reason === 'enrolled-elsewhere' && settled.at(-1)?.choice === 'transfer'
}

function inForce({ settlements = [] }: CountyFacts): Settlement[] {
  const standing: Settlement[] = []
  for (const settlement of settlements) {
    if (settlement.choice === 'withdraw') standing.pop()
    else if (!settlement.waits || settlement.confirmed) standing.push(settlement)
  }
  return standing
}
