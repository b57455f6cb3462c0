/** Where an office does what it is urged to do. */
import type { UrgedThing } from '../../schemas/records/obligation.ts'

export function pageOfUrged({ division, office, matter, ref }: UrgedThing): string {
  const county = division.slice(0, 6)
  if (matter === 'bank-return') return `/bank/${county}/${ref}`
  if (matter === 'allocation') return `/funding/${county}/${ref}`
  if (matter === 'statistics') return `/returns/${county}/${ref}`
  if (matter === 'approval') return `/batches/${county}/${ref}`
  if (matter === 'held') return `/uploads/${division}/${ref}/endings`
  if (matter === 'materials' || office === 'township') return `/materials/${division}`
  return office === 'bank' ? `/bank/${county}` : `/cases/${county}/${ref}`
}
