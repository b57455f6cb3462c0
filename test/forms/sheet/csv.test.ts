import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../forms/sheet/source.ts'
import { readFast, textsOf } from './reading.ts'

const read = (content: string | Uint8Array, piece?: number) =>
  readFast(bufferSource(Buffer.from(content as string), piece))
const texts = (content: string | Uint8Array) => textsOf(read(content))
const numbered = async (content: string) =>
  (await read(content)).sheets![0]!.rows.map(({ number, texts }) => `${number}:${texts.join('|')}`)

describe('CSV records (RFC 4180 and what comes instead)', () => {
  const cases: [title: string, content: string, rows: string[]][] = [
    ['plain', 'a,b\r\nc,d\r\n', ['1:a|b', '2:c|d']],
    ['mixed line ends, the last one missing', 'a\nb\r\nc\rd', ['1:a', '2:b', '3:c', '4:d']],
    ['blank records are left out and counted', '\r\na\r\n\r\n,,\r\n""\nb', ['2:a', '6:b']],
    ['blank fields at the end', 'a,\r\n,b,\n,', ['1:a|', '2:|b|']],
    ['quoted fields', '"a,b","c\r\nd","e""f",""\r\ng', ['1:a,b|c\r\nd|e"f|', '2:g']],
    ['a lone quote inside a field', 'a"b,c"\r\nd "e" f,g', ['1:a"b|c"', '2:d "e" f|g']],
    ['text behind a closing quote', '"a"b,"c" ,d\r\n', ['1:ab|c |d']],
    ['a quote that never closes', '"a,b\r\nc,d\r\ne', ['1:"a|b', '2:c|d', '3:e']],
    [
      'a quote that only another field would close',
      '"a,b\r\nc,"d",e\r\n"f,g\r\nh',
      ['1:"a|b', '2:c|d|e', '3:"f|g', '4:h'],
    ],
    [
      'a quote that closes nowhere near',
      `"a,b\r\n${'x,y\r\n'.repeat(30_000)}"z",w`,
      ['1:"a|b', ...Array.from({ length: 30_000 }, (_, index) => `${index + 2}:x|y`), '30002:z|w'],
    ],
    ['only a quote', '"', ['1:"']],
    ['an escaped quote at the end', '"a""', ['1:"a""']],
    ['NUL characters', 'a\0b,c\r\n姓\0名,d', ['1:a\0b|c', '2:姓\0名|d']],
    ['text that would be a formula', '=1+1,+a,-b,@c', ['1:=1+1|+a|-b|@c']],
    ['white space is kept', ' a , b\u3000', ['1: a | b\u3000']],
  ]
  it.each(cases)('%s', async (_, content, rows) => {
    expect(await numbered(content)).toEqual(rows)
  })

  it('no byte, or a byte order mark alone, is a sheet without rows', async () => {
    expect(await texts('')).toEqual([])
    expect(await texts('\ufeff')).toEqual([])
  })

  it('a line of more fields than Excel has columns is damaged', async () => {
    expect(await texts(','.repeat(16_383))).toEqual([])
    expect(await texts(`${','.repeat(16_384)}a`)).toBe('file-unreadable: damaged')
  })

  it('the delimiter is the one that gives a header, comma if none does', async () => {
    const header = (delimiter: string) => ['姓名', '身份证号码', '县'].join(delimiter)
    for (const delimiter of [',', ';', '\t']) {
      expect((await texts(`标题,一;二\t三\n\n${header(delimiter)}\n`)).at(-1)).toEqual(['姓名', '身份证号码', '县'])
      const late = (await texts(`${'x\n'.repeat(50)}${header(delimiter)}`)).at(-1)
      expect(late).toEqual(delimiter === ',' ? ['姓名', '身份证号码', '县'] : [header(delimiter)])
    }
  })
})

describe('CSV encodings', () => {
  const text = '姓名,地址\r\n张三,韶关市𠮷'
  const rows = [
    ['姓名', '地址'],
    ['张三', '韶关市𠮷'],
  ]
  // The same; its last character takes four bytes, as GB18030 has them and GBK has not.
  const gb18030 = Buffer.from('d0d5c3fb2cb5d8d6b70d0ad5c5c8fd2cc9d8b9d8cad09534b235', 'hex')

  it('UTF-8 with and without byte order mark', async () => {
    expect(await texts(text)).toEqual(rows)
    expect(await texts(`\ufeff${text}`)).toEqual(rows)
  })

  it('GB18030, also where it begins in a megabyte of ASCII', async () => {
    expect(await texts(gb18030)).toEqual(rows)
    expect(await textsOf(read(gb18030, 1))).toEqual(rows)
    const ascii = 'a,b\r\n'.repeat(200_000)
    const late = await texts(Buffer.concat([Buffer.from(ascii), gb18030]))
    expect(late.slice(-2)).toEqual(rows)
  })

  it('UTF-16 is refused, with a byte order mark or by its NULs', async () => {
    const utf16 = Buffer.from('姓名,身份证号码\r\n张三,440222199910214001\r\n', 'utf16le')
    const big = Buffer.from(utf16).swap16()
    for (const bytes of [utf16, big, Buffer.from('\ufeff甲', 'utf16le'), Buffer.from('\ufeff甲', 'utf16le').swap16()]) {
      expect(await texts(bytes)).toBe('file-unreadable: utf-16')
    }
  })

  it('what is neither is refused', async () => {
    expect(await texts(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]))).toBe('file-unreadable: unknown')
    expect(await texts(Buffer.from([0x61, 0x2c, 0xd0]))).toBe('file-unreadable: unknown')
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(100_000)), Buffer.from([0xd0, 0xd5, 0xff, 0xff])])
    expect(await texts(late)).toBe('file-unreadable: unknown')
  })
})

describe('any CSV (fast-check)', () => {
  const field = fc.stringMatching(/^[甲𠮷a",;\r\n\t ]{0,6}$/u)
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

  it('what RFC 4180 writes is read again, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\r\n', '\n', '\r'),
        async (records, piece, end) => {
          const content = records.map((record) => `${record.map(quote).join(',')}${end}`).join('')
          const filled = records
            .map((texts, index) => ({ number: index + 1, texts }))
            .filter(({ texts }) => texts.some((text) => text !== ''))
          const { sheets } = await read(content, piece)
          expect(sheets![0]!.rows.map(({ number, texts }) => ({ number, texts }))).toEqual(filled)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('whatever the text, pieces of one byte give what one piece gives, and no character is lost', async () => {
    const anything = fc.stringMatching(/^[甲𠮷ab",\r\n]{0,40}$/u)
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        const whole = await read(content)
        expect(await read(content, 1)).toEqual(whole)
        const letters = (text: string) => text.replace(/[",\r\n]/g, '')
        expect(letters(whole.sheets![0]!.rows.flatMap(({ texts }) => texts).join(''))).toBe(letters(content))
      }),
      { numRuns: 1000 },
    )
  })
})
