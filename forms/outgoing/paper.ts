/** The arithmetic of A4 landscape (docs/adr/0017-letters-on-paper.md), texts measured in half characters. */
import type ExcelJS from 'exceljs'

const INCH = 72
const MARGINS = { left: 0.3, right: 0.3, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 }
/** Points, less a reserve: programs measure fonts differently. */
export const PAGE_WIDTH = Math.floor((841.9 - (MARGINS.left + MARGINS.right) * INCH) * 0.98)
/** Points, less a reserve: programs round heights up. */
export const PAGE_HEIGHT = Math.floor((595.3 - (MARGINS.top + MARGINS.bottom) * INCH) * 0.95)
/** A digit of Arial 11, the unit of widths: 8 pixels at 96 an inch. */
export const POINTS_A_UNIT = 6
export const DEFAULT_FONT = { name: 'Arial', size: 11, family: 2 }
/** Points beside a cell's text. */
const PADDING = 3.75
/** Best first; an office reads nothing below 8 without a glass. */
const SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8] as const
/** Wider than half a character in substituted fonts. */
const DIGIT = 1.28

export const SIGNED = ['填表人：', '审核人：', '负责人：', '联系电话：', '填报日期：']

/** For work on a screen; print is smaller. */
export const SCREEN_SIZE = 10

export interface Layout {
  /** Points in the workbook. */
  readonly size: number
  /** Printed size over workbook size, at most 1. */
  readonly scale: number
  readonly widths: readonly number[]
  /** Half characters a line. */
  readonly rooms: readonly number[]
  /** Whether all columns stand on one page. */
  readonly fits: boolean
}

/** The largest letters in which all columns fit a page. `least`: the workbook's letters, printed smaller. */
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
    // Rounded down to stay within the page.
    widths: points.map((p) => Math.floor((p / POINTS_A_UNIT / scale) * 100) / 100),
    rooms: points.map((p) => ((p - PADDING) * 2) / printed),
    fits: found !== undefined,
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** `header`: the repeated row. A table too wide is printed on pages side by side, never too small to read. */
export function onPaper(
  header: number,
  { fits, scale }: Pick<Layout, 'fits' | 'scale'> = { fits: true, scale: 1 },
  /** Signatures in the page foot: a form that comes back keeps them out of its rows. */
  isSignedBelow = false,
): { pageSetup: Partial<ExcelJS.PageSetup>; headerFooter: Partial<ExcelJS.HeaderFooter> } {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      // A guard where a program's fonts are wider than computed.
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

export function linesOf(text: string, room: number): number {
  if (text.length * 2 <= room && !text.includes('\n')) return 1
  let lines = 1
  let used = 0
  /** Digits and Latin letters break as a word. */
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

/** Marks that begin no line take the character before along. */
const NO_BEGINNING = new Set([...'，。、；：）》”？！'].map((mark) => mark.charCodeAt(0)))

/** Points: lines of 思源 and Noto, substitutes for 宋体, are 1.45 high; Excel stops at 409. */
export function rowHeight(lines: number, size: number): number {
  return Math.min(409, Math.ceil(lines * size * 1.45 + 4))
}
