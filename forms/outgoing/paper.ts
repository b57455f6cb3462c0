/**
 * The arithmetic of paper: how large the letters of a table can be so that it is as wide as a page of A4, and how high
 * a row becomes. It is computed here because a program that prints makes a wider table fit by shrinking its letters.
 *
 * Widths of texts are in half characters: a Chinese character is two of them, a digit one to 1.28.
 */
import type ExcelJS from 'exceljs'

const INCH = 72
const MARGINS = { left: 0.3, right: 0.3, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 }
/** A4 landscape between its margins, less a reserve for programs that measure fonts in another way; in points. */
export const PAGE_WIDTH = Math.floor((841.9 - (MARGINS.left + MARGINS.right) * INCH) * 0.98)
/** Of A4 landscape between its margins, less a reserve for programs that round heights up; in points. */
export const PAGE_HEIGHT = Math.floor((595.3 - (MARGINS.top + MARGINS.bottom) * INCH) * 0.95)
/**
 * The unit of a column's width: a digit of the workbook's default font, 8 pixels of 96 to an inch. Every system has
 * Arial or a font of the same widths.
 */
export const POINTS_A_UNIT = 6
export const DEFAULT_FONT = { name: 'Arial', size: 11, family: 2 }
/** What a cell keeps free beside its text, in points. */
const PADDING = 3.75
/** Of a table's letters, the best first. The last one is the smallest that an office reads without a glass. */
const SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8] as const
/** A digit is half a Chinese character in an office's fonts, wider in one that stands in for them. */
const DIGIT = 1.28

/** Who signs a form, and what they write beside it. */
export const SIGNED = ['填表人：', '审核人：', '负责人：', '联系电话：', '填报日期：']

/** Of the letters in a workbook that is worked in on a screen and now and then printed, smaller. */
export const SCREEN_SIZE = 10

export interface Layout {
  /** Of the letters in the workbook, in points. */
  readonly size: number
  /** How large the workbook is printed: 1, or less where its letters are larger than those on paper. */
  readonly scale: number
  /** Of the columns, in the units of a workbook. */
  readonly widths: readonly number[]
  /** Half characters that a line of each column holds. */
  readonly rooms: readonly number[]
  /** Whether all columns stand on one page; otherwise they have their own width in the smallest letters. */
  readonly fits: boolean
}

/**
 * The largest letters in which every column holds the half characters that it asks for; the columns fill the page.
 * With `least` the workbook's letters are at least so large, and it is printed smaller.
 */
export function layoutOf(asked: readonly number[], least = 0): Layout {
  const pointsAt = (size: number) => asked.map((room) => (room * size) / 2 + PADDING)
  const found = SIZES.find((size) => sum(pointsAt(size)) <= PAGE_WIDTH)
  const printed = found ?? SIZES.at(-1)!
  const natural = pointsAt(printed)
  const scale = Math.min(1, printed / least)
  const stretch = found === undefined ? 1 : PAGE_WIDTH / sum(natural)
  const points = natural.map((p) => p * stretch)
  return {
    size: printed / scale,
    scale,
    // A hundredth is left off, never added: the sum stays within the page.
    widths: points.map((p) => Math.floor((p / POINTS_A_UNIT / scale) * 100) / 100),
    rooms: points.map((p) => ((p - PADDING) * 2) / printed),
    fits: found !== undefined,
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/**
 * A4 landscape, as wide as the page, with the header repeated and the pages numbered. `header` is its row. A table that
 * does not fit is printed over several pages side by side rather than in letters too small to read.
 */
export function onPaper(
  header: number,
  { fits, scale }: Pick<Layout, 'fits' | 'scale'> = { fits: true, scale: 1 },
  /** Whether it is signed at the foot of the page: a table that comes back has no rows that are none. */
  isSignedBelow = false,
): { pageSetup: Partial<ExcelJS.PageSetup>; headerFooter: Partial<ExcelJS.HeaderFooter> } {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      // Where a program's fonts make the table wider than was computed, it is shrunk and no column is cut off.
      ...(fits
        ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
        : { scale: Math.ceil(scale * 100), pageOrder: 'overThenDown' }),
      horizontalCentered: fits,
      printTitlesRow: `${header}:${header}`,
      margins: isSignedBelow ? { ...MARGINS, bottom: 0.9 } : MARGINS,
    },
    headerFooter: {
      oddFooter: `&C${isSignedBelow ? `${SIGNED.join('　　　　　　')}　　　　　　（单位公章）\n` : ''}第 &P 页，共 &N 页`,
    },
  }
}

/** The lines that a text needs where a line holds `room` half characters. */
export function linesOf(text: string, room: number): number {
  // Most cells are too short to need counting.
  if (text.length * 2 <= room && !text.includes('\n')) return 1
  let lines = 1
  let used = 0
  /** What of `used` is a word of digits and Latin letters, which moves to the next line as a whole. */
  let word = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10) {
      lines++
      used = word = 0
      continue
    }
    const isLatin = code < 0x100
    const width = isLatin ? DIGIT : 2
    if (used + width > room && used > 0) {
      lines++
      used = isLatin && word + width <= room ? word : NO_BEGINNING.has(code) ? 2 : 0
    }
    used += width
    word = isLatin && code !== 32 ? word + width : 0
  }
  return lines
}

/** Marks that begin no line: the character before them moves with them. */
const NO_BEGINNING = new Set([...'，。、；：）》”？！'].map((mark) => mark.charCodeAt(0)))

/**
 * Of a row with so many lines in letters of `size`, in points: lines of 思源 and Noto, which stand in for 宋体, are 1.45
 * high. Excel's highest row is 409.
 */
export function rowHeight(lines: number, size: number): number {
  return Math.min(409, Math.ceil(lines * size * 1.45 + 4))
}
