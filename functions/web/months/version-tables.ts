/** A version of a return, table by table, from the frozen figures. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeStatistics } from '../../../forms/outgoing/statistics.ts'
import { noCounts, sumCounts } from '../../../rules/determination/statistics.ts'
import { present } from '../../../schemas/present.ts'
import type { ReturnTable, ReturnVersion } from '../../../schemas/records/month-return.ts'
import type { Counts } from '../../../schemas/records/output.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { periodName } from '../../../wording/dates.ts'
import { statisticsTitle } from '../../../wording/forms.ts'
import { linesOf, versionName } from '../../../wording/returns.ts'
import { consolidatedRows } from '../../shared/returns/consolidated.ts'
import { figuresOf, townshipRows } from '../../shared/returns/return-figures.ts'
import { countyOf, reportingOfficeName } from '../../shared/stages/divisions-of.ts'
import type { WebDeps } from '../deps.ts'
import type { NamedFile } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'

interface Of {
  readonly division: string
  readonly period: string
  readonly version: number
}
type Deps = Pick<WebDeps, 'returns' | 'outbox'>

interface VersionTables {
  readonly version: ReturnVersion
  readonly rowsOf: (table: ReturnTable) => { rows: { name: string; counts: Counts | undefined }[]; total: Counts }
}

/** @throws 404 where nothing was submitted as that version */
export async function versionTables(
  deps: Deps,
  policy: Policy,
  { division, period, version: number }: Of,
): Promise<VersionTables> {
  const { versions } = await deps.returns.get(division, period)
  const version = found(versions.find((one) => one.version === number))
  const rowsOf = await rowsIn(deps, policy, { division, period, version })
  return {
    version,
    rowsOf(table) {
      const rows = rowsOf(table)
      return {
        rows: rows.map(({ place, counts }) => ({ name: place, counts })),
        total: sumCounts(rows.map(({ counts }) => counts ?? noCounts())),
      }
    },
  }
}

type RowsOf = (table: ReturnTable) => readonly { readonly place: string; readonly counts: Counts | undefined }[]

async function rowsIn(
  deps: Deps,
  policy: Policy,
  { division, period, version }: Pick<Of, 'division' | 'period'> & { readonly version: ReturnVersion },
): Promise<RowsOf> {
  if (version.counties) return consolidatedRows(deps, policy, period, version.counties)
  const { figures } = present(version.drawn, 'the close of a return that was submitted')
  const all = await figuresOf(deps.outbox, figures)
  return (table) => townshipRows(all, table, countyOf(policy, division))
}

export async function versionFile(
  deps: Deps,
  policy: Policy,
  { table, ...of }: Of & { readonly table: ReturnTable },
): Promise<NamedFile> {
  const { division, period } = of
  const { version, rowsOf } = await versionTables(deps, policy, of)
  const title = statisticsTitle(policy.categories.find(({ code }) => code === table))
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    writeStatistics(out, {
      ...{ period, title, reportingOffice: reportingOfficeName(policy, division) },
      places: version.counties ? 'counties' : 'townships',
      notes: linesOf(version, table),
      rows: rowsOf(table).rows.map(({ name, counts }) => ({ place: name, counts })),
    }),
  ])
  return { name: `${title}${periodName(period)}（${versionName(version)}）.xlsx`, bytes: new Uint8Array(bytes) }
}
