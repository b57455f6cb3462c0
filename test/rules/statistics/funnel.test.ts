import { expect, test } from 'vitest'
import { noCounts } from '../../../rules/determination/statistics.ts'
import { funnelOf } from '../../../rules/statistics/funnel.ts'
import { Outcome } from '../../../schemas/codes.ts'
import fc from '../../fc.ts'

const counts = fc
  .tuple(...Outcome.options.map(() => fc.nat(1000)))
  .map((persons) => ({ ...noCounts(), persons: Object.fromEntries(Outcome.options.map((o, i) => [o, persons[i]])) }))
  .map((one) => one as ReturnType<typeof noCounts>)

test('whoever does not go on at a step of the funnel is named there, by outcome', () => {
  fc.assert(
    fc.property(counts, fc.nat(1000), (one, posted) => {
      const steps = funnelOf(one, Math.min(posted, one.persons.sponsored))
      expect(steps.map(({ step }) => step)).toEqual(['listed', 'insurable', 'insured', 'sponsored', 'posted'])
      for (const [i, { persons, lost, step }] of steps.entries()) {
        const next = steps[i + 1]
        if (!next || step === 'sponsored') continue
        expect(persons - lost.reduce((sum, { persons: of }) => sum + of, 0)).toBe(next.persons)
      }
    }),
  )
})

test('what no close has counted is no step', () => {
  expect(funnelOf(noCounts(), undefined).map(({ step }) => step)).not.toContain('posted')
})
