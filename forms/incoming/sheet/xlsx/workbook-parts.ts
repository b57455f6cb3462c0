/** A workbook's small parts: sheets, links between parts, date styles. */
import type { SaxesTagNS } from 'saxes'
import { isBuiltInDate, isDateFormat } from '../cells/date-format.ts'
import { UnreadableFile } from '../sheet.ts'
import { readXmlPart } from '../xml/xml-part.ts'
import { unescapeText } from '../xml/xml-text.ts'

export interface Relationship {
  readonly id: string
  /** The end of a URI that strict and transitional files share. */
  readonly type: string
  /** From the root, in lower case. */
  readonly part: string
}

export interface SheetEntry {
  readonly name: string
  readonly hidden: boolean
  readonly relationship: string
}

/** Excel knows 64,000 styles. */
const MOST_ELEMENTS = 1_000_000

type Part = AsyncIterable<Uint8Array>

async function elements(part: Part, take: (tag: SaxesTagNS, path: readonly string[]) => void): Promise<void> {
  const path: string[] = []
  let count = 0
  const handler = {
    open(tag: SaxesTagNS) {
      if (++count > MOST_ELEMENTS) throw new UnreadableFile('file-unreadable', 'damaged')
      take(tag, path)
      path.push(tag.local)
    },
    close() {
      path.pop()
    },
    text() {},
    between: () => false,
  }
  for await (const _ of readXmlPart(part, handler));
}

const value = (tag: SaxesTagNS, name: string) => tag.attributes[name]?.value

/** `source`: the owning part, `''` for the package. */
export async function readRelationships(part: Part, source: string): Promise<Relationship[]> {
  const found: Relationship[] = []
  await elements(part, (tag) => {
    const target = value(tag, 'Target')
    if (tag.local !== 'Relationship' || target === undefined || value(tag, 'TargetMode') === 'External') return
    found.push({
      id: value(tag, 'Id') ?? '',
      type: (value(tag, 'Type') ?? '').replace(/^.*\//, ''),
      part: resolvePart(source, target),
    })
  })
  return found
}

/** `../sharedStrings.xml`, seen from `xl/workbook.xml`. */
function resolvePart(source: string, target: string): string {
  const path = target.startsWith('/') ? [] : source.split('/').slice(0, -1)
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  const name = path.join('/')
  try {
    return decodeURIComponent(name).toLowerCase()
  } catch {
    return name.toLowerCase()
  }
}

export function relationshipsOf(part: string): string {
  const cut = part.lastIndexOf('/') + 1
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`
}

/** In the order of the tabs. */
export async function readWorkbookPart(part: Part): Promise<{ sheets: SheetEntry[]; date1904: boolean }> {
  const sheets: SheetEntry[] = []
  let date1904 = false
  await elements(part, (tag, path) => {
    if (tag.local === 'workbookPr' && path.length === 1) {
      date1904 = ['1', 'true'].includes(value(tag, 'date1904') ?? '')
    }
    if (tag.local !== 'sheet' || path.at(-1) !== 'sheets') return
    const id = Object.values(tag.attributes).find((each) => each.local === 'id' && /relationships$/.test(each.uri))
    sheets.push({
      name: unescapeText(value(tag, 'name') ?? ''),
      hidden: ['hidden', 'veryHidden'].includes(value(tag, 'state') ?? ''),
      relationship: id?.value ?? '',
    })
  })
  return { sheets, date1904 }
}

/** By style: 1 for a date or time. */
export async function readDateStyles(part: Part): Promise<Uint8Array> {
  const custom = new Map<number, boolean>()
  const base: (number | undefined)[] = []
  const cells: { format: number | undefined; base: number }[] = []
  await elements(part, (tag, path) => {
    const parent = path.at(-1)
    const format = value(tag, 'numFmtId')
    if (tag.local === 'numFmt' && parent === 'numFmts')
      custom.set(Number(format), isDateFormat(value(tag, 'formatCode') ?? ''))
    if (tag.local !== 'xf') return
    const id = format === undefined ? undefined : Number(format)
    if (parent === 'cellStyleXfs') base.push(id)
    if (parent === 'cellXfs') cells.push({ format: id, base: Number(value(tag, 'xfId') ?? 0) })
  })
  return Uint8Array.from(cells, (cell) => {
    const format = cell.format ?? base[cell.base] ?? 0
    return (custom.get(format) ?? isBuiltInDate(format)) ? 1 : 0
  })
}
