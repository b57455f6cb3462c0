/** Answers about policy versions and drafts. */
import * as z from 'zod'
import { County, Day } from '../codes.ts'
import { PreviewedCounty } from '../records/policy-preview.ts'
import { PolicySigned } from '../records/policy-version.ts'

const version = z.int().positive()

const Change = z
  .object({
    sheet: z.string(),
    item: z.string(),
    text: z.string(),
    note: z.string().optional(),
    grave: z.literal(true).optional(),
  })
  .meta({ id: 'PolicyChange' })

export const DraftShown = z
  .object({
    ok: z.literal(true),
    version,
    /** Absent where nothing would change. */
    draft: z.string().optional(),
    changes: z.array(Change).readonly(),
  })
  .meta({ id: 'PolicyDraft' })

export const DraftPreview = z
  .object({
    /** On which both policies decide. */
    day: Day,
    /** The counting of a draft ends where another draft begins. */
    state: z.enum(['counting', 'counted', 'replaced']),
    /** On the lists of all counties; 0 until its county is begun. */
    persons: z.int().nonnegative(),
    looked: z.int().nonnegative(),
    /** Persons that the draft would decide otherwise. */
    otherwise: z.int().nonnegative(),
    counties: z.array(PreviewedCounty.omit({ upTo: true }).extend({ county: County })).readonly(),
  })
  .meta({ id: 'PolicyPreview' })
export type DraftPreview = z.infer<typeof DraftPreview>

export const DraftStanding = z
  .object({
    /** That the draft has become; what it changed stands there. */
    version: version.optional(),
    changes: z.array(Change).readonly(),
    preview: DraftPreview.optional(),
  })
  .meta({ id: 'PolicyDraftStanding' })

export const VersionInForce = z.object({ version }).meta({ id: 'PolicyInForce' })

export const ListedVersion = z
  .object({
    version,
    signed: PolicySigned.optional(),
  })
  .meta({ id: 'PolicyVersion' })

export const VersionShown = ListedVersion.extend({
  current: version,
  changes: z.array(Change).readonly().optional(),
}).meta({ id: 'PolicyVersionShown' })
