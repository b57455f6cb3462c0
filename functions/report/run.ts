/** Report: a close's ledgers, lists and figures; the files of what is submitted. */

import { writeLedger } from '../../forms/outgoing/ledger.ts'
import { countByTownship } from '../../rules/determination/statistics.ts'
import { countBeside } from '../../rules/statistics/beside.ts'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import type { ToReport } from '../../schemas/messages/to-report.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { ReturnFigure } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { ledgerTitle } from '../../wording/forms.ts'
import { correctionLines, NOT_SUBMITTED } from '../../wording/returns.ts'
import { casesAtClose } from '../shared/cases/cases-at-close.ts'
import { tableName, tablesOf, townshipRows } from '../shared/returns/return-figures.ts'
import { countyOf, reportingOfficeName } from '../shared/stages/divisions-of.ts'
import { deliver } from '../shared/work/deliver.ts'
import { freeze, thaw } from '../shared/work/frozen.ts'
import { writeLists } from './agency-lists.ts'
import { carryOut } from './carry-out.ts'
import type { ReportDeps } from './deps.ts'
import { correctionAt } from './later-lists.ts'
import { ledgerRows } from './ledger-rows.ts'
import { writeStatisticsFiles } from './statistics-files.ts'

export async function run(deps: ReportDeps, message: ToReport): Promise<void> {
  const policy = await deps.policies.inForce()
  return message.type === 'return.changed' ? carryOut(deps, message, policy) : report(deps, message, policy)
}

async function report(deps: ReportDeps, closed: SnapshotReady, policy: Policy): Promise<void> {
  const { county: code, period, run, day, at, snapshot } = closed
  const county = countyOf(policy, code)
  const rows = await thaw(deps.outbox, snapshot, SnapshotRow)
  const current = (await casesAtClose(deps, code, run)).filter(({ close }) => close.at === at)
  const cases = Map.groupBy(current, ({ key }) => key)
  for (const category of policy.categories) {
    const file = { division: code, folder: 'ledger', name: `${category.code}.xlsx`, period, version: at } as const
    await deliver(deps, file, (out) =>
      writeLedger(out, {
        reportingOffice: reportingOfficeName(policy, code),
        period,
        title: ledgerTitle(category),
        rows: ledgerRows(rows, cases, category.code, county, policy, day),
      }),
    )
  }
  const looked = await correctionAt(deps, policy, { county: code, period }, rows)
  const begunOn = await casesBegunOn(deps, { county: code, day }, current)
  const figures = figuresAt(rows, policy, day, begunOn)
  await writeStatisticsFiles(deps, policy, {
    ...{
      division: code,
      period,
      version: at,
      places: 'townships',
      notesOf: (table) => [NOT_SUBMITTED, ...correctionLines(looked.correction, table)],
    },
    rowsOf: (table) => townshipRows(figures, table, county),
  })
  await writeLists(deps, { county, period, run, at, listed: rows }, policy)
  // What is drawn can be submitted, so that all else is there before.
  const frozen = await freeze(deps.outbox, `returns/${code}/${period}/${run}`, figures)
  await deps.returns.draw({ division: code, period }, { run, day, at, figures: frozen, ...looked })
}

/** By person, the day of the close at which the year's contribution case began. */
async function casesBegunOn(
  deps: ReportDeps,
  { county, day }: { readonly county: string; readonly day: string },
  cases: readonly CaseRow[],
): Promise<ReadonlyMap<string, string>> {
  const closes = new Map((await deps.runs.closes(county)).map((run) => [run.at, run.day]))
  return new Map(
    cases.flatMap(({ kind, year, key, begunAt }) => {
      const begun = closes.get(begunAt)
      return kind === 'contribution' && year === Number(day.slice(0, 4)) && begun ? [[key, begun] as const] : []
    }),
  )
}

function figuresAt(
  rows: readonly SnapshotRow[],
  policy: Policy,
  day: string,
  begunOn: ReadonlyMap<string, string>,
): ReturnFigure[] {
  const beside = countBeside(rows, begunOn, day)
  return tablesOf(policy).flatMap((category) =>
    [...countByTownship(rows, category?.code, Number(day.slice(0, 4)))].map(([township, counts]) => ({
      table: tableName(category),
      township,
      counts,
      ...(!category && { beside: beside.get(township) }),
    })),
  )
}
