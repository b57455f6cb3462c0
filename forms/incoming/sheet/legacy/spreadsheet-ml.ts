/** XML Spreadsheet 2003, which many report programs write and name .xls. */
import type { SaxesTagNS } from 'saxes'
import { SharedStrings } from '../bytes/shared-strings.ts'
import { CellMeaning } from '../cells/cell.ts'
import { isDateFormat, isoDateText } from '../cells/date-format.ts'
import { Kind, UnreadableFile } from '../sheet.ts'
import { readXmlPart, type XmlHandler } from '../xml/xml-part.ts'
import type { RowsFile, WrittenSheet } from './rows-file.ts'

export const isSpreadsheetMl = (text: string): boolean =>
  /^<(?:\w+:)?Workbook[\s>]/.test(text) && text.slice(0, 4096).includes('urn:schemas-microsoft-com:office:spreadsheet')

/** `text` begins with the first element. @throws UnreadableFile */
export async function writeSpreadsheetMl(text: string, out: RowsFile): Promise<void> {
  const handler = new WorkbookHandler(out)
  for await (const _ of readXmlPart(pieces(Buffer.from(text)), handler));
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

const PIECE = 64 * 1024
/** Names of formats that contain a date's letters. */
const NO_DATE =
  /^(?:general(?: number)?|fixed|standard|percent|scientific|(?:euro )?currency|yes\/no|true\/false|on\/off)$/i

class WorkbookHandler implements XmlHandler {
  private readonly out: RowsFile
  private readonly path: string[] = []
  private readonly dates = new Set<string>()
  private meaning = meaningOf(false)
  private sheet: WrittenSheet | undefined
  private style = ''
  private row = 0
  private column = 0
  private hasFormula = false
  private type: string | undefined
  private text_ = ''

  constructor(out: RowsFile) {
    this.out = out
  }

  between(): boolean {
    return false
  }

  open(tag: SaxesTagNS): void {
    const name = tag.local
    const inside = this.path.at(-1)
    this.path.push(name)
    const get = (wanted: string) => Object.values(tag.attributes).find(({ local }) => local === wanted)?.value
    if (name === 'Worksheet' && inside === 'Workbook') {
      this.sheet = this.out.sheet(get('Name') ?? '', false)
      this.row = 0
    } else if (name === 'Style') this.openStyle(get('ID') ?? '', get('Parent'))
    else if (name === 'NumberFormat' && inside === 'Style') this.format(get('Format') ?? '')
    else if (name === 'Date1904') this.meaning = meaningOf(true)
    else if (name === 'Row' && inside === 'Table') {
      this.row = placeOf(get('Index'), this.row + 1)
      this.column = -1
    } else if (name === 'Cell' && inside === 'Row') this.openCell(get)
    else if (name === 'Data' && inside === 'Cell') {
      this.type = get('Type') ?? 'String'
      this.text_ = ''
    } else if (name === 'Visible' && inside === 'WorksheetOptions') this.text_ = ''
  }

  close(): void {
    const name = this.path.pop()
    const inside = this.path.at(-1)
    if (name === 'Cell' && inside === 'Row') this.closeCell()
    else if (name === 'Visible' && inside === 'WorksheetOptions' && this.sheet)
      this.sheet.hidden = /^\s*Sheet(?:Very)?Hidden\s*$/.test(this.text_)
  }

  text(text: string): void {
    // A comment's own `Data` lies deeper.
    const data = this.path.lastIndexOf('Data')
    const isCell = data > 0 && this.path[data - 1] === 'Cell'
    if (isCell || this.path.at(-1) === 'Visible') this.text_ += text
  }

  private openStyle(id: string, parent: string | undefined): void {
    this.style = id
    if (parent !== undefined && this.dates.has(parent)) this.dates.add(id)
  }

  private format(format: string): void {
    if (!NO_DATE.test(format) && isDateFormat(format)) this.dates.add(this.style)
    else this.dates.delete(this.style)
  }

  private openCell(get: (name: string) => string | undefined): void {
    this.column = placeOf(get('Index'), this.column + 2) - 1
    this.style = get('StyleID') ?? ''
    this.hasFormula = get('Formula') !== undefined
    this.type = undefined
    this.text_ = ''
    const [across, down] = [spanOf(get('MergeAcross')), spanOf(get('MergeDown'))]
    this.merged = across
    if (across > 0 || down > 0) this.out.merge(this.row - 1, this.column, this.row - 1 + down, this.column + across)
  }

  private merged = 0

  private closeCell(): void {
    const [text, kind] = this.value()
    this.out.cell(this.row, this.column, text, kind)
    this.column += this.merged
  }

  private value(): readonly [string, Kind] {
    const text = this.text_
    // Only a text may be empty.
    const none: readonly [string, Kind] = ['', this.hasFormula ? Kind.formula : Kind.blank]
    switch (this.type) {
      case undefined:
        return none
      case 'Number':
        if (text.trim() === '') return none
        return [this.meaning.number(this.dates.has(this.style) ? 1 : 0, text.trim()), this.meaning.kind]
      case 'DateTime': {
        const date = isoDateText(text.trim())
        if (text.trim() === '') return none
        return [date ?? text, date === undefined ? Kind.text : Kind.date]
      }
      case 'Boolean':
        if (text.trim() === '') return none
        return [text.trim() === '0' ? 'FALSE' : 'TRUE', Kind.boolean]
      case 'Error':
        return [text, Kind.error]
      default:
        return [text, Kind.text]
    }
  }
}

function meaningOf(date1904: boolean): CellMeaning {
  return new CellMeaning(new SharedStrings(), Uint8Array.of(0, 1), date1904)
}

/** Indices only go forward. */
function placeOf(index: string | undefined, next: number): number {
  if (index === undefined) return next
  const place = /^\s*\d{1,7}\s*$/.test(index) ? Number(index) : 0
  if (place < next) throw new UnreadableFile('file-unreadable', 'damaged')
  return place
}

const spanOf = (span: string | undefined) => Math.min(65_535, Number(/^\s*(\d{1,7})\s*$/.exec(span ?? '')?.[1] ?? 0))
