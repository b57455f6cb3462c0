/** What a row says, as one text in a fixed order: the digest of it tells whether a row has changed. */
import type { Listing, RegisterRow } from '../schemas/person.ts'

const SEPARATOR = '\u001f'

export function listingText(row: Listing): string {
  return [row.name, row.township, row.village ?? '', row.phone ?? ''].join(SEPARATOR)
}

export function registerText(row: RegisterRow): string {
  return [
    row.name,
    row.place,
    row.enrolment,
    row.since ?? '',
    row.months ?? '',
    row.year,
    row.contribution,
    row.paid ?? '',
    row.benefit,
    row.benefitFrom ?? '',
    row.benefitPaid ?? '',
    row.student ?? '',
  ].join(SEPARATOR)
}
