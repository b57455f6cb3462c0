import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { readInbox } from '../../../local/hub/inbox.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-inbox-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** In the order in which they are taken up. */
const ANSWERS = [
  '440222106/township/materials.xlsx',
  '440222106/township/materials.2.csv',
  '440222106/township/materials.10.xlsx',
  '440224/social-insurance/materials.xlsx',
  '440224103/township/materials.xlsx',
  '440222/social-insurance/settlement.xlsx',
  '440229/social-insurance/settlement.csv',
  '440203/bank/bank-return.xlsx',
  '440222/bank/bank-return.xlsx',
  '440222/bank/bank-return.2.xlsx',
  '440203/finance/allocation.csv',
]
const LISTS = ['440203/social-insurance/register.csv', '440222/civil-affairs/dibao-full.xlsx']
const OTHERS = ['440222999/township/materials.xlsx', '440222106/township/materials.1.xlsx', '440222106/readme.txt']

test('answers come after all lists: materials, settlements, returns, allocations, each by division and number', () => {
  for (const file of [...ANSWERS, ...LISTS, ...OTHERS].toSorted()) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), '')
  }
  const { groups, answers, ignored } = readInbox(dir, defaultPolicy())
  const pathOf = ({ path }: { path: string }) => path.slice(dir.length + 1)
  expect(answers.map(pathOf)).toEqual(ANSWERS)
  expect(groups.flat().map(pathOf).sort()).toEqual(LISTS)
  expect([...ignored].sort()).toEqual(['440222106/readme.txt', '440222106/township/materials.1.xlsx', '440222999'])
})
