/** Tables on A4 landscape in half characters (docs/adr/0017-letters-on-paper.md). */

import type ExcelJS from 'exceljs'
import { HEADINGS } from '../../wording/headings.ts'

const INCH = 72
const MARGINS = { left: 0.3, right: 0.3, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 }
/** Points, with a reserve for other programs' fonts. */
export const PAGE_WIDTH = Math.floor((841.9 - (MARGINS.left + MARGINS.right) * INCH) * 0.98)
/** Points, with a reserve for rounded heights. */
export const PAGE_HEIGHT = Math.floor((595.3 - (MARGINS.top + MARGINS.bottom) * INCH) * 0.95)
/** A digit of Arial 11: 8 pixels at 96 an inch. */
export const POINTS_A_UNIT = 6
export const DEFAULT_FONT = { name: 'Arial', size: 11, family: 2 }
/** In points. */
const PADDING = 3.75
/** The smallest that an office can read. */
const SMALLEST = 8
const SIZES = [11, 10.5, 10, 9.5, 9, 8.5, SMALLEST] as const
/** A digit's width in substituted fonts. */
const DIGIT = 1.28

export const SIGNED = ['填表人：', '审核人：', '负责人：', `${HEADINGS.phone}：`, '填报日期：']

export const SCREEN_SIZE = 10

export interface Layout {
  /** Points. */
  readonly size: number
  /** Printed size over workbook size. */
  readonly scale: number
  readonly widths: readonly number[]
  /** Half characters a line. */
  readonly rooms: readonly number[]
  readonly fits: boolean
}

/** The largest letters that fit a page; the workbook's are at least `least`. */
export function layoutOf(asked: readonly number[], least = 0): Layout {
  const pointsAt = (size: number) => asked.map((room) => (room * size) / 2 + PADDING)
  const found = SIZES.find((size) => sum(pointsAt(size)) <= PAGE_WIDTH)
  const printed = found ?? SMALLEST
  const natural = pointsAt(printed)
  const scale = Math.min(1, printed / least)
  const stretch = found === undefined ? 1 : PAGE_WIDTH / sum(natural)
  const points = natural.map((p) => p * stretch)
  return {
    size: printed / scale,
    scale,
    // Rounded down to stay on the page.
    widths: points.map((p) => Math.floor((p / POINTS_A_UNIT / scale) * 100) / 100),
    rooms: points.map((p) => ((p - PADDING) * 2) / printed),
    fits: found !== undefined,
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** `header` is repeated; a table too wide goes on beside it. */
export function onPaper(
  header: number,
  { fits, scale }: Pick<Layout, 'fits' | 'scale'> = { fits: true, scale: 1 },
  /** A returned form keeps signatures out of its rows. */
  isSignedBelow = false,
): { pageSetup: Partial<ExcelJS.PageSetup>; headerFooter: Partial<ExcelJS.HeaderFooter> } {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      // A guard against wider fonts.
      ...(fits
        ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
        : { scale: Math.ceil(scale * 100), pageOrder: 'overThenDown' }),
      horizontalCentered: fits,
      printTitlesRow: `${header}:${header}`,
      margins: isSignedBelow ? { ...MARGINS, bottom: 0.9 } : MARGINS,
    },
    headerFooter: {
      oddFooter: `&C${isSignedBelow ? `${SIGNED.join('　　　　　　')}　　　　　　${HEADINGS.seal}\n` : ''}第 &P 页，共 &N 页`,
    },
  }
}

export function linesOf(text: string, room: number): number {
  if (text.length * 2 <= room && !text.includes('\n')) return 1
  let lines = 1
  let used = 0
  /** Latin words break as a whole. */
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

/** No line begins with these marks. */
const NO_BEGINNING = new Set([...'，。、；：）》”？！'].map((mark) => mark.charCodeAt(0)))

/** Points: 思源 and Noto, substitutes for 宋体, take 1.45 a line; Excel stops at 409. */
export function rowHeight(lines: number, size: number): number {
  return Math.min(409, Math.ceil(lines * size * 1.45 + 4))
}
