/** Why somebody looks at persons (docs/access.md#seeing). */
import * as z from 'zod'

const PurposeCode = z.enum(['enrolment', 'returned', 'batch', 'enquiry', 'inspection', 'other'])

const Words = z.string().trim().max(100)

/** Of an audit entry, whose words hold no ID number. */
const Purpose = z.object({
  purpose: PurposeCode,
  words: Words.refine((text) => !/\d{15}/.test(text)).optional(),
})

/** As an audit entry has it: a code, and perhaps words behind it. */
export function statedPurpose(said: unknown): string | undefined {
  const known = Purpose.safeParse(said).data
  return known && `${known.purpose} ${known.words ?? ''}`.trim()
}
