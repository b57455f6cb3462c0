import { describe, expect, test } from 'vitest'
import { newBook } from '../../../forms/outgoing/book.ts'
import { cellText, sheetName } from '../../../forms/outgoing/cell-text.ts'
import fc from '../../fc.ts'
import { bytesOf, textsOf } from '../bytes-of.ts'

describe('cell text', () => {
  test('a control character becomes visible, and nothing that a valid name may hold', () => {
    expect(cellText('张\u0001三\u007f')).toBe('张〔U+0001〕三〔U+007F〕')
    expect(cellText('a\ud800b')).toBe('a〔U+D800〕b')
  })

  test('white space and characters outside the BMP stay', () => {
    expect(cellText(' 𠮷\t·\n ')).toBe(' 𠮷\t·\n ')
    expect(cellText('a\r\nb\rc')).toBe('a\nb\nc')
  })

  test('a text over the limit of a cell is cut, and says so', () => {
    const long = cellText(`${'字'.repeat(32_749)}𠮷${'字'.repeat(100)}`)
    expect(long.length).toBeLessThanOrEqual(32_767)
    expect(long).toMatch(/字…（内容过长，已截断）$/)
  })

  test('any text comes back from the sheet as it was written', async () => {
    const anything = fc.string({ unit: 'grapheme', maxLength: 40 })
    const nasty = fc.constantFrom(
      '=1+1',
      '+1',
      '-1',
      '@x',
      '_x0041_',
      '<&>"\'',
      ' a ',
      '\t',
      ']]>',
      '\u0085',
      '1E5',
      '00',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anything, nasty), { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = await bytesOf(async (out) => {
          const book = await newBook(out)
          const sheet = book.sheet('x', { widths: [] })
          const style = book.style({ numFmt: '@' })
          for (const text of texts) await sheet.row(['|', text], style)
          await sheet.end()
          await book.close()
        })
        const rows = (await textsOf(bytes)).get('x')!
        const expected = texts.map((text) => cellText(text).replaceAll('_x005F_', '_'))
        expect(rows.map((row) => row.texts[1] ?? '')).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('sheet names are unique without regard to case, and short enough', () => {
    const taken = new Set<string>()
    expect(sheetName('A/b:c', taken)).toBe('A_b_c')
    expect(sheetName('a_B_c', taken)).toBe('a_B_c (2)')
    expect(sheetName('', taken)).toBe('名单')
    expect(sheetName('名'.repeat(40), taken)).toHaveLength(31)
    expect(sheetName('名'.repeat(40), taken)).toMatch(/ \(2\)$/)
  })
})
