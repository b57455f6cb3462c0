/** A process that says what one file is: a line of JSON, then the bytes, come in; the cover goes out. */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileCover } from '../../../forms/incoming/file-cover.ts'
import { bufferSource, fileSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { rowsIn } from '../../../forms/incoming/sheet/legacy/rows-file.ts'
import { writeRows } from '../../../forms/incoming/sheet/legacy/write-rows.ts'
import { openWorkbook } from '../../../forms/incoming/sheet/open.ts'
import { ReadAgain, UnreadableFile, type Workbook } from '../../../forms/incoming/sheet/sheet.ts'
import { openXlsx } from '../../../forms/incoming/sheet/xlsx/xlsx.ts'
import { formOfHeader } from '../../../forms/incoming/table.ts'
import type { CoverReply } from './read-cover.ts'

process.stdout.write(JSON.stringify(await reply()))

async function reply(): Promise<CoverReply> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  const all = Buffer.concat(pieces)
  const bytes = all.subarray(all.indexOf('\n') + 1)
  const dir = mkdtempSync(join(tmpdir(), 'cover-'))
  try {
    const workbook = await openWorkbook(bufferSource(bytes), {
      isHeader: (texts) => formOfHeader(texts) !== undefined,
      apart: () => otherMake(bytes, join(dir, 'rows')),
    })
    const read = () => fileCover(workbook)
    const cover = await read().catch((error) => {
      if (error instanceof ReadAgain) return read()
      throw error
    })
    return { cover: cover ?? null }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: { code: error.code, reason: error.reason } }
    throw error
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function otherMake(bytes: Buffer, path: string): Promise<Workbook> {
  const fd = openSync(path, 'w')
  const written = await writeRows(bytes, fd).finally(() => closeSync(fd))
  const file = await fileSource(path)
  if (written.kind === 'xlsx') return openXlsx(file, () => {})
  const sheets = written.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden,
    rows: () => rowsIn(file, sheet),
  }))
  return { kind: written.kind, sheets }
}
