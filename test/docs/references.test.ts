/** Whoever is sent to a document finds the place: from code, from tests, from other documents. */
import { existsSync } from 'node:fs'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { filesOf, fromRoot, sectionsOf, textOf } from './documents.ts'

const SOURCES = filesOf('.ts', '.tsx', '.mjs')
const DOCUMENTS = filesOf('.md')

/** `docs/rules.md#row-codes`, `docs/adr/0015`; not a folder alone. */
const ADDRESS = /(?<!test\/)\bdocs\/(?:adr\/\d{4}|[a-z-]+\.)[a-z0-9.-]*(?:#[\p{L}\p{N}_-]+)?/gu
const LINK = /\]\(([^)\s]+)\)/g
const CODE =
  /(?<![\w./<-])((?:schemas|formats|rules|wording|forms|stores|functions|pages|infra|local|divisions|samples|bench|lint|test)\/[\w./-]*)(?![\w<*{])/g
/** The contract's old names, which lead nowhere. */
const BARE = /(?<![`\w.-])(?:RULES|FORMS|CASES|ACCESS|DESIGN|PORTAL)(?:\.md)?\b(?![`[(.])/

const known = new Map(DOCUMENTS.map((path) => [path, sectionsOf(textOf(path))]))
const records = DOCUMENTS.filter((path) => path.startsWith('docs/adr/'))

function resolves(address: string): boolean {
  const [path, anchor] = address.replace(/[.-]+$/, '').split('#') as [string, string?]
  if (/^docs\/adr\/\d{4}$/.test(path)) return records.some((record) => record.startsWith(`${path}-`))
  const sections = known.get(path)
  return anchor === undefined ? existsSync(path) : sections?.has(anchor) === true
}

const dead = (paths: readonly string[], of: (path: string) => string[]) =>
  paths.flatMap((path) => of(path).map((target) => `${path} -> ${target}`))

const addressesIn = (path: string) => [...textOf(path).matchAll(ADDRESS)].map(([address]) => address)

describe('references', () => {
  test('from code and documents lead to a document, and to a heading of it', () => {
    expect(SOURCES.concat(DOCUMENTS).flatMap(addressesIn).length).toBeGreaterThan(100)
    expect(dead([...SOURCES, ...DOCUMENTS], (path) => addressesIn(path).filter((one) => !resolves(one)))).toEqual([])
  })

  test('between documents lead to a file, and to a heading of it', () => {
    const targets = (path: string) =>
      [...textOf(path).matchAll(LINK)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target))
    expect(DOCUMENTS.flatMap(targets).length).toBeGreaterThan(10)
    const isDead = (path: string) => (target: string) => {
      const [file, anchor] = target.split('#') as [string, string?]
      const found = file === '' ? path : fromRoot(path, file)
      return !existsSync(found) || (anchor !== undefined && !known.get(found)?.has(anchor))
    }
    expect(dead(DOCUMENTS, (path) => targets(path).filter(isDead(path)))).toEqual([])
  })

  test('to code in documents lead to a file or folder', () => {
    const paths = (path: string) =>
      [...textOf(path).matchAll(/`[^`\n]+`|^ {4}.+$/gm)].flatMap(([code]) =>
        [...code.matchAll(CODE)].map(([, one]) => one!),
      )
    expect(DOCUMENTS.flatMap(paths).length).toBeGreaterThan(100)
    expect(dead(DOCUMENTS, (path) => paths(path).filter((one) => !existsSync(one)))).toEqual([])
  })

  test('name a document by its path: comments, titles of tests, documents', () => {
    const words = (path: string): string[] => {
      const text = textOf(path)
      if (path.endsWith('.md')) return text.split('\n')
      const { comments, program } = parseSync(path, text)
      return [...comments.map(({ value }) => value), ...stringsIn(program)]
    }
    expect(dead([...SOURCES, ...DOCUMENTS], (path) => words(path).filter((one) => BARE.test(one)))).toEqual([])
  })
})

function stringsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const own = node as { type?: string; value?: unknown }
  if (own.type === 'Literal') return typeof own.value === 'string' ? [own.value] : []
  if (own.type === 'TemplateElement') return [(own.value as { raw: string }).raw]
  return Object.values(node).flatMap(stringsIn)
}
