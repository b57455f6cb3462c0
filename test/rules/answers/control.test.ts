/** docs/cases.md#bank-returns: what a return says of itself, in the ways in which banks write it. */
import { expect, test } from 'vitest'
import { Control } from '../../../rules/answers/control.ts'

const COLUMNS = { row: 1, amount: 4 }
/** Of a return of 3 rows with 360.00 yuan. */
function faultOf(above: string[][], below: string[][] = []): string | undefined {
  const control = new Control()
  for (const texts of above) control.see(texts, COLUMNS, 'above')
  for (const texts of below) control.see(texts, COLUMNS, 'below')
  return control.fault(3, 36000)
}

test.each<[string[][], string[][]]>([
  [[['批次号', '440222-2018-001', '笔数', '3', '总金额', '360.00']], []],
  [
    [
      ['笔数', '3笔'],
      ['合计金额', '360.00元'],
    ],
    [],
  ],
  [
    [],
    [
      ['笔数', '3人'],
      ['总金额（元）', '0,360'],
    ],
  ],
  [[], [['合计', '3', '', '', '360']]],
  [[], [['', '3.0', '', '', '３６０', '总计：']]],
  [[['笔数', '3', '总金额', '360']], [['合计', '3', '', '', '360.00']]],
])('is right: %o %o', (above, below) => {
  expect(faultOf(above, below)).toBeUndefined()
})

test.each<[string[][], string[][]]>([
  [[], []],
  [[['笔数', '3']], []],
  [[['总金额', '360']], []],
  [[['笔数', '', '总金额', '']], []],
  [[], [['合计', '三', '', '', '360']]],
  [[], [['合计', '3', '', '', '']]],
  [[['合计', '3', '', '', '360']], []],
  [[], [['小计', '3', '', '', '360']]],
])('is missing: %o %o', (above, below) => {
  expect(faultOf(above, below)).toBe('control-missing')
})

test.each<[string[][], string[][]]>([
  [[['笔数', '4', '总金额', '360']], []],
  [[['笔数', '3', '总金额', '360.01']], []],
  [[], [['合计', '3', '', '', '240']]],
  [[['笔数', '3', '总金额', '360']], [['合计', '2', '', '', '360']]],
  [[['笔数', '3', '总金额', '360']], [['合计', '3', '', '', '240']]],
])('is another: %o %o', (above, below) => {
  expect(faultOf(above, below)).toBe('total-mismatch')
})
