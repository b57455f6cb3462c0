/** CSV as RFC 4180 has it, lines ended by LF. */

const LIVE = /^\s*(?!-\d+(?:\.\d+)?$)[=+\-@]./su

export function csvLine(cells: readonly (string | number)[]): string {
  const quoted = cells.map((cell) => {
    const text = LIVE.test(String(cell)) ? `'${cell}` : String(cell)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(',')}\n`
}
