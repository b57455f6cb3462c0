import { describe, expect, test } from 'vitest'
import { checkMonth } from '../../../local/year/model/check-month.ts'
import { Model } from '../../../local/year/model/model.ts'
import { bankReturn, instruction, monthFolder, RECEIPTS } from './month-folder.ts'

const [MEI, LAN] = ['440203197804146668', '440203199001011234']
const RECEIPT = ['440203', 'bank', 'bank-return', 'accepted', 1, 1, 0]

/** What the model says of double payments, month by month. */
function said(months: readonly Parameters<typeof monthFolder>[1][]): string[] {
  const model = new Model()
  return months
    .flatMap((files) => checkMonth(model, monthFolder('2018-07-06', files)))
    .filter((sentence) => sentence.includes('twice'))
}

const approved = (batch: string, id: string, business?: string) => ({
  [`out/${batch.slice(0, 6)}/bank/${batch}.xlsx`]: instruction(batch, [{ id, ...(business && { business }) }]),
})
const answered = (batch: string, code: string) => ({
  'inbox/440203/bank/bank-return.csv': bankReturn(batch, { 1: code }),
  'out/receipts.csv': [RECEIPTS, RECEIPT],
})
const FIRST = approved('440203-2018-001', MEI)
const SECOND = approved('440203-2018-002', MEI)

test.each([
  ['in flight', {}],
  ['done', answered('440203-2018-001', '00')],
  ['unclear', answered('440203-2018-001', '90')],
  ['of a code that nobody knows', answered('440203-2018-001', '77')],
])('a second payment of the year while the first is %s is a double payment', (_, answer) => {
  expect(said([FIRST, { ...answer, ...SECOND }])).toHaveLength(1)
})

test.each(['01', '05', '99'])('a payment that failed with %s may be made again', (code) => {
  expect(said([FIRST, { ...answered('440203-2018-001', code), ...SECOND }])).toEqual([])
})

test('two counties that pay in the same month, and two rows of a batch, are double payments', () => {
  expect(said([{ ...FIRST, ...approved('440204-2018-001', MEI) }])).toHaveLength(1)
  const twice = instruction('440203-2018-001', [{ id: MEI }, { id: LAN }, { id: MEI }])
  expect(said([{ 'out/440203/bank/440203-2018-001.xlsx': twice }])).toHaveLength(1)
})

test('another year, another person and another business are no double payment', () => {
  const months = [
    FIRST,
    approved('440203-2019-001', MEI),
    approved('440203-2018-002', LAN),
    approved('440203-2018-003', MEI, '待遇申领'),
  ]
  expect(said(months)).toEqual([])
})

test('a pension that is claimed while a claim is in flight is claimed twice', () => {
  const claims = [approved('440203-2018-001', MEI, '待遇申领'), approved('440203-2019-001', MEI, '待遇申领')]
  expect(said(claims)).toHaveLength(1)
})

describe('a batch takes who is ready, and nobody else', () => {
  const ready = {
    'out/outcomes.csv': [
      ['county', 'id_number', 'outcome'],
      ['440203', MEI, 'pay'],
    ],
  }
  const unready = (months: readonly Parameters<typeof monthFolder>[1][]) => {
    const model = new Model()
    return months
      .flatMap((files) => checkMonth(model, monthFolder('2018-07-06', files)))
      .filter((sentence) => sentence.includes('not ready'))
  }

  test('who is to be paid', () => {
    expect(unready([{ ...ready, ...FIRST }])).toEqual([])
  })

  test('who has no outcome, or a failure that nothing mends', () => {
    expect(unready([FIRST])).toEqual(['440203-2018-001 row 1: its case is ended and not ready'])
    expect(
      unready([
        { ...ready, ...FIRST },
        { ...ready, ...answered('440203-2018-001', '02'), ...SECOND },
      ]),
    ).toEqual(['440203-2018-002 row 1: its case is failed 02 and not ready'])
  })
})
