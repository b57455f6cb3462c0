/** The table of lines in the contract, held against what rules/determination/determine.ts decides of a person for each line. */
import { describe, expect, test } from 'vitest'
import { RULES } from '../../rules/determination/determine.ts'
import { type Changes, decisions, HERE, THERE } from '../rules/determination/perfect-person.ts'
import { codesIn, tableAt } from './documents.ts'

const OWN = `${HERE}#resident`
const OTHER = `${THERE}#resident`
const OLD = { born: '1950-01-31' }

/** Persons who reach a line, one for each reason of it. */
const PERSONS: readonly (readonly Changes[])[] = [
  [{ lists: { [`${HERE}#tekun`]: { name: '张四' } } }],
  [{ register: { [OWN]: { enrolment: 'deceased' } } }],
  [{ missing: [HERE] }],
  [{ lists: { [`${THERE}#dibao`]: {} } }],
  [{ register: { [OTHER]: {} } }],
  [{ register: { [OWN]: undefined, [OTHER]: {} } }],
  [{ born: '2010-01-31' }],
  [{ register: { [`${HERE}#employee`]: {} } }],
  [{ ...OLD, register: { [OWN]: { benefit: 'drawing' } } }],
  [{ ...OLD, register: { [OWN]: { benefit: 'suspended' } } }, OLD, { ...OLD, register: { [OWN]: undefined } }],
  [{ register: { [OWN]: { contribution: 'sponsored' } } }],
  [{ register: { [OWN]: { contribution: 'self' } } }],
  [{ register: { [OWN]: { student: true } } }],
  [{}],
  [{ register: { [OWN]: undefined } }],
]

describe('docs/rules.md#determination', () => {
  const lines = tableAt('docs/rules.md#determination').map(([number, outcome, reasons]) => ({
    line: Number(number),
    outcome: codesIn(outcome!)[0],
    reasons: codesIn(reasons!),
  }))

  test('has the lines 1 to 15, as the rules have them, by their names and by the articles that ground them', () => {
    expect(lines.map(({ line }) => line)).toEqual(PERSONS.map((_, i) => i + 1))
    const nameOf = ({ outcome, reasons }: (typeof lines)[number]) => (outcome === 'review' ? reasons[0] : outcome)
    expect(RULES.map(({ line, name }) => [line, name])).toEqual(lines.map((row) => [row.line, nameOf(row)]))
    const grounded = (from: number, to: number) => RULES.filter(({ line }) => line >= from && line <= to)
    expect(new Set(grounded(9, 10).map(({ articles }) => articles))).toEqual(new Set(['2(8)']))
    expect(new Set(grounded(11, 15).map(({ articles }) => articles))).toEqual(new Set(['1, 2(8)']))
  })

  test.each(lines)('line $line is $outcome', ({ line, outcome, reasons }) => {
    const decided = PERSONS[line - 1]!.map((changes) => decisions(changes)[HERE])
    const expected = (reasons.length > 0 ? reasons : [undefined]).map((reason) => ({ line, outcome, reason }))
    expect(decided.map((d) => ({ line: d?.line, outcome: d?.outcome, reason: d?.reason }))).toEqual(expected)
  })
})
