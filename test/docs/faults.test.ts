/** The codes of faults, their headings in the runbook and the places that throw them. */
import { expect, test } from 'vitest'
import { FAULT_CODES } from '../../schemas/fault.ts'
import { filesOf, textOf } from './documents.ts'

const runbook = textOf('docs/runbook.md')
const faults = runbook.split(/^## /m).find((section) => section.startsWith('Faults\n'))!

test('the runbook has a heading for every code of a fault, and for no other, and says what to do', () => {
  const [, ...sections] = faults.split(/^### /m)
  expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual([...FAULT_CODES].sort())
  for (const section of sections) expect(section.split('\n').slice(1).join('').length, section).toBeGreaterThan(30)
})

const ROOMS = /^(stores|functions|rules|wording|formats|forms|pages)\//
const source = filesOf('.ts', '.tsx').filter((path) => ROOMS.test(path) && !path.startsWith('pages/assets/'))

test('every code is thrown somewhere (that nothing is thrown without one is kept by lint/faults.grit)', () => {
  const texts = source.map((path) => [path, textOf(path)] as const)
  const used = new Set(
    texts.flatMap(([, text]) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, code]) => code)),
  )
  expect(FAULT_CODES.filter((code) => !used.has(code))).toEqual([])
})
