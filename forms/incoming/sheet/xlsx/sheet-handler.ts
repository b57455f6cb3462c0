/** Worksheet rows out of saxes' events: the slow way, which knows all of XML. */
import type { SaxesTagNS } from 'saxes'
import { type CellMeaning, columnOf, holdsText } from '../cells/cell.ts'
import type { MergedRanges } from '../cells/merged.ts'
import { putCell, type RowSink } from '../cells/row-sink.ts'
import { Kind, UnreadableFile } from '../sheet.ts'
import type { XmlHandler } from '../xml/xml-part.ts'

/** Careless writers leave none. */
const NAMESPACES = new Set([
  '',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
])
const LONGEST_ROW = 8 * 1024 * 1024

/** Elements by parent; others are skipped whole. */
const INSIDE: Record<string, readonly string[]> = {
  '': ['worksheet'],
  worksheet: ['sheetData', 'mergeCells'],
  sheetData: ['row'],
  mergeCells: ['mergeCell'],
  row: ['c'],
  c: ['v', 'is', 'f'],
  is: ['t', 'r'],
  r: ['t'],
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')

export class SheetHandler implements XmlHandler {
  private readonly sink: RowSink
  private readonly cells: CellMeaning
  private readonly merged: MergedRanges
  private readonly path: string[] = ['']
  private skipped = 0

  private row = 0
  private texts: string[] = []
  private kinds: Kind[] = []
  private filled = 0
  private column = -1
  private length = 0
  private weight = 0
  private type = 'n'
  private style = 0
  private value: string | undefined
  private inline: string | undefined
  private formula = false

  constructor(sink: RowSink, cells: CellMeaning, merged: MergedRanges) {
    this.sink = sink
    this.cells = cells
    this.merged = merged
  }

  between(): boolean {
    return this.skipped === 0 && this.path.at(-1) === 'sheetData'
  }

  open(tag: SaxesTagNS): void {
    const parent = this.path.at(-1) ?? ''
    if (this.skipped > 0 || !NAMESPACES.has(tag.uri) || !INSIDE[parent]?.includes(tag.local)) {
      // A part of another kind must not pass for an empty sheet.
      if (parent === '') throw damaged()
      this.skipped++
      return
    }
    this.path.push(tag.local)
    if (tag.local === 'row') this.openRow(attribute(tag, 'r'))
    else if (tag.local === 'c') this.openCell(tag)
    else if (tag.local === 'v') this.value ??= ''
    else if (tag.local === 'is') this.inline ??= ''
    else if (tag.local === 'f') this.formula = true
    else if (tag.local === 'mergeCell') this.merged.add(attribute(tag, 'ref') ?? '')
  }

  text(text: string): void {
    if (this.skipped > 0) return
    const where = this.path.at(-1)
    if (where !== 'v' && where !== 't') return
    if (where === 'v') this.value += text
    else this.inline += text
    this.length += text.length
    if (this.length > LONGEST_ROW) throw damaged()
  }

  close(): void {
    if (this.skipped > 0) {
      this.skipped--
      return
    }
    const closed = this.path.pop()
    if (closed === 'c') this.closeCell()
    else if (closed === 'row') this.sink.add(this.row, this.texts, this.kinds, this.filled, this.weight)
  }

  private openRow(number: string | undefined): void {
    if (number !== undefined && !/^[1-9]\d{0,6}$/.test(number)) throw damaged()
    this.row = Number(number ?? 0)
    this.texts = []
    this.kinds = []
    this.filled = 0
    this.column = -1
    this.length = 0
    this.weight = 0
  }

  private openCell(tag: SaxesTagNS): void {
    const reference = attribute(tag, 'r')
    this.column = reference === undefined ? this.column + 1 : columnOf(reference)
    if (this.column >= 16_384) throw damaged()
    this.type = attribute(tag, 't') ?? 'n'
    this.style = Number(attribute(tag, 's') ?? 0)
    this.value = undefined
    this.inline = undefined
    this.formula = false
  }

  private closeCell(): void {
    const { value, inline } = this
    const isInline = this.type === 'inlineStr' || value === undefined
    const stored = isInline ? (inline ?? value) : value
    const text = stored === undefined ? '' : this.cells.text(isInline ? 'inlineStr' : this.type, this.style, stored)
    const isOpen = this.formula && (stored === undefined || (stored === '' && !isInline && !holdsText(this.type)))
    if (text === '' && !isOpen) return
    this.weight += text.length
    putCell(this.texts, this.kinds, this.column, text, isOpen ? Kind.formula : this.cells.kind)
    this.filled |= 1 << Math.min(this.column, 31)
  }
}

function attribute(tag: SaxesTagNS, name: string): string | undefined {
  return tag.attributes[name]?.value
}
