/** The table of lines in the contract has the lines of rules/cases/state.ts, and the states of the records. */
import { expect, test } from 'vitest'
import { LINES } from '../../rules/cases/state.ts'
import { CaseState } from '../../schemas/records/case.ts'
import { type Changes, caseFacts, caseRow, results } from '../rules/cases/perfect-case.ts'
import { codesIn, tableAt } from './documents.ts'

const lines = tableAt('docs/cases.md#case-states')

test('lines, states and kinds', () => {
  expect(LINES.map(({ line, state }) => [line, state])).toEqual(
    lines.map(([line, state]) => [Number(line), codesIn(state!)[0]]),
  )
  expect(new Set(LINES.map(({ state }) => state))).toEqual(new Set(CaseState.options))
})

test.each([
  ['contribution', 3, 5],
  ['claim', 4, 1],
] as const)('a %s is never so where column %i says it', (kind, column, never) => {
  expect(lines.filter((row) => row[column] === 'never').map(([line]) => Number(line))).toEqual([never])
  const done: Changes = { own: results(kind, ['b', 12, '00']) }
  expect(LINES[never - 1]![kind](caseRow(kind), caseFacts(kind, done))).toBe(false)
})
