/** The sheet 案件办理 (docs/cases.md), an item a row. */
import { type CaseRules, MOST_VERIFIED_MONTHS } from '../../schemas/records/policy.ts'
import { keyOf, type Line, noneTwice } from './policy-lines.ts'
import { YES_NO } from './policy-sheets.ts'

type Item = keyof CaseRules

const VALUE = '值'
const NAMES: Record<Item, string> = {
  secondPerson: '处理意见都由第二人确认',
  verifiedMonths: '复核日期的有效月数',
}
const HINTS: Record<Item, string> = {
  secondPerson: '填是或者否；否：只有可能向已故人员付款或者重复付款的恢复办理，才由第二人确认',
  verifiedMonths: `填1至${MOST_VERIFIED_MONTHS}的整数；超过的，要重新入户复核`,
}

export function caseRows({ secondPerson, verifiedMonths }: CaseRules): (string | number)[][] {
  return [
    [NAMES.secondPerson, secondPerson ? '是' : '否', HINTS.secondPerson],
    [NAMES.verifiedMonths, verifiedMonths, HINTS.verifiedMonths],
  ]
}

/** A missing item stays as it is. */
export function casesIn(lines: readonly Line[], base: CaseRules): CaseRules {
  const items = lines.map((line) => ({ line, name: line.text('项目') }))
  noneTwice(items, ({ name }) => name, '这一项在本表中已有一行。请只保留一行。')
  let rules = base
  for (const { line, name } of items) {
    const item = keyOf(NAMES, name)
    if (item === 'secondPerson') rules = { ...rules, secondPerson: line.choice(VALUE, YES_NO) === '是' }
    else if (item === 'verifiedMonths') rules = { ...rules, verifiedMonths: monthsIn(line) }
    else if (name !== '') line.fault(`“项目”没有“${name}”这一项。请不要改动这一栏。`)
  }
  return rules
}

function monthsIn(line: Line): number {
  const months = Number(line.text(VALUE))
  if (line.text(VALUE) !== '' && !(Number.isInteger(months) && months >= 1 && months <= MOST_VERIFIED_MONTHS))
    line.fault(`“${NAMES.verifiedMonths}”只能填1至${MOST_VERIFIED_MONTHS}的整数。`)
  return months
}
