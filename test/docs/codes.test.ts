/** The contract's tables of codes hold exactly what the code knows. */
import { describe, expect, test } from 'vitest'
import { OUTCOME_NAMES, REASON_NAMES } from '../../forms/printed.ts'
import { defaultPolicy } from '../../local/default-policy.ts'
import { BatchState, DroppedBecause } from '../../schemas/batch.ts'
import {
  BankResult,
  HeldReason,
  OFFICE_NAMES,
  Office,
  Outcome,
  Reason,
  RefusalCode,
  RowCode,
  UploadState,
} from '../../schemas/codes.ts'
import { codesAt, tableAt } from './documents.ts'

const TABLES: readonly [address: string, codes: readonly string[]][] = [
  ['docs/rules.md#offices', Office.options],
  ['docs/rules.md#refusal-codes', RefusalCode.options],
  ['docs/rules.md#row-codes', RowCode.options],
  ['docs/rules.md#upload-states', UploadState.options],
  ['docs/rules.md#held-lists', HeldReason.options],
  ['docs/rules.md#outcomes', Outcome.options],
  ['docs/rules.md#reasons', Reason.options],
  ['docs/rules.md#batch-states', BatchState.options],
  ['docs/rules.md#categories', defaultPolicy().categories.map(({ code }) => code)],
  ['docs/cases.md#bank-results', BankResult.options],
  ['docs/cases.md#why-a-person-leaves-a-batch', DroppedBecause.options[1].options],
]

describe('codes', () => {
  test.each(TABLES)('%s', (address, codes) => {
    expect(codesAt(address).sort()).toEqual([...codes].sort())
  })

  test('row codes stand in the order in which a receipt names them', () => {
    expect(codesAt('docs/rules.md#row-codes')).toEqual(RowCode.options)
  })

  test('categories stand in the order of the primary one', () => {
    expect(codesAt('docs/rules.md#categories')).toEqual(defaultPolicy().categories.map(({ code }) => code))
  })
})

test.each<[string, Readonly<Record<string, string>>]>([
  ['docs/rules.md#outcomes', OUTCOME_NAMES],
  ['docs/rules.md#reasons', REASON_NAMES],
])('%s: the Chinese words are those of printed forms', (address, names) => {
  expect(Object.fromEntries(tableAt(address).map(([code, word]) => [code!.replaceAll('`', ''), word]))).toEqual(names)
})

test('docs/rules.md#offices: offices by their Chinese names', () => {
  for (const [code, words] of tableAt('docs/rules.md#offices'))
    expect(words!.split(', ')[0]).toBe(OFFICE_NAMES[Office.parse(code!.replaceAll('`', ''))])
})
