/** Township: a materials notice for every township with cases that wait for papers or for another home visit. */

import { type MaterialsRow, writeMaterialsNotice } from '../../forms/outgoing/materials-notice.ts'
import { isTownshipsTurn } from '../../rules/cases/next-step.ts'
import { requestedObligations } from '../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { present } from '../../schemas/present.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { officeName } from '../../wording/offices.ts'
import { casesAtClose } from '../shared/cases/cases-at-close.ts'
import type { DelivererDeps } from '../shared/stages/deliverer-deps.ts'
import { countyOf, reportingOfficeName, townshipName } from '../shared/stages/divisions-of.ts'
import { deliver } from '../shared/work/deliver.ts'
import { thaw } from '../shared/work/frozen.ts'

export async function run(
  deps: DelivererDeps,
  { county: code, period, run: id, day, at, snapshot }: SnapshotReady,
): Promise<void> {
  const policy = await deps.policies.inForce()
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const calendar = cityCalendar(deadlines.calendar)
  const county = countyOf(policy, code)
  const listed = new Map((await thaw(deps.outbox, snapshot, SnapshotRow)).map((row) => [row.key, row]))
  const cases = (await casesAtClose(deps, code, id)).filter(({ close }) => close.at === at && close.notified)
  const byTownship = Map.groupBy(cases, ({ close }) => close.notified ?? '')
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
        rows: of.map((row) =>
          materialsRow(row, present(listed.get(row.key), 'the frozen row of a case that is named')),
        ),
      }),
    )
    const asked = of.filter(({ close }) => isTownshipsTurn(close)).length
    // Whoever is paused is named, and waits for the agency.
    if (asked > 0) await deps.requests.put({ ...request, whole: asked }, at)
    else await deps.requests.close(request, at)
  }
  // An earlier close of the month may have asked others.
  for (const { code: township } of county.townships)
    if (!byTownship.has(township)) await deps.requests.close(requestOf(township), at)
}

function materialsRow({ number, kind, close }: CaseRow, { listings, primary, name, id }: SnapshotRow): MaterialsRow {
  const { village, phone } = present(listings[primary], 'the listing that a row is shown by')
  return {
    ...{ caseNumber: number, village, phone, name, id, kind },
    standing: { state: close.state, reason: close.reason },
    claimReason: close.outcomeReason,
  }
}
