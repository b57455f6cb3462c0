/** Rows that were returned, by office and reason. */

import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import { listOf, type Upload } from '../../../schemas/records/upload.ts'

/** The most rows first. Of whole lists the last one counts, and the same file once. */
export function returnedRows(uploads: readonly Upload[]): StatisticsShown['returned'] {
  const standing = new Map<string, Upload>()
  for (const upload of uploads) {
    if (!upload.reading || upload.state === 'withdrawn' || upload.discarded) continue
    const isWhole = listOf(upload.form)?.mode !== 'new'
    standing.set(`${upload.division} ${upload.form} ${isWhole || upload.reading.sha256}`, upload)
  }
  const rows = [...standing.values()].flatMap(({ division, office, id, reading }) =>
    (Object.entries(reading?.byCode ?? {}) as [RowCode, number][]).map(([code, count]) => ({
      ...{ division, office, code, count, id },
    })),
  )
  return [...Map.groupBy(rows, ({ division, office, code }) => `${division} ${office} ${code}`).values()]
    .flatMap((own) => {
      const [first] = own
      if (!first) return []
      const { division, office, code } = first
      const counted = own.reduce((sum, { count }) => sum + count, 0)
      return [{ division, office, code, rows: counted, uploads: own.map(({ id }) => id) }]
    })
    .sort((a, b) => b.rows - a.rows)
}
