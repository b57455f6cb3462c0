/** Statistics as workbooks: a county's by township, the city's by county. */
import { type StatisticsInput, writeStatistics } from '../../forms/outgoing/statistics.ts'
import type { ReturnTable } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { statisticsTitle } from '../../wording/forms.ts'
import { tableName, tablesOf } from '../shared/returns/return-figures.ts'
import { reportingOfficeName } from '../shared/stages/divisions-of.ts'
import { deliver } from '../shared/work/deliver.ts'
import type { ReportDeps } from './deps.ts'

interface Statistics extends Pick<StatisticsInput, 'places' | 'period'> {
  readonly division: string
  /** Of the files: the larger one stands. */
  readonly version: string
  readonly notesOf: (table: ReturnTable) => readonly string[]
  readonly rowsOf: (table: ReturnTable) => StatisticsInput['rows']
}

export async function writeStatisticsFiles(deps: ReportDeps, policy: Policy, statistics: Statistics): Promise<void> {
  const { division, period, version, places, notesOf, rowsOf } = statistics
  for (const category of tablesOf(policy)) {
    const name = tableName(category)
    await deliver(deps, { division, folder: 'statistics', name: `${name}.xlsx`, period, version }, (out) =>
      writeStatistics(out, {
        reportingOffice: reportingOfficeName(policy, division),
        period,
        title: statisticsTitle(category),
        places,
        notes: notesOf(name),
        rows: rowsOf(name),
      }),
    )
  }
}
