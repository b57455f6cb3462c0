import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../../../forms/incoming/sheet/open.ts'
import fc, { runs } from '../../../../fc.ts'
import { isHeader, readFast, textsOf } from '../reading.ts'
import { rowsFile } from '../workbook-file.ts'

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

  const PERSON = '始兴县,太平镇,张三,440222196001310019\r\n'
  const list = (count: number) => `县,乡镇,姓名,身份证号码\r\n${PERSON.repeat(count)}`
  const asGb18030 = (text: string) =>
    Buffer.concat([...text].map((c) => Buffer.from(GB18030[c] ?? Buffer.from(c).toString('hex'), 'hex')))
  const GB18030: Record<string, string> = {
    县: 'cfd8',
    乡: 'cfe7',
    镇: 'd5f2',
    姓: 'd0d5',
    名: 'c3fb',
    身: 'c9ed',
    份: 'b7dd',
    证: 'd6a4',
    号: 'bac5',
    码: 'c2eb',
    始: 'cabc',
    兴: 'd0cb',
    太: 'ccab',
    平: 'c6bd',
    张: 'd5c5',
    三: 'c8fd',
  }
  /** The text with the last byte of the character 三 taken away in so many rows, `step` rows apart. */
  const damaged = (bytes: Buffer, character: Buffer, places: number, step = 1) => {
    const pieces: Buffer[] = []
    let from = 0
    let at = bytes.indexOf(character)
    for (let row = 0; at >= 0; row++, at = bytes.indexOf(character, at + 1)) {
      if (row % step !== 0 || row / step >= places) continue
      pieces.push(bytes.subarray(from, at + character.length - 1))
      from = at + character.length
    }
    return Buffer.concat([...pieces, bytes.subarray(from)])
  }
  const encodings: [string, (text: string) => Buffer, Buffer][] = [
    ['UTF-8', (text) => Buffer.from(text), Buffer.from('三')],
    ['UTF-8 with byte order mark', (text) => Buffer.from(`\ufeff${text}`), Buffer.from('三')],
    ['GB18030', asGb18030, Buffer.from('c8fd', 'hex')],
  ]

  describe.each(encodings)('%s that does not wholly decode', (_, encode, character) => {
    const lost = async (bytes: Buffer) => {
      const rows = await texts(bytes)
      return typeof rows === 'string' ? rows : rows.flatMap((row, i) => (row.join().includes('\ufffd') ? [i + 1] : []))
    }

    it('cut off within its last character it is refused, in a file of any length', async () => {
      for (const count of [1, 3, 20_000]) {
        const whole = encode(`${list(count)}始兴县,太平镇,张三`)
        expect(await lost(whole)).toEqual([])
        expect(await lost(whole.subarray(0, -1))).toBe('file-unreadable: cut-off')
        expect(await lost(damaged(whole.subarray(0, -1), character, 1))).toBe('file-unreadable: cut-off')
      }
    })

    it('one row that does not decode is read in a file of any length, its place as U+FFFD', async () => {
      const rows = await texts(damaged(encode(list(1)), character, 1))
      expect(rows[1]).toEqual(['始兴县', '太平镇', '张\ufffd', '440222196001310019'])
      expect(await lost(damaged(encode(list(6)), character, 1))).toEqual([2])
    })

    it('two are refused in a file of 12 rows, and read where they are 1 % of all', async () => {
      expect(await lost(damaged(encode(list(12)), character, 2))).toBe('file-unreadable: garbled')
      expect(await lost(damaged(encode(list(198)), character, 2))).toBe('file-unreadable: garbled')
      expect(await lost(damaged(encode(list(199)), character, 2, 5))).toEqual([2, 7])
    })

    it('20 places are read, 21 are not, however long the file', async () => {
      const whole = encode(list(9000))
      expect(await lost(damaged(whole, character, 20, 100))).toHaveLength(20)
      expect(await lost(damaged(whole, character, 21, 100))).toBe('file-unreadable: garbled')
    })

    it('U+FFFD that somebody wrote decodes', async () => {
      const written = encode('x\n').subarray(0, -2)
      const mark = character.length === 3 ? 'efbfbd' : '8431a437'
      const row = Buffer.concat([encode('张三,').subarray(written.length), Buffer.from(`${mark}0a`, 'hex')])
      expect(await lost(Buffer.concat([encode(list(1)), ...Array(300).fill(row)]))).toHaveLength(300)
    })
  })

  it('a list whose bytes would be another text in GB18030 is read as the UTF-8 that it is but for one place', async () => {
    const bytes = damaged(Buffer.from('姓名,身份证号码\n张三三,1\n李四李四,2\n'), Buffer.from('三'), 1)
    expect(await texts(bytes)).toEqual([
      ['姓名', '身份证号码'],
      ['张\ufffd三', '1'],
      ['李四李四', '2'],
    ])
  })

  it('a list in UTF-8 whose cut off bytes are another text in GB18030 is cut off', async () => {
    const bytes = Buffer.from('张三,张三\n张三李').subarray(0, -1)
    expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).not.toContain('张')
    expect(await texts(bytes)).toBe('file-unreadable: cut-off')
  })

  it('what is no text is refused', async () => {
    expect(await texts(Buffer.alloc(3000, Buffer.from([0xff, 0x41])))).toBe('file-unreadable: unknown')
  })
})

describe('the end of a CSV', () => {
  it.each([
    ['a,b\r\nc,d\r\n', false],
    ['a,b\nc,d', true],
    ['a,b\rc,d\r', false],
    ['a,b\r\nc,d\r', true],
    ['a,b\r\n,,\r', false],
    ['a,b\nc,"d"', true],
    ['a,b\nc,"d', true],
    ['a,b\n,c,', true],
    ['a,b\n,,', false],
    ['a,b\n\n  \u3000', false],
    ['a,b\n\x1a', false],
    ['a,b\x1a', true],
    ['a,b', true],
    ['', false],
  ])('%j: its last record has no line end behind it: %s', async (content, endsOpen) => {
    for (const piece of [1, 1000]) {
      const workbook = await openWorkbook(bufferSource(Buffer.from(content), piece), { isHeader })
      for await (const rows of workbook.sheets[0]!.rows())
        for (const { texts } of rows) expect(texts.join('')).not.toContain('\x1a')
      expect(workbook.endsOpen).toBe(endsOpen)
    }
  })

  it('a workbook has an end of its own', async () => {
    expect((await openWorkbook(bufferSource(rowsFile('<row/>')), { isHeader })).endsOpen).toBeUndefined()
  })
})

describe('too many records', () => {
  it('1,048,576 are read, blank ones counted, one more is refused', async () => {
    expect(await numbered(`${'\n'.repeat(1_048_575)}a`)).toEqual(['1048576:a'])
    expect(await texts(`${'\n'.repeat(1_048_576)}a`)).toBe('file-unreadable: too-much')
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
      { numRuns: runs(300) },
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
      { numRuns: runs(1000) },
    )
  })
})
