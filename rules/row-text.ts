/** What a row says, as one text in a fixed order: the digest of it tells whether a row has changed. */
import type { Listing, RegisterRow } from '../schemas/person.ts'

// Templates, because joining an array takes three times as long, and this is done once a row.
export function listingText({ name, township, village = '', phone = '' }: Listing): string {
  return `${name}\u001f${township}\u001f${village}\u001f${phone}`
}

export function registerText(r: RegisterRow): string {
  const state = `${r.name}\u001f${r.place}\u001f${r.enrolment}\u001f${r.since ?? ''}\u001f${r.months ?? ''}`
  const year = `${r.year}\u001f${r.contribution}\u001f${r.paid ?? ''}`
  const benefit = `${r.benefit}\u001f${r.benefitFrom ?? ''}\u001f${r.benefitPaid ?? ''}`
  return `${state}\u001f${year}\u001f${benefit}\u001f${r.student ?? ''}`
}
