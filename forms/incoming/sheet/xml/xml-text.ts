/** References and escapes in a workbook's XML. */

const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** `undefined` for what names no XML character. */
export function resolveReferences(text: string): string | undefined {
  let good = true
  let found = 0
  const resolved = text.replace(REFERENCE, (_, hex?: string, decimal?: string, name?: string) => {
    found++
    const named = name === undefined ? undefined : NAMED[name]
    if (named !== undefined) return named
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    if (isXmlCharacter(code)) return String.fromCodePoint(code)
    good = false
    return ''
  })
  return good && found === text.split('&').length - 1 ? resolved : undefined
}

/** Production [2] of XML 1.0. */
function isXmlCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff)
  )
}

/** `_x000D_` and the like (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
