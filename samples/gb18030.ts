/**
 * Node decodes GB18030 and does not encode it, so that its decoder's table is turned round.
 * @throws RangeError for BMP characters that only an irregular four-byte code has
 */
export function encodeGb18030(text: string): Uint8Array {
  const codes = twoByteCodes()
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0)!
    const code = codes.get(character)
    if (point < 0x80) bytes.push(point)
    else if (code !== undefined) bytes.push(code >> 8, code & 0xff)
    else if (point > 0xffff) bytes.push(...fourBytes(point))
    else throw new RangeError(`U+${point.toString(16)} has no two-byte code`)
  }
  return Uint8Array.from(bytes)
}

/** Four-byte codes beyond the BMP follow the code points from 90 30 81 30. */
function fourBytes(point: number): number[] {
  const at = point - 0x10000
  return [
    0x90 + Math.floor(at / 12600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ]
}

let cached: ReadonlyMap<string, number> | undefined

function twoByteCodes(): ReadonlyMap<string, number> {
  if (cached) return cached
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail)
    }
  }
  cached = codes
  return codes
}
