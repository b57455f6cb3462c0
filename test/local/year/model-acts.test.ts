import { expect, test } from 'vitest'
import { checkMonth } from '../../../local/year/model/check-month.ts'
import { Model } from '../../../local/year/model/model.ts'
import { type Cells, monthFolder, RECEIPTS } from './month-folder.ts'

const said = (files: Record<string, Cells>) => checkMonth(new Model(), monthFolder('2018-07-06', files))

const OWN = ['440203', 'civil-affairs']
const nil = (answer: string) => ({
  'nil.csv': [
    ['division', 'office', 'form', 'answer'],
    [...OWN, 'dibao-new', answer],
  ],
})
const list = (state: string, form = 'dibao-new') => ({
  [`inbox/440203/civil-affairs/${form}.csv`]: [['姓名', '身份证号码']],
  'out/receipts.csv': [RECEIPTS, [...OWN, form, state, 0, 0, 0]],
})

test.each([
  ['nobody sent a list', 'taken', {}],
  ['the list was refused', 'taken', list('refused')],
  ['another list of the category was taken', 'taken', list('accepted', 'dibao-full')],
  ['the list was taken', 'refused', list('accepted')],
])('where %s, 零报告 is %s, and anything else is said', (_, answer, files) => {
  const ofNil = (given: string) => said({ ...nil(given), ...files }).filter((sentence) => sentence.includes('零报告'))
  expect(ofNil(answer)).toEqual([])
  expect(ofNil(answer === 'taken' ? 'refused' : 'taken')).toHaveLength(1)
})

const ofReturn = (...row: string[]) =>
  said({
    'returns.csv': [
      ['division', 'period', 'act', 'state', 'versions', 'changed'],
      ['440203', '2018-06', ...row],
    ],
  })

test.each([
  ['submitted', 'submitted', '1', ''],
  ['sent back', 'sent-back', '1', ''],
  ['submitted again', 'submitted', '2', ''],
])('a return that was %s stands so', (...row) => {
  expect(ofReturn(...row)).toEqual([])
})

test.each([
  ['sent back', 'submitted', '1', ''],
  ['submitted again', 'submitted', '1', ''],
  ['submitted', 'submitted', '2', ''],
  ['submitted again', 'submitted', '2', '1'],
])('a return that was %s, is %s, has %s versions and changed ones “%s”, does not', (...row) => {
  expect(ofReturn(...row)).toHaveLength(1)
})
