/** Township: a materials notice for every township with somebody to ask for papers. */

import { type MaterialsRow, writeMaterialsNotice } from '../../forms/outgoing/materials-notice.ts'
import { requestedObligations } from '../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { caseNumber, needsMaterials } from '../../rules/payments/cases.ts'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { present } from '../../schemas/present.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { officeName } from '../../wording/offices.ts'
import { deliver } from '../deliver.ts'
import type { DelivererDeps } from '../deliverer-deps.ts'
import { countyOf, reportingOfficeName, townshipName } from '../divisions-of.ts'
import { thaw } from '../frozen.ts'

export async function run(
  deps: DelivererDeps,
  { county: code, period, day, at, snapshot }: SnapshotReady,
): Promise<void> {
  const policy = await deps.policies.inForce()
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const calendar = cityCalendar(deadlines.calendar)
  const county = countyOf(policy, code)
  const rows = (await thaw(deps.outbox, snapshot, SnapshotRow)).filter(needsMaterials)
  const byTownship = Map.groupBy(rows, (row) => shownListing(row).township)
  const requestOf = (township: string) =>
    ({ division: township, office: 'township', form: 'materials', period, ref: `${code}-${period}` }) as const
  const contacts = await deps.contacts.at({ division: code, office: 'social-insurance' })
  const contact = contacts.find(({ phone }) => phone) ?? contacts[0]
  for (const [township, of] of byTownship) {
    const request = { ...requestOf(township), requestedOn: day }
    const [found] = requestedObligations({ policy, deadlines, calendar }, [request])
    const owed = present(found, 'the due day of a request')
    await deliver(deps, { division: code, folder: 'township', name: `${township}.xlsx`, period, version: at }, (out) =>
      writeMaterialsNotice(out, {
        reportingOffice: reportingOfficeName(policy, code),
        period,
        township: townshipName(county, township),
        addressee: officeName(policy, { division: township, office: 'township' }),
        contact,
        due: owed.due,
        provisional: owed.provisional,
        rows: of.map((row) => materialsRow(row, Number(day.slice(0, 4)))),
      }),
    )
    await deps.requests.put(request, at)
  }
  // An earlier close of the month may have asked others.
  for (const { code: township } of county.townships)
    if (!byTownship.has(township)) await deps.requests.close(requestOf(township), at)
}

const shownListing = ({ listings, primary }: SnapshotRow) =>
  present(listings[primary], 'the listing that a row is shown by')

function materialsRow(row: SnapshotRow, year: number): MaterialsRow {
  const { village, phone } = shownListing(row)
  return {
    caseNumber: caseNumber(row, year),
    village,
    phone,
    name: row.name,
    id: row.id,
    kind: row.decision.outcome === 'claim' ? 'claim' : 'contribution',
    standing: { state: 'collecting' },
    claimReason: row.decision.reason,
  }
}
