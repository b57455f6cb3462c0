/** Months that a picture shows. */

/**
 * @param period the last of them: `2018-05`
 * @param first of which anything was sent: before it nobody owed a return
 */
export function monthsUpTo(period: string, count: number, first = ''): string[] {
  const last = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1
  const months = Array.from({ length: count }, (_, i) => {
    const month = last - count + 1 + i
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
  return months.filter((month) => month >= first || month === period)
}
