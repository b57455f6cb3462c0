/** A month's workbooks saved as .xls: by LibreOffice, or by the library where that is not here. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BookType, type CellObject, utils, write } from '@e965/xlsx'
import { bufferSource } from '../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../forms/incoming/sheet/open.ts'
import { Kind } from '../../forms/incoming/sheet/sheet.ts'

export const hasOffice = spawnSync('soffice', ['--version']).status === 0

/** Every .xlsx below `from` becomes an .xls below `to`; other files are copied. */
export async function saveAsXls(
  from: string,
  to: string,
  convert: (paths: string[], folder: string) => void | Promise<void>,
): Promise<void> {
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const folders = Map.groupBy(files, (file) => file.parentPath)
  for (const [folder, inside] of folders) {
    const target = join(to, folder.slice(from.length))
    mkdirSync(target, { recursive: true })
    const paths = inside.map(({ name }) => join(folder, name))
    for (const path of paths) if (!path.endsWith('.xlsx')) cpSync(path, join(target, path.slice(dirname(path).length)))
    await convert(
      paths.filter((path) => path.endsWith('.xlsx')),
      target,
    )
  }
}

export function byOffice(profile: string): (paths: string[], folder: string) => void {
  return (paths, folder) => {
    const options = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'xls', '--outdir', folder]
    if (paths.length > 0) spawnSync('soffice', [...options, ...paths])
  }
}

/** In turn as BIFF 8 and as XML Spreadsheet 2003. */
export async function byLibrary(paths: string[], folder: string): Promise<void> {
  for (const [index, path] of paths.entries()) {
    const makes: BookType[] = ['biff8', 'xlml']
    const name = path.slice(dirname(path).length).replace(/\.xlsx$/, '.xls')
    writeFileSync(join(folder, name), await savedAs(makes[index % 2]!, readFileSync(path)))
  }
}

async function savedAs(bookType: BookType, bytes: Buffer): Promise<Buffer> {
  const from = await openWorkbook(bufferSource(bytes), { isHeader: () => true })
  const to = utils.book_new()
  const hidden: number[] = []
  for (const sheet of from.sheets) {
    const cells: Record<string, CellObject> = {}
    const range = { s: { r: 0, c: 0 }, e: { r: 0, c: 0 } }
    for await (const rows of sheet.rows()) {
      for (const { number, texts, kinds } of rows) {
        texts.forEach((text, c) => {
          if (text === '') return
          cells[utils.encode_cell({ r: number - 1, c })] = cellOf(text, kinds[c]!)
          range.e = { r: Math.max(range.e.r, number - 1), c: Math.max(range.e.c, c) }
        })
      }
    }
    utils.book_append_sheet(to, { ...cells, '!ref': utils.encode_range(range) }, sheet.name)
    hidden.push(sheet.hidden ? 1 : 0)
  }
  to.Workbook = { Sheets: hidden.map((one) => ({ Hidden: one as 0 | 1 })) }
  return write(to, { type: 'buffer', bookType })
}

const DAY = 86_400_000

function cellOf(text: string, kind: Kind): CellObject {
  if (kind === Kind.number) return { t: 'n', v: Number(text) }
  if (kind !== Kind.date) return { t: 's', v: text }
  return { t: 'n', v: Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY + 25_569, z: 'yyyy-mm-dd' }
}
