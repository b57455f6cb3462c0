import type { City, Month } from '../../samples/city.ts'
import type { ListRow } from '../../samples/listing.ts'
import type { RegisterRow } from '../../samples/register-row.ts'

export interface Listed {
  readonly county: string
  readonly category: string
  readonly row: ListRow
}

/** The listings that stand after a month: full lists replace, new ones add; returned rows count for nothing here. */
export function listingsAfter(city: City, months: number): Listed[] {
  const listings = new Map<string, Listed>()
  for (const month of city.months.slice(0, months)) {
    for (const { county, lists } of month.counties) {
      for (const { category, kind, rows } of lists) {
        const prefix = `${county.code}/${category}/`
        if (kind === 'full') for (const key of listings.keys()) if (key.startsWith(prefix)) listings.delete(key)
        for (const row of rows) {
          if (!row.returned) listings.set(prefix + row.idNumber, { county: county.name, category, row })
        }
      }
    }
  }
  return [...listings.values()]
}

/**
 * docs/rules.md#determination on a city's rows, line by line and as plainly as can be, so that the samples are judged
 * without the code that they are samples for: `<county name>/<ID number>` to outcome or outcome/reason.
 */
export function outcomesOf(listings: readonly Listed[], month: Month): Map<string, string> {
  const listingsById = Map.groupBy(listings, ({ row }) => row.idNumber)
  const registered = month.counties.flatMap(({ county, register }) =>
    [...register].filter((row) => !row.returned).map((row) => ({ register: county.name, row })),
  )
  const rowsById = Map.groupBy(registered, ({ row }) => row.idNumber)
  const outcomes = new Map<string, string>()
  for (const [id, mine] of listingsById) {
    const rows = rowsById.get(id) ?? []
    for (const { county } of mine) outcomes.set(`${county}/${id}`, outcomeOf(county, mine, rows, month.day))
  }
  return outcomes
}

function outcomeOf(
  county: string,
  listings: readonly Listed[],
  registered: readonly { readonly register: string; readonly row: RegisterRow }[],
  day: string,
): string {
  const rows = registered.map(({ row }) => row)
  const resident = registered.filter(({ row }) => row.scheme === '城乡居民')
  const standing = resident.filter(({ row }) => row.status !== '终止参保')
  const id = listings[0]!.row.idNumber
  const birthday = `${id.slice(10, 12)}-${id.slice(12, 14)}`
  const age = Number(day.slice(0, 4)) - Number(id.slice(6, 10)) - (day.slice(5) < birthday ? 1 : 0)

  if (new Set([...listings.map(({ row }) => row.name), ...rows.map(({ name }) => name)]).size > 1)
    return 'review/name-conflict'
  if (rows.some(({ status }) => status === '死亡')) return 'deceased'
  if (new Set(listings.map((listing) => listing.county)).size > 1) return 'review/two-counties'
  if (new Set(standing.map(({ register }) => register)).size > 1) return 'review/duplicate-enrolment'
  if (standing.some(({ register }) => register !== county)) return 'review/enrolled-elsewhere'
  if (age < 16) return 'under-16'
  const others = rows.filter(({ scheme }) => scheme !== '城乡居民')
  if (others.some(({ status, benefit }) => status === '正常参保' || benefit === '正常领取')) return 'other-scheme'
  if (age >= 60) {
    if (standing.some(({ row }) => row.benefit === '正常领取')) return 'drawing'
    if (standing.some(({ row }) => row.benefit === '暂停')) return 'claim/suspended'
    return standing.length > 0 ? 'claim/enrolled' : 'claim/not-enrolled'
  }
  if (resident.some(({ row }) => row.contribution === '政府代缴')) return 'sponsored'
  if (resident.some(({ row }) => row.contribution === '个人缴费')) return 'self-paid'
  if (rows.some(({ student }) => student === '是')) return 'student'
  return standing.length > 0 ? 'pay' : 'enrol'
}
