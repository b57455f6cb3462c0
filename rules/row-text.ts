/**
 * What a row says, as JSON with its fields in a fixed order: it goes to match as it is, and the digest of it tells
 * whether a row has changed.
 */
import type { Listing, RegisterRow } from '../schemas/person.ts'

export function listingText({ name, township, village, phone }: Listing): string {
  return JSON.stringify({ name, township, village, phone })
}

export function registerText(r: RegisterRow): string {
  return JSON.stringify({
    name: r.name,
    place: r.place,
    enrolment: r.enrolment,
    since: r.since,
    months: r.months,
    year: r.year,
    contribution: r.contribution,
    paid: r.paid,
    benefit: r.benefit,
    benefitFrom: r.benefitFrom,
    benefitPaid: r.benefitPaid,
    student: r.student,
  })
}
