/** docs/records.md names records and fields that schemas/records/ has, each file a section. */
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { filesOf, sectionsOf, textOf } from './documents.ts'

const FILES = filesOf('.ts').filter((path) => path.startsWith('schemas/records/'))
const anchorOf = (path: string) => path.replace('schemas/records/', '').replace('.ts', '')
const sections = [...sectionsOf(textOf('docs/records.md'))].filter(([anchor]) => anchor !== 'stored-records')

const namesIn = (section: string) => [...section.matchAll(/^\| `([\w.]+)`/gm)].map(([, name]) => name!)

/** What a file declares, by name: the keys and texts that its declaration is made of. */
function declaredIn(path: string): Map<string, Set<string>> {
  const declared = new Map<string, Set<string>>()
  for (const statement of parseSync(path, textOf(path)).program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    const parts = declaration?.type === 'VariableDeclaration' ? declaration.declarations : [declaration]
    for (const part of parts)
      if (part && 'id' in part && part.id?.type === 'Identifier') {
        const words = declared.get(part.id.name) ?? new Set()
        declared.set(part.id.name, new Set([...words, ...wordsIn(part)]))
      }
  }
  return declared
}

function wordsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const own = node as { type?: string; value?: unknown; key?: { name?: string } }
  const text = own.type === 'Literal' && typeof own.value === 'string' ? [own.value] : []
  return [...text, ...(own.key?.name ? [own.key.name] : []), ...Object.values(node).flatMap(wordsIn)]
}

test('each file of records has its section', () => {
  expect(sections.length).toBeGreaterThan(10)
  expect(sections.map(([anchor]) => anchor).sort()).toEqual(FILES.map(anchorOf).sort())
})

test('some names are read', () =>
  expect(sections.flatMap(([, section]) => namesIn(section)).length).toBeGreaterThan(100))

describe.each(sections)('%s', (anchor, section) => {
  test('names what its file declares', () => {
    const declared = declaredIn(`schemas/records/${anchor}.ts`)
    const unknown = namesIn(section).filter((name) => {
      const [record = '', field] = name.split('.')
      const words = declared.get(record)
      return !words || (field !== undefined && !words.has(field))
    })
    expect(unknown).toEqual([])
  })
})
