/** Answers merge into what a county knows of a person, in any order and however often (ADR 30). */
import type { AnswerFact, CountyFacts, RowResult, Settlement } from '../../schemas/records/case.ts'

/** @returns the same object where nothing is new */
export function mergeAnswer(before: CountyFacts, { materials, settlement, result }: AnswerFact): CountyFacts {
  let after = before
  if (materials && !isKnown(before.materials, materials)) after = { ...after, materials }
  if (settlement) after = withSettlement(after, settlement)
  if (result) after = withResult(after, result)
  return after
}

const isKnown = (known: { order: string } | undefined, { order }: { order: string }) =>
  known !== undefined && known.order >= order

function withSettlement(facts: CountyFacts, settlement: Settlement): CountyFacts {
  const known = facts.settlements ?? []
  const own = known.find(({ order }) => order === settlement.order)
  // A confirmation comes as the settlement once more.
  if (own && (own.confirmed || !settlement.confirmed)) return facts
  const settlements = [...known.filter((one) => one !== own), settlement].sort(byOrder)
  return { ...facts, settlements }
}

function withResult(facts: CountyFacts, { batch, ...result }: RowResult & { batch: string }): CountyFacts {
  if (isKnown(facts.results?.[batch], result)) return facts
  return { ...facts, results: { ...facts.results, [batch]: result } }
}

const byOrder = (a: Settlement, b: Settlement) => (a.order < b.order ? -1 : 1)
