/** Why somebody looks at persons (docs/access.md#seeing). */
import * as z from 'zod'
import type { Resource } from './access.ts'
import { visible } from './codes.ts'
import { Numberless } from './free-text.ts'
import { PersonKey } from './records/keys.ts'

export const PurposeCode = z.enum(['enrolment', 'returned', 'batch', 'enquiry', 'inspection', 'other'])
export type PurposeCode = z.infer<typeof PurposeCode>

export const MOST_WORDS = 100

/** An audit entry holds no ID number. */
const Words = Numberless.pipe(z.string().transform(visible).pipe(z.string().max(MOST_WORDS)))

export const Purpose = z
  .object({ purpose: PurposeCode, words: Words.optional() })
  .refine(({ purpose, words }) => purpose !== 'other' || words)
export type Purpose = z.infer<typeof Purpose>

/** One person of a list is shown whole. */
export const Reveal = Purpose.and(z.object({ person: PersonKey.optional() }))
export type Reveal = z.infer<typeof Reveal>

/** As an audit entry has it: a code, and perhaps words behind it. */
export const purposeText = ({ purpose, words }: Purpose): string => `${purpose} ${words ?? ''}`.trim()

/** Within a session, a purpose is asked for once for each. */
export const Work = z.enum(['lists', 'batches', 'files'])
export type Work = z.infer<typeof Work>

export function workOf(resource: Resource): Work {
  if (resource === 'name-list' || resource === 'returned-rows') return 'lists'
  return resource === 'batch' ? 'batches' : 'files'
}
