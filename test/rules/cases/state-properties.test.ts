/** Of all lines that hold the first one decides, whatever else is true of the case. */
import { expect, test } from 'vitest'
import { Outcome } from '../../../schemas/codes.ts'
import type { CaseKind, CountyFacts } from '../../../schemas/records/case.ts'
import fc, { runs } from '../../fc.ts'
import { type Changes, decision, HERE, materials, results, settled, stateOf, THERE } from './perfect-case.ts'

/** What makes each line hold, without the help of another: answers and results add up, the rest is replaced. */
const HOLDS: Record<CaseKind, Record<number, Changes>> = {
  contribution: {
    1: { own: results('contribution', ['paid', 20, '00']) },
    2: { claim: { state: 'approved', county: HERE, batch: 'c' } },
    3: { isPrepared: true },
    4: { isListed: false },
    6: { decision: decision('student') },
    7: { decision: decision('review', 'two-counties') },
    8: { claim: { state: 'approved', county: THERE, batch: 'c' } },
    9: { own: materials(12, { collected: 'given-up' }) },
    10: { own: settled([12, 'hold']) },
    11: { own: results('contribution', ['failed', 21, '04']) },
    12: { decision: decision('enrol') },
  },
  claim: {
    2: { benefit: { state: 'approved', county: HERE, batch: 'c' } },
    3: { isPrepared: true },
    4: { isListed: false },
    // Another county may claim since it resumed.
    5: {
      own: results('claim', ['done', 20, '00']),
      decision: decision('claim'),
      cases: { [THERE]: settled([23, 'resume']) },
    },
    6: { decision: decision('drawing') },
    7: { decision: decision('review', 'two-counties') },
    8: { benefit: { state: 'approved', county: THERE, batch: 'c' } },
    9: { own: materials(22, { collected: 'given-up' }) },
    10: { own: settled([12, 'hold']) },
    11: { own: results('claim', ['failed', 15, '04']) },
    12: { own: materials(9) },
  },
}
const STATES = [
  ...['paid', 'in-flight', 'in-batch', 'ended left-lists', 'registered', 'ended', 'under-review two-counties'],
  ...['waiting other-county', 'ended given-up', 'paused held', 'failed 04', 'collecting', 'ready'],
]
const ENDED: Record<CaseKind, string> = { contribution: 'ended student', claim: 'ended drawing' }

/** Earlier lines replace what later ones say. */
function together(kind: CaseKind, lines: readonly number[]): Changes {
  const own: CountyFacts = {}
  let changes: Changes = {}
  for (const line of [...lines].sort((a, b) => b - a)) {
    const holds = HOLDS[kind][line]!
    Object.assign(own, holds.own, { results: { ...own.results, ...holds.own?.results } })
    changes = { ...changes, ...holds }
  }
  return { ...changes, own }
}

test.each(['contribution', 'claim'] as const)('the first line that holds for a %s decides', (kind) => {
  const lines = Object.keys(HOLDS[kind]).map(Number)
  fc.assert(
    fc.property(fc.subarray(lines), (holding) => {
      const first = Math.min(...holding, 13)
      const expected = first === 6 ? ENDED[kind] : STATES[first - 1]
      expect(stateOf(kind, together(kind, holding))).toBe(expected)
    }),
    { numRuns: runs(400) },
  )
})

test('nobody is to be paid and claimed for at once', () => {
  const any = fc.record({
    decision: fc.constantFrom(...Outcome.options).map((outcome) => decision(outcome, 'two-counties')),
    isListed: fc.boolean(),
    isSetAside: fc.boolean(),
  })
  const isOpen = (kind: CaseKind, changes: Changes) => !stateOf(kind, changes).startsWith('ended')
  fc.assert(
    fc.property(any, fc.constantFrom({}, materials(12)), (facts, own) => {
      const isReview = facts.decision.outcome === 'review'
      const both = isOpen('contribution', { ...facts, own }) && isOpen('claim', { ...facts, own })
      expect(both).toBe(isReview && facts.isListed && !facts.isSetAside)
    }),
    { numRuns: runs(200) },
  )
})
