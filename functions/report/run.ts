/** Report: ledgers and statistics count one snapshot; the city's are sums of the counties' returns. */

import { writeLedger } from '../../forms/outgoing/ledger.ts'
import { writeStatistics } from '../../forms/outgoing/statistics.ts'
import { timeOn } from '../../rules/deadlines/submission-of.ts'
import { countByTownship, noCounts, sumCounts } from '../../rules/determination/statistics.ts'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import type { Consolidate, ToReport } from '../../schemas/messages/to-report.ts'
import { present } from '../../schemas/present.ts'
import type { Counts } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { ledgerTitle, statisticsTitle } from '../../wording/forms.ts'
import { casesAtClose } from '../cases-at-close.ts'
import { deliver } from '../deliver.ts'
import { countyOf, reportingOfficeName, townshipName } from '../divisions-of.ts'
import { thaw } from '../frozen.ts'
import { writeLists } from './agency-lists.ts'
import type { ReportDeps } from './deps.ts'
import { ledgerRows } from './ledger-rows.ts'

export async function run(deps: ReportDeps, message: ToReport): Promise<void> {
  const policy = await deps.policies.inForce()
  return message.type === 'consolidate' ? consolidate(deps, message, policy) : submit(deps, message, policy)
}

async function submit(
  deps: ReportDeps,
  { county: code, period, run, day, at, snapshot }: SnapshotReady,
  policy: Policy,
): Promise<void> {
  const county = countyOf(policy, code)
  const reportingOffice = reportingOfficeName(policy, code)
  const rows = await thaw(deps.outbox, snapshot, SnapshotRow)
  const current = (await casesAtClose(deps, code, run)).filter(({ close }) => close.at === at)
  const cases = Map.groupBy(current, ({ key }) => key)
  const file = (folder: 'ledger' | 'statistics', name: string) => ({
    division: code,
    folder,
    name: `${name}.xlsx`,
    period,
    version: at,
  })
  for (const category of policy.categories) {
    await deliver(deps, file('ledger', category.code), (out) =>
      writeLedger(out, {
        reportingOffice,
        period,
        title: ledgerTitle(category),
        rows: ledgerRows(rows, cases, category.code, county, policy, day),
      }),
    )
  }
  const tables: Record<string, Counts> = {}
  for (const category of [...policy.categories, undefined]) {
    const name = category?.code ?? 'total'
    const counts = countByTownship(rows, category?.code, Number(day.slice(0, 4)))
    tables[name] = sumCounts(counts.values())
    // A code that the policy no longer knows has its row too.
    const townships = new Set([...county.townships.map((t) => t.code), ...counts.keys()])
    await deliver(deps, file('statistics', name), (out) =>
      writeStatistics(out, {
        reportingOffice,
        period,
        title: statisticsTitle(category),
        places: 'townships',
        rows: [...townships].map((township) => ({
          place: townshipName(county, township),
          counts: counts.get(township) ?? noCounts(),
        })),
      }),
    )
  }
  await writeLists(deps, { county, period, run, at, listed: rows }, policy)
  await deps.returns.submit({ county: code, period, run, day, submittedAt: at, tables })
  await broughtIn(deps, code, 'statistics', period, timeOn(day, at))
  await deps.reportQueue.send({ type: 'consolidate', period, day })
}

async function consolidate(deps: ReportDeps, { period }: Consolidate, policy: Policy): Promise<void> {
  const submitted = new Map((await deps.returns.list(period)).map((r) => [r.county, r]))
  // The version grows with every return, so the consolidation that saw most stands, whichever is written last.
  const seen = [...submitted.values()].reduce((sum, { submittedAt }) => sum + Date.parse(submittedAt), 0)
  const version = String(seen).padStart(16, '0')
  for (const category of [...policy.categories, undefined]) {
    const name = category?.code ?? 'total'
    await deliver(
      deps,
      { division: policy.city.code, folder: 'statistics', name: `${name}.xlsx`, period, version },
      (out) =>
        writeStatistics(out, {
          reportingOffice: reportingOfficeName(policy, policy.city.code),
          period,
          title: statisticsTitle(category),
          places: 'counties',
          rows: policy.counties.map((c) => ({ place: c.name, counts: submitted.get(c.code)?.tables[name] })),
        }),
    )
  }
  if (policy.counties.every((c) => submitted.has(c.code))) {
    const times = [...submitted.values()].map((r) => timeOn(r.day, r.submittedAt)).sort()
    await broughtIn(
      deps,
      policy.city.code,
      'consolidated',
      period,
      present(times.at(-1), 'the time of the last return'),
    )
  }
}

async function broughtIn(deps: ReportDeps, division: string, form: string, period: string, time: string) {
  await deps.submissions.record({ division, office: 'social-insurance', form, period, time, state: 'accepted' })
}
