/** The documents as tests read them: headings by their address on GitHub, tables, lists of columns. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LEFT_OUT = /^(node_modules|\.git|\.yingbao|cdk\.out|dist|coverage|out)$/

export const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Paths from the root, of files with one of the endings. */
export function filesOf(...endings: readonly string[]): string[] {
  const found: string[] = []
  const look = (folder: string) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!LEFT_OUT.test(entry.name)) look(path)
      } else if (endings.some((ending) => path.endsWith(ending))) found.push(path)
    }
  }
  look('')
  return found
}

/** `Days and ages` as GitHub addresses it: `days-and-ages`. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** What stands under each heading, up to the next one of whatever level. @throws where two headings have one address */
export function sectionsOf(markdown: string): Map<string, string> {
  const sections = new Map<string, string>()
  for (const part of markdown.split(/^(?=#{1,6} )/m)) {
    const heading = /^#{1,6} (.+)\n/.exec(part)
    if (!heading) continue
    const anchor = anchorOf(heading[1]!)
    if (sections.has(anchor)) throw new Error(`two headings are ${anchor}`)
    sections.set(anchor, part.slice(heading[0].length))
  }
  return sections
}

/** What stands under `docs/rules.md#row-codes`. */
export function sectionAt(address: string): string {
  const [path, anchor] = address.split('#') as [string, string]
  const section = sectionsOf(textOf(path)).get(anchor)
  if (section === undefined) throw new Error(`${address} is no section`)
  return section
}

/** The rows of a section's tables, without their headers. */
export function tableAt(address: string): string[][] {
  const lines = sectionAt(address).split('\n')
  const rows = lines.filter((line) => line.startsWith('|'))
  if (rows.length < 3) throw new Error(`${address} has no table`)
  const cells = rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
  const rule = cells.findIndex((row) => row.every((cell) => /^-+$/.test(cell)))
  return cells.slice(rule + 1)
}

/** The codes in backticks of a cell. */
export const codesIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)

/** The codes of a table's first column. */
export const codesAt = (address: string): string[] => tableAt(address).flatMap(([cell]) => codesIn(cell!))

export interface WrittenColumn {
  readonly heading: string
  readonly required: boolean
  readonly codes: readonly string[]
}

/** `姓名\*, 性别 (男, 女)`: a list of columns as the documents write it. */
export function columnsIn(text: string): WrittenColumn[] {
  return text
    .replaceAll('\\*', '*')
    .split(/, (?![^(]*\))/)
    .map((column) => {
      const [, heading = '', star, codes] = /^([^*(]+?)(\*?)(?: \((.+)\))?$/.exec(column.trim()) ?? []
      if (heading === '') throw new Error(`no column: ${column}`)
      return { heading, required: star === '*', codes: codes?.split(', ') ?? [] }
    })
}

/** The columns behind "`code`" and perhaps words in a list item of the document. */
export function columnsOf(path: string, code: string): WrittenColumn[] {
  const line = textOf(path).match(new RegExp(`^- (?:\\S+ )?\`${code}\`[^:]*: (.+)$`, 'm'))
  if (!line) throw new Error(`${path} has no columns of ${code}`)
  return columnsIn(line[1]!)
}

/** A Markdown link's target or a document's address, from the root. */
export const fromRoot = (path: string, target: string) => relative('', join(dirname(path), target)) || '.'
