import type { ReturnTable, ReturnVersion } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_TO_RETURN, EXPORT, PAGE_NAMES } from '../../wording/page-names.ts'
import { correctionLines, submissionLines, versionName } from '../../wording/returns.ts'
import { Layout } from '../parts/layout.tsx'
import { ReturnSums, type SumRow } from './return-sums.tsx'

export interface VersionTable {
  readonly table: ReturnTable
  readonly name: string
  readonly rows: readonly SumRow[]
  readonly total: SumRow['counts']
}

export interface ReturnVersionPageProps {
  readonly division: string
  readonly period: string
  readonly version: ReturnVersion
  readonly tables: readonly VersionTable[]
  readonly policy: Policy
  readonly local: boolean
}

/** A version as it was submitted, whatever came after it. */
export function ReturnVersionPage({ division, period, version, tables, policy, local }: ReturnVersionPageProps) {
  const isCity = division === policy.city.code
  const title = `${divisionName(division, policy)}${periodName(period)}${isCity ? PAGE_NAMES.consolidation : PAGE_NAMES.return}（${versionName(version)}）`
  return (
    <Layout title={title} here="/returns" policy={policy} local={local} landscape>
      <p class="back">
        <a href={`/returns/${division}/${period}`}>{BACK_TO_RETURN}</a>
      </p>
      <h1>{title}</h1>
      <section class="card">
        {submissionLines(version).map((line) => (
          <p>{line}</p>
        ))}
      </section>
      {tables.map(({ table, name, rows, total }) => (
        <div class="card">
          <h2 id={`table-${table}`}>{name}</h2>
          <p class="screen">
            <a href={`/returns/${division}/${period}/versions/${version.version}/tables/${table}.xlsx`}>
              {EXPORT}（{name}）
            </a>
          </p>
          {correctionLines(version.drawn?.correction, table).map((line) => (
            <p class="note">{line}</p>
          ))}
          <ReturnSums name={name} heading={isCity ? HEADINGS.county : HEADINGS.township} rows={rows} total={total} />
        </div>
      ))}
    </Layout>
  )
}
