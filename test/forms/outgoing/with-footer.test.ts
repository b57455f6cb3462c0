/** The line that a file has in its footer when it is handed out. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { bufferSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { openZip } from '../../../forms/incoming/sheet/xlsx/zip.ts'
import { newBook } from '../../../forms/outgoing/book.ts'
import { withFooter } from '../../../forms/outgoing/with-footer.ts'
import { bytesOf, textsOf } from '../bytes-of.ts'
import { PRINTED_BOOKS } from './printed-books.ts'

const LINE = '由乳源瑶族自治县民政局张三&李四于2018年6月6日 11:00下载'

/** As the sheets' XML has them. */
async function footersOf(bytes: Buffer): Promise<string[]> {
  const zip = await openZip(bufferSource(bytes))
  const sheets = [...zip.entries.values()].filter(({ name }) => name.startsWith('xl/worksheets/sheet'))
  const xml = await Promise.all(sheets.map(async (sheet) => text(Readable.from(zip.read(sheet)))))
  return xml.flatMap((one) => [...one.matchAll(/<oddFooter>([^<]*)<\/oddFooter>/g)].map(([, footer = '']) => footer))
}

test.each(Object.entries(PRINTED_BOOKS))(
  '%s has it on every page, behind what stood there, and the same rows',
  async (_, make) => {
    const bytes = await make()
    const stamped = await withFooter(bytes, LINE)
    const before = await footersOf(bytes)
    expect(before.length).toBeGreaterThan(0)
    expect(await footersOf(stamped)).toEqual(
      before.map((footer) => `${footer}\n&amp;8${LINE.replace('&', '&amp;&amp;')}`),
    )
    expect(await textsOf(stamped)).toEqual(await textsOf(bytes))
    // Excel takes no longer footer.
    for (const footer of await footersOf(stamped)) expect(footer.replaceAll('&amp;', '&').length).toBeLessThan(256)
  },
)

test('a workbook without a footer is not handed out', async () => {
  const bytes = await bytesOf(async (out) => {
    const book = await newBook(out)
    await book.sheet('甲', { widths: [10] }).end()
    await book.close()
  })
  await expect(withFooter(bytes, LINE)).rejects.toMatchObject({ code: 'impossible' })
})
