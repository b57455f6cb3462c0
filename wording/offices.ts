/** Names of offices and divisions. */
import type { Office } from '../schemas/codes.ts'
import type { Policy } from '../schemas/records/policy.ts'

export const OFFICE_NAMES: Record<Office, string> = {
  'civil-affairs': '民政局',
  'disabled-federation': '残联',
  'poverty-alleviation': '扶贫办',
  'social-insurance': '社保经办机构',
  'human-resources': '人社局',
  finance: '财政局',
  bank: '邮政储蓄银行',
  township: '乡镇（街道）人社服务所',
  'township-government': '乡镇人民政府（街道办事处）',
}

type Places = Pick<Policy, 'city' | 'counties'> & Partial<Pick<Policy, 'officeNames'>>

/** Two counties may have a township of one name. */
function placeName({ city, counties }: Places, division: string): string {
  if (division === city.code) return city.name
  const county = counties.find((c) => c.code === division.slice(0, 6))
  const township = county?.townships.find((t) => t.code === division)
  return `${county?.name ?? ''}${township?.name ?? (division.length > 6 ? division : '')}` || division
}

/** An administrator's own name for the office goes first. */
export function officeName(places: Places, { division, office }: { division: string; office: Office }): string {
  const official = places.officeNames?.find((o) => o.division === division && o.office === office)
  if (official) return official.name
  const place = placeName(places, division)
  if (office === 'township') return `${place}人社服务所`
  if (office === 'township-government') return `${place}${place.endsWith('街道') ? '办事处' : '人民政府'}`
  return `${place}${OFFICE_NAMES[office]}`
}

/** Where there is little room. */
export const officeShort = (places: Places, { division, office }: { division: string; office: Office }): string =>
  `${placeName(places, division)}${OFFICE_NAMES[office]}`

export function placeOf(
  places: Places,
  { division, office }: { division: string; office?: Office | undefined },
): string {
  return office ? officeName(places, { division, office }) : placeName(places, division)
}

export function divisionName(code: string, policy: Policy): string {
  return [policy.city, ...policy.counties].find((place) => place.code === code)?.name ?? code
}

export function townshipName(county: string, code: string, policy: Policy): string {
  const townships = policy.counties.find((place) => place.code === county)?.townships
  return townships?.find((township) => township.code === code)?.name ?? code
}
