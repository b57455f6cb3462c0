/** Limits of every file. */
import { ReadAgain, type Row, type Sheet, UnreadableFile, type Workbook } from './sheet.ts'

/** Excel's limit for a cell. */
const LONGEST_TEXT = 32_767
const MOST_CELLS = 20_000_000
/** Long texts are weighed: millions of cells may share one. */
export const LONG_TEXT = 64
const MOST_LONG_TEXT = 400_000_000
const MOST_SHEETS = 1000
/** Excel allows 31. */
const LONGEST_NAME = 60

export const tooMuch = () => new UnreadableFile('file-unreadable', 'too-much')

/** @throws UnreadableFile while reading */
export function limited(workbook: Workbook): Workbook {
  if (workbook.sheets.length > MOST_SHEETS) throw tooMuch()
  const count = new Count()
  return {
    kind: workbook.kind,
    sheets: workbook.sheets.map((sheet) => limitedSheet(sheet, count)),
    get endsOpen() {
      return workbook.endsOpen
    },
  } as Workbook
}

function limitedSheet(sheet: Sheet, count: Count): Sheet {
  return {
    name: cutText(sheet.name, LONGEST_NAME),
    hidden: sheet.hidden,
    async *rows() {
      try {
        for await (const rows of sheet.rows()) {
          count.add(rows)
          yield rows
        }
      } catch (error) {
        if (error instanceof ReadAgain) count.clear()
        throw error
      }
    },
  }
}

class Count {
  #cells = 0
  #text = 0

  add(rows: readonly Row[]): void {
    for (const { texts } of rows) {
      this.#cells += texts.length
      for (let i = 0; i < texts.length; i++) {
        const text = texts[i]
        if (text !== undefined && text.length > LONG_TEXT) texts[i] = this.#weighed(text)
      }
    }
    if (this.#cells > MOST_CELLS || this.#text > MOST_LONG_TEXT) throw tooMuch()
  }

  clear(): void {
    this.#cells = 0
    this.#text = 0
  }

  #weighed(long: string): string {
    const text = cellText(long)
    this.#text += text.length
    return text
  }
}

export const cellText = (text: string): string => cutText(text, LONGEST_TEXT)

function cutText(text: string, length: number): string {
  if (text.length <= length) return text
  // A slice would keep the long text in memory.
  const kept = text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
  return Buffer.from(kept, 'utf16le').toString('utf16le')
}
