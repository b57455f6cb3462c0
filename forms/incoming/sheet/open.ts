/** Opens a file of any kind as a workbook of rows. */
import { openCsv } from './csv/csv.ts'
import { fileKind } from './file-kind.ts'
import { limited } from './limits.ts'
import { type ByteSource, UnreadableFile, type Workbook } from './sheet.ts'
import { openXlsx } from './xlsx/xlsx.ts'

/** 100 MB as Windows counts (docs/rules.md#refusal-codes). */
export const SIZE_LIMIT = 100 * 1024 ** 2

export interface OpenOptions {
  /** The header finds a CSV's delimiter. */
  readonly isHeader: (texts: readonly string[]) => boolean
  /** Without it other makes are refused. */
  readonly apart?: (source: ByteSource, pulse: () => void) => Promise<Workbook>
  /** @returns true for a file that is `too-slow` */
  readonly isLate?: () => boolean
}

/** A workbook by its content; no bytes are an empty CSV. @throws UnreadableFile */
export async function openWorkbook(source: ByteSource, options: OpenOptions): Promise<Workbook> {
  const pulse = () => {
    if (options.isLate?.()) throw new UnreadableFile('file-unreadable', 'too-slow')
  }
  return limited(await openAny(source, options, pulse))
}

async function openAny(source: ByteSource, { isHeader, apart }: OpenOptions, pulse: () => void): Promise<Workbook> {
  if (source.size > SIZE_LIMIT) throw new UnreadableFile('file-too-large')
  const kind = await fileKind(source)
  if (kind === 'zip') return openXlsx(source, pulse)
  if (kind === 'text') return openCsv(pulsing(source, pulse), isHeader)
  if (kind !== 'compound' && kind !== 'markup') throw new UnreadableFile('file-unreadable', kind)
  if (!apart) throw new UnreadableFile('file-unreadable', 'legacy-xls')
  return apart(pulsing(source, pulse), pulse)
}

function pulsing(source: ByteSource, pulse: () => void): ByteSource {
  return {
    size: source.size,
    async *read(start, end) {
      for await (const piece of source.read(start, end)) {
        pulse()
        yield piece
      }
    },
  }
}
