/** What the tests here share: a workbook's bytes, and its reading back by our reader and by another program. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { bufferSource } from '../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../forms/incoming/sheet/open.ts'
import type { Row, Workbook } from '../../forms/incoming/sheet/sheet.ts'

export async function bytesOf(write: (out: Writable) => Promise<unknown>): Promise<Buffer> {
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), write(out)])
  return bytes
}

export function open(bytes: Uint8Array): Promise<Workbook> {
  return openWorkbook(bufferSource(bytes), { isHeader: () => false })
}

/** Every sheet's rows of texts by the sheet's name. */
export async function textsOf(bytes: Uint8Array): Promise<Map<string, Row[]>> {
  const sheets = new Map<string, Row[]>()
  for (const sheet of (await open(bytes)).sheets) {
    const rows: Row[] = []
    for await (const batch of sheet.rows()) rows.push(...batch)
    sheets.set(sheet.name, rows)
  }
  return sheets
}

export const hasOpenpyxl = spawnSync('python3', ['-c', 'import openpyxl']).status === 0

/** Runs Python on the workbook, opened by openpyxl as `wb`; gives the JSON it prints and the workbook it saved, if any. */
export function withOpenpyxl(bytes: Uint8Array, code: string): { printed: unknown; saved: Buffer } {
  return inFolder((folder) => {
    const path = join(folder, 'book.xlsx')
    writeFileSync(path, bytes)
    const script = `import json, openpyxl\nwb = openpyxl.load_workbook('book.xlsx')\n${code}`
    const run = spawnSync('python3', ['-c', script], { encoding: 'utf8', cwd: folder })
    if (run.status !== 0) throw new Error(run.stderr)
    return { printed: run.stdout.trim() ? JSON.parse(run.stdout) : undefined, saved: readFileSync(path) }
  })
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
