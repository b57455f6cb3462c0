/** The contract's tables of codes hold exactly what the code knows. */

import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { yuan } from '../../rules/payments/amount.ts'
import {
  ANSWER_CODES,
  BankResult,
  HeldReason,
  LIST_CODES,
  Office,
  Outcome,
  Reason,
  RefusalCode,
  ReturnFault,
  UploadState,
} from '../../schemas/codes.ts'
import { FORMS } from '../../schemas/columns.ts'
import { BatchState, ExclusionReason } from '../../schemas/records/batch.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { OUTCOME_NAMES, REASON_NAMES } from '../../wording/outcomes.ts'
import { codesAt, sectionAt, tableAt } from './documents.ts'

const TABLES: readonly [address: string, codes: readonly string[]][] = [
  ['docs/rules.md#offices', Office.options],
  ['docs/rules.md#refusal-codes', RefusalCode.options],
  ['docs/rules.md#row-codes', LIST_CODES],
  ['docs/rules.md#upload-states', UploadState.options],
  ['docs/rules.md#held-lists', HeldReason.options],
  ['docs/rules.md#outcomes', Outcome.options],
  ['docs/rules.md#reasons', Reason.options],
  ['docs/rules.md#batch-states', BatchState.options],
  ['docs/rules.md#categories', defaultPolicy().categories.map(({ code }) => code)],
  ['docs/cases.md#bank-results', BankResult.options],
  ['docs/cases.md#why-a-person-leaves-a-batch', ExclusionReason.options[1].options],
]

describe('codes', () => {
  test.each(TABLES)('%s', (address, codes) => {
    expect(codesAt(address).sort()).toEqual([...codes].sort())
  })

  test('row codes stand in the order in which a receipt names them', () => {
    expect(codesAt('docs/rules.md#row-codes')).toEqual(LIST_CODES)
  })

  test('categories stand in the order of the primary one', () => {
    expect(codesAt('docs/rules.md#categories')).toEqual(defaultPolicy().categories.map(({ code }) => code))
  })
})

test('docs/cases.md: codes of the four answers', () => {
  const sections = ['materials', 'settlement-files', 'bank-returns', 'allocations']
  const written = new Set(sections.flatMap((section) => codesAt(`docs/cases.md#${section}`)))
  const ofLists = new Set<string>(LIST_CODES)
  expect([...written].filter((code) => !ofLists.has(code)).sort()).toEqual(
    [...ANSWER_CODES, ...ReturnFault.options].sort(),
  )
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

test('docs/rules.md#divisions: the counties of the default policy, and as many townships', () => {
  const section = sectionAt('docs/rules.md#divisions').replaceAll('\n', ' ')
  const { city, counties } = defaultPolicy()
  const named = [...section.matchAll(/(\d{6}) (\p{Script=Han}+)/gu)].map(([, code, name]) => ({ code, name }))
  expect(named).toEqual(counties.map(({ code, name }) => ({ code, name })))
  expect(section).toContain(`The city is ${city.code}.`)
  expect(section).toContain(`The ${counties.flatMap(({ townships }) => townships).length} townships`)
})

test('docs/cases.md#settlements: the choices of the settlement form', () => {
  const words = tableAt('docs/cases.md#settlements').flatMap(
    ([, choice]) => choice!.match(/(?<=` )\p{Script=Han}+/gu) ?? [],
  )
  expect(words).toEqual(FORMS.settlement.columns.find(({ heading }) => heading === '处理意见')!.codes)
})

test('docs/rules.md#amounts: the default amounts', () => {
  const section = sectionAt('docs/rules.md#amounts')
  const [first, second] = defaultPolicy().amounts
  expect(section).toContain(
    `${yuan(first!.fen)} up to ${second!.fromYear - 1} and ${yuan(second!.fen)} from ${second!.fromYear}`,
  )
})

test('docs/rules.md: when many listings would end, and when something is due, as policy has it by default', () => {
  const { held } = defaultPolicy()
  const { asked, reminders, listDay, statisticsWorkday, consolidatedWorkdays, firstFull } = DEFAULT_DEADLINES
  const [, many] = tableAt('docs/rules.md#held-lists').find(([code]) => code === '`many-ended`')!
  expect(many).toMatch(new RegExp(`${held.percent} % .*more than ${held.persons}$`))
  const due = tableAt('docs/rules.md#deadlines').map((row) => row[2])
  expect(due).toEqual([
    `the ${listDay}th`,
    `${listDay} January; the first one ${firstFull.due}, for the period ${firstFull.period}`,
    `the ${listDay}th; the first one ${firstFull.due}, for ${firstFull.period}`,
    `${statisticsWorkday}rd working day`,
    `${consolidatedWorkdays} working days after that`,
    expect.stringMatching(new RegExp(`^${asked.materials} working days`)),
    expect.stringMatching(new RegExp(`^${asked['bank-return']} and ${asked.allocation} working days`)),
  ])
  expect(sectionAt('docs/rules.md#reminders-and-overdue-notices')).toContain(
    `${reminders.join(' and ')} working days before`,
  )
})
