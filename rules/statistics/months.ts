/** Months that a picture shows. */

/** @param period the last of them: `2018-05` */
export function monthsUpTo(period: string, count: number): string[] {
  const last = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, i) => {
    const month = last - count + 1 + i
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
