/**
 * What the State Council announced for 2018 to 2026, typed in from the announcements (国办发明电), 2020 with its
 * extended Spring Festival: days off and days worked, `MMDD` or from-to, by the year in which they fall.
 */
export const ANNOUNCED: Readonly<Record<number, { off: string; work: string }>> = {
  2018: {
    off: '0101 0215-0221 0405-0407 0429-0501 0618 0924 1001-1007 1230-1231',
    work: '0211 0224 0408 0428 0929 0930 1229',
  },
  2019: { off: '0101 0204-0210 0405 0501-0504 0607 0913 1001-1007', work: '0202 0203 0428 0505 0929 1012' },
  2020: { off: '0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008', work: '0119 0426 0509 0628 0927 1010' },
  2021: {
    off: '0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007',
    work: '0207 0220 0425 0508 0918 0926 1009',
  },
  2022: {
    off: '0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231',
    work: '0129 0130 0402 0424 0507 1008 1009',
  },
  2023: {
    off: '0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006',
    work: '0128 0129 0423 0506 0625 1007 1008',
  },
  2024: {
    off: '0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007',
    work: '0204 0218 0407 0428 0511 0914 0929 1012',
  },
  2025: { off: '0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008', work: '0126 0208 0427 0928 1011' },
  2026: {
    off: '0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007',
    work: '0104 0214 0228 0509 0920 1010',
  },
}

/** `2018-02-15` … of `0215-0221`. */
export function daysIn(year: number, spans: string): string[] {
  const day = (mmdd: string) => `${year}-${mmdd.slice(0, 2)}-${mmdd.slice(2)}`
  return spans.split(' ').flatMap((span) => {
    const [from = '', to = from] = span.split('-')
    const days: string[] = []
    for (let ms = Date.parse(day(from)); ms <= Date.parse(day(to)); ms += 86_400_000) {
      days.push(new Date(ms).toISOString().slice(0, 10))
    }
    return days
  })
}
