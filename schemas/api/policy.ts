/** Answers about policy versions and drafts. */
import * as z from 'zod'
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
