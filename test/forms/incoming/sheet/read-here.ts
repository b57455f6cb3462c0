/** Reads other makes of workbooks in this process, as the process of its own does (see functions/intake/reader/read-apart.ts). */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bufferSource, readRange } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { rowsIn } from '../../../../forms/incoming/sheet/legacy/rows-file.ts'
import { writeRows } from '../../../../forms/incoming/sheet/legacy/write-rows.ts'
import type { ByteSource, Workbook } from '../../../../forms/incoming/sheet/sheet.ts'
import { openXlsx } from '../../../../forms/incoming/sheet/xlsx/xlsx.ts'

export async function readHere(source: ByteSource): Promise<Workbook> {
  const folder = mkdtempSync(join(tmpdir(), 'yingbao-rows-'))
  const fd = openSync(join(folder, 'rows'), 'w')
  try {
    const written = await writeRows(await readRange(source, 0, source.size), fd)
    const file = bufferSource(readFileSync(join(folder, 'rows')))
    if (written.kind === 'xlsx') return await openXlsx(file)
    const sheets = written.sheets.map((sheet) => ({ ...sheet, rows: () => rowsIn(file, sheet) }))
    return { kind: written.kind, sheets }
  } finally {
    closeSync(fd)
    rmSync(folder, { recursive: true })
  }
}
