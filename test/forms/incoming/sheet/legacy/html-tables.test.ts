import { describe, expect, it } from 'vitest'
import { cellsIn, gbk } from './makes.ts'

const read = (text: string) => cellsIn(Buffer.from(text))
const rowsOf = async (text: string) => Object.values(await read(text))[0]

describe('HTML tables', () => {
  it('cells are text, numbers only by x:num', async () => {
    const cells = [
      '<td>440281198710148992</td>',
      '<td x:num>440281198710148992</td>',
      '<td x:num="36454">1999/10/21</td>',
      '<td x:num>1,234.5</td>',
      '<td x:err="#N/A">#N/A</td>',
      '<td x:fmla="=A1"></td>',
      '<td x:num></td>',
      '<td x:str>007</td>',
    ]
    expect(await rowsOf(`<html><table><tr>${cells.join('')}</tr></table></html>`)).toEqual([
      '1: 0=440281198710148992 | 1=440281198710148992/number | 2=36454/number | 3=1234.5/number | 4=#N/A/error | 5=/formula | 7=007',
    ])
  })

  it('rows and cells without ends, spans, entities, breaks; what is no text of the page', async () => {
    const html = `<!-- a --><style>td{}</style><table border=1>
      <thead><tr><th colspan=2>标&nbsp;题<th rowspan="2">&#24352;&middot;&#x4e09;&amp;&lt;
      <tbody><tr><td> 一
        二 <td>a<br>b<script>x()</script><p>c</p>
      <tr><td rowspan=3>d<td>e<tr><td>f</table>`
    expect(await rowsOf(html)).toEqual([
      '1: 0=标\u00a0题 | 2=张·三&<',
      '2: 0=一 二 | 1=a\nb\nc',
      '3: 0=d | 1=e',
      '4: 1=f',
    ])
  })

  it('each table is a sheet, one inside a cell too', async () => {
    const html =
      '<table><tr><td>外<table><tr><td>内</td></tr></table>边</td><td>b</td></tr></table><table></table><TABLE><TR><TD>c</TD></TR></TABLE>'
    expect(await read(html)).toEqual({
      Sheet1: ['1: 0=外边 | 1=b'],
      Sheet2: ['1: 0=内'],
      Sheet3: [],
      Sheet4: ['1: 0=c'],
    })
  })

  it('UTF-8, UTF-16, GBK whatever the page says', async () => {
    const page = (charset: string) =>
      [`<html><meta charset=${charset}><table><tr><td>`, '</td></tr></table></html>'] as const
    const expected = { Sheet1: ['1: 0=张三'] }
    for (const charset of ['gb2312', 'utf-8', 'iso-8859-1', 'x-none']) {
      const [before, behind] = page(charset)
      expect(await read(`${before}张三${behind}`)).toEqual(expected)
      if (charset !== 'x-none')
        expect(await cellsIn(Buffer.concat([Buffer.from(before), gbk('张三'), Buffer.from(behind)]))).toEqual(expected)
    }
    const [before, behind] = page('utf-16')
    expect(await cellsIn(Buffer.from(`\ufeff${before}张三${behind}`, 'utf16le'))).toEqual(expected)
  })

  it('cut off inside a table it is damaged, without its last tags of the page it is not', async () => {
    const whole = '<html><body><table><tr><td>a</td></tr><tr><td>b</td></tr></table></body></html>'
    for (const size of [whole.indexOf('b<'), whole.indexOf('</table>'), whole.indexOf('</table>') + 4])
      expect(await read(whole.slice(0, size))).toBe('file-unreadable: damaged')
    expect(await rowsOf(whole.slice(0, whole.indexOf('</body>')))).toEqual(['1: 0=a', '2: 0=b'])
    expect(await rowsOf(whole.replace('</table>', ''))).toEqual(['1: 0=a', '2: 0=b'])
  })

  it('spans and depths that no page has end', async () => {
    expect(await read('<table><tr><td colspan=9999999 rowspan=9999999>a<td>b</table>')).toBe(
      'file-unreadable: too-large-sheet',
    )
    expect(await read('<table><tr><td>'.repeat(40))).toBe('file-unreadable: damaged')
  })
})
