/** Opens a sheet of whatever kind it is by its content. */
import { openCsv } from './csv.ts'
import { fileKind } from './file-kind.ts'
import { limited } from './limits.ts'
import { type ByteSource, UnreadableFile, type Workbook } from './sheet.ts'
import { openXlsx } from './xlsx.ts'

/** A file may have this many bytes (docs/rules.md#refusal-codes, `file-too-large`): 100 MB as Windows counts them. */
export const SIZE_LIMIT = 100 * 1024 ** 2

export interface OpenOptions {
  /** Tells whether the texts of a row are a header: it serves only to find what separates the fields of a CSV. */
  readonly isHeader: (texts: readonly string[]) => boolean
  /** Reads what is neither .xlsx nor .csv but a workbook all the same; without it, such a file is refused. */
  readonly apart?: (source: ByteSource, pulse: () => void) => Promise<Workbook>
  /** Whether reading has taken too long: then the file is refused (`too-slow`). */
  readonly isLate?: () => boolean
}

/**
 * Opens a workbook by its content; throws `UnreadableFile` where it is none, too large or broken.
 * A file without any bytes is a CSV without rows.
 */
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

/** The same source; `pulse` is called with every piece. */
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
