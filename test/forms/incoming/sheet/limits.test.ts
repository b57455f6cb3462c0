import { describe, expect, it } from 'vitest'
import { limited } from '../../../../forms/incoming/sheet/limits.ts'
import type { Kind, Row, Workbook } from '../../../../forms/incoming/sheet/sheet.ts'

/** Sheets of one row each time again, as it would be read. */
const book = (texts: readonly string[], rows: number, { sheets = 1, name = '名单' } = {}): Workbook => ({
  kind: 'xlsx',
  sheets: Array.from({ length: sheets }, () => ({
    name,
    hidden: false,
    async *rows() {
      for (let number = 1; number <= rows; number++)
        yield [{ number, texts: [...texts], kinds: [] as Kind[] } satisfies Row]
    },
  })),
})

async function read(workbook: Workbook): Promise<Row[]> {
  const found: Row[] = []
  for (const sheet of limited(workbook).sheets) for await (const rows of sheet.rows()) found.splice(0, 1, ...rows)
  return found
}
const TOO_MUCH = 'file-unreadable: too-much'

describe('limits of every file', () => {
  it('a cell has at most 32,767 characters, a name of a sheet 60', async () => {
    expect((await read(book(['a'.repeat(32_767)], 1)))[0]!.texts[0]).toHaveLength(32_767)
    expect((await read(book(['a'.repeat(32_768)], 1)))[0]!.texts[0]).toHaveLength(32_767)
    // No half of a character is left.
    expect((await read(book([`${'a'.repeat(32_766)}𠮷`], 1)))[0]!.texts[0]).toBe('a'.repeat(32_766))
    expect(limited(book([], 0, { name: '名'.repeat(61) })).sheets[0]!.name).toBe('名'.repeat(60))
  })

  it('20 million cells, 400 million characters of long texts, 1,000 sheets', async () => {
    const wide = Array<string>(10_000).fill('')
    expect(await read(book(wide, 1000, { sheets: 2 }))).toHaveLength(1)
    await expect(read(book(wide, 1001, { sheets: 2 }))).rejects.toThrow(TOO_MUCH)
    const long = 'a'.repeat(32_000)
    expect(await read(book([long], 6250, { sheets: 2 }))).toHaveLength(1)
    await expect(read(book([long], 6251, { sheets: 2 }))).rejects.toThrow(TOO_MUCH)
    expect(await read(book([], 1, { sheets: 1000 }))).toHaveLength(1)
    await expect(read(book([], 1, { sheets: 1001 }))).rejects.toThrow(TOO_MUCH)
  })
})
