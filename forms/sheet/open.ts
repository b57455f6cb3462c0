/** Opens a sheet of whatever kind it is by its content. */
import { compoundFileReason } from './compound-file.ts'
import { openCsv } from './csv.ts'
import { fileKind, HEAD } from './file-kind.ts'
import { limited } from './limits.ts'
import { type ByteSource, UnreadableFile, type Workbook } from './sheet.ts'
import { readRange } from './source.ts'
import { openXlsx } from './xlsx.ts'

/** A file may have this many bytes (RULES section 3, `file-too-large`): 100 MB as Windows counts them. */
export const SIZE_LIMIT = 100 * 1024 ** 2

/**
 * Opens an .xlsx or .csv file; throws `UnreadableFile` where it is neither, too large or broken.
 * `isHeader` tells whether the texts of a row are a header; it serves only to find what separates the fields of a CSV.
 * A file without any bytes is a CSV without rows.
 */
export async function openWorkbook(
  source: ByteSource,
  options: {
    isHeader: (texts: readonly string[]) => boolean
    /** Whether reading has taken too long: then the file is refused (`too-slow`). */
    isLate?: () => boolean
  },
): Promise<Workbook> {
  const pulse = () => {
    if (options.isLate?.()) throw new UnreadableFile('file-unreadable', 'too-slow')
  }
  return limited(await openAny(source, options.isHeader, pulse))
}

async function openAny(
  source: ByteSource,
  isHeader: (texts: readonly string[]) => boolean,
  pulse: () => void,
): Promise<Workbook> {
  if (source.size > SIZE_LIMIT) throw new UnreadableFile('file-too-large')
  const head = await readRange(source, 0, Math.min(HEAD, source.size))
  const kind = fileKind(head, source.size)
  if (kind === 'zip') return openXlsx(source, pulse)
  if (kind === 'text') return openCsv(pulsing(source, pulse), isHeader)
  throw new UnreadableFile('file-unreadable', kind === 'compound' ? await compoundFileReason(source) : kind)
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
