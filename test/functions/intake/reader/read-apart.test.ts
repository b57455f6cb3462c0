/** The process that reads other makes of workbooks: what it reads comes back, what it cannot bear is refused. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import type { Workbook } from '../../../../forms/incoming/sheet/sheet.ts'
import { apartReader } from '../../../../functions/intake/reader/read-apart.ts'
import { fixture } from '../../../forms/incoming/sheet/legacy/makes.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingbao-apart-'))
const path = join(folder, 'rows')
afterAll(() => rmSync(folder, { recursive: true }))

async function textsOf({ sheets }: Workbook): Promise<string[][]> {
  const texts: string[][] = []
  for (const sheet of sheets) for await (const rows of sheet.rows()) texts.push(...rows.map((row) => row.texts))
  return texts
}

const page = (rows: number) => Buffer.from(`<table>${'<tr><td>张三\u2028李四<td>"\\'.repeat(rows)}</table>`)
const TOO_HEAVY = { code: 'file-unreadable', reason: 'too-heavy' }

describe('a file read apart', () => {
  test('its rows come back whole, and may be read again', async () => {
    const book = await apartReader(path)(bufferSource(page(5000)))
    expect([book.kind, book.sheets.map(({ name, hidden }) => [name, hidden])]).toEqual(['html', [['Sheet1', false]]])
    const expected = Array.from({ length: 5000 }, () => ['张三\u2028李四', '"\\'])
    expect(await textsOf(book)).toEqual(expected)
    expect(await textsOf(book)).toEqual(expected)
  })

  test('an .xlsx under the default password is read as an .xlsx', async () => {
    const book = await apartReader(path)(bufferSource(fixture('agile.xlsx')))
    expect(book.kind).toBe('xlsx')
    expect((await textsOf(book))[0]).toEqual(['姓名', '身份证号码'])
  })

  test('what is wrong with it is told', async () => {
    await expect(apartReader(path)(bufferSource(fixture('locked.xlsx')))).rejects.toMatchObject({
      code: 'file-unreadable',
      reason: 'encrypted',
    })
  })

  test('one that takes too long, or too much, is refused', async () => {
    await expect(apartReader(path, { seconds: 0.05, memory: 1500 })(bufferSource(page(10)))).rejects.toMatchObject(
      TOO_HEAVY,
    )
    // 40,000,000 bytes of cells.
    const large = Buffer.from(`<table>${'<tr><td>x'.repeat(4_000_000)}</table>`)
    await expect(apartReader(path, { seconds: 60, memory: 200 })(bufferSource(large))).rejects.toMatchObject(TOO_HEAVY)
  })

  test('a source that fails is a fault, not the file', async () => {
    const source = {
      size: 100,
      // biome-ignore lint/correctness/useYield: it fails before
      async *read(): AsyncGenerator<Uint8Array> {
        throw new Error('the disk is gone')
      },
    }
    await expect(apartReader(path)(source)).rejects.toThrow('the disk is gone')
    expect(existsSync(path)).toBe(true)
  })
})
