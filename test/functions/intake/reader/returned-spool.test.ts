import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kind } from '../../../../forms/incoming/sheet/sheet.ts'
import type { Header } from '../../../../forms/incoming/table.ts'
import type { ReturnedRow } from '../../../../functions/intake/reader/list-reader.ts'
import { ReturnedSpool, type SpooledRow } from '../../../../functions/intake/reader/returned-spool.ts'

let dir: string
let path: string
let spool: ReturnedSpool
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'spool-'))
  path = join(dir, 'rows')
  spool = new ReturnedSpool(path)
})
afterEach(() => {
  spool.dispose()
  rmSync(dir, { recursive: true })
})

const header = (sheet: string): Header => ({ sheet, row: 1, texts: ['姓名'], at: [0] })
const first = header('')

function returned(number: number, texts: string[], of = first): ReturnedRow {
  const kinds = texts.map((text) => (text === '' ? Kind.formula : Kind.text))
  const findings = [
    { code: 'id-checksum', column: 3 },
    { code: 'name-invalid', column: 0 },
  ] as const
  return { header: of, row: { number, texts, kinds }, findings, earlier: undefined }
}

async function all(): Promise<SpooledRow[]> {
  const rows: SpooledRow[] = []
  for await (const row of spool.rows()) rows.push(row)
  return rows
}

describe('returned rows on disk', () => {
  it('come back as they went, whatever ends a line elsewhere', async () => {
    const texts = ['张\u2028三', '\u2029', '\u0085', '\r\n', '\n', '"\\', '\ud800', '𠮷', '', '\0']
    spool.add(returned(7, texts))
    spool.add({ ...returned(3, ['李四'], header('乙')), earlier: '乙!2' })
    expect(await all()).toEqual([
      {
        sheet: '',
        row: '7',
        cells: texts,
        kinds: [1, 1, 1, 1, 1, 1, 1, 1, 6, 1],
        findings: returned(7, texts).findings,
      },
      {
        sheet: '乙',
        row: '乙!3',
        cells: ['李四'],
        kinds: [1],
        findings: returned(3, []).findings,
        earlier: '乙!2',
      },
    ])
    spool.clear()
    expect(await all()).toEqual([])
  })

  it('of rows that have too much in them only numbers and reasons are kept, all of them', async () => {
    const long = '长'.repeat(32_767)
    for (let number = 2; number < 2002; number++) spool.add(returned(number, Array(10).fill(long)))
    const rows = await all()
    expect(statSync(path).size).toBeLessThan(65 * 1024 ** 2)
    expect(rows).toHaveLength(2000)
    expect(rows[0]!.cells).toHaveLength(10)
    expect(rows.at(-1)).toEqual({
      sheet: '',
      row: '2001',
      cells: undefined,
      kinds: [],
      findings: returned(1, []).findings,
    })
  })
})
