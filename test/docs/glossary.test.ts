/** The glossary's Chinese words are those that officials read, or that the contract gives to what is not built yet. */
import { expect, test } from 'vitest'
import { filesOf, tableAt, textOf } from './documents.ts'

const READ = /^(forms|functions|pages|schemas|wording)\//
const CONTRACT = ['docs/rules.md', 'docs/forms.md', 'docs/cases.md']

const texts = [...filesOf('.ts', '.tsx').filter((path) => READ.test(path)), ...CONTRACT].map(textOf).join('\n')

test.each([...tableAt('docs/glossary.md#the-field'), ...tableAt('docs/glossary.md#the-hub')])('%s: %s', (_, words) => {
  for (const word of words!.split(/[，、（）]/).filter(Boolean)) expect(texts.includes(word), word).toBe(true)
})

test('every word is explained once', () => {
  const words = [...tableAt('docs/glossary.md#the-field'), ...tableAt('docs/glossary.md#the-hub')].map(
    ([word]) => word!,
  )
  expect(new Set(words).size).toBe(words.length)
})
