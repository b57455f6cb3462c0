/** Everyone finds the test of a file, and the file of a path in a document (README.md, "Which tests cover what"). */
import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesOf, textOf } from './documents.ts'

const ROOMS = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'docs')
const isRoom = (folder: string) => ROOMS.some(({ name }) => name === folder)
const TESTS = filesOf('.test.ts').map((path) => path.replace(/^test\//, '').replace(/\.test\.ts$/, ''))

/** `rules/rows/check-row` covers a file, `local/host` a folder; `-codes` behind it says which part. */
function covers(path: string): boolean {
  if (['.ts', '.tsx', ''].some((ending) => existsSync(`${path}${ending}`))) return true
  const hyphen = path.lastIndexOf('-')
  return hyphen > path.lastIndexOf('/') && covers(path.slice(0, hyphen))
}

test('a unit test stands at the path of what it covers', () => {
  const units = TESTS.filter((path) => isRoom(path.split('/')[0]!))
  expect(units.length).toBeGreaterThan(80)
  expect(units.filter((path) => !covers(path))).toEqual([])
})

test('a folder of scenarios is named in the README', () => {
  const [, paragraph = ''] = textOf('README.md').split('**Which tests cover what.**')
  const named = paragraph.split('\n## ')[0]!
  const folders = new Set(TESTS.map((path) => path.split('/')[0]!).filter((folder) => !isRoom(folder)))
  expect(folders.size).toBeGreaterThan(5)
  expect([...folders].filter((folder) => !named.includes(`\`test/${folder}\``))).toEqual([])
})

test('what documents name by its path is there', () => {
  const named = filesOf('.md').flatMap((path) =>
    [...textOf(path).matchAll(/`([\w-]+\/[\w./-]*)`/g)].map(([, target]) => [path, target!] as const),
  )
  const paths = named.filter(([, target]) => isRoom(target.split('/')[0]!))
  expect(paths.length).toBeGreaterThan(100)
  expect(paths.filter(([, target]) => !existsSync(target)).map(([path, target]) => `${path}: ${target}`)).toEqual([])
})
