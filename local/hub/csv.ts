/** CSV as RFC 4180 has it, lines ended by LF. */

/** A cell that a spreadsheet would take for a formula begins with an apostrophe, which it shows as text. */
const LIVE = /^\s*(?!-\d+(?:\.\d+)?$)[=+\-@]./su

export function csvLine(cells: readonly (string | number)[]): string {
  const quoted = cells.map((cell) => {
    const text = LIVE.test(String(cell)) ? `'${cell}` : String(cell)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(',')}\n`
}
