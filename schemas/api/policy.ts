/** What is answered of the policy: versions, and what a draft would change. */
import * as z from 'zod'
import { PolicySigned } from '../records/policy-version.ts'

const version = z.int().positive()

/** In the words of the workbook: sheet, row, what was and what is. */
const Change = z
  .object({
    sheet: z.string(),
    item: z.string(),
    text: z.string(),
    /** What follows for whom. */
    note: z.string().optional(),
    /** Somebody may lose something by it. */
    grave: z.literal(true).optional(),
  })
  .meta({ id: 'PolicyChange' })

export const DraftShown = z
  .object({
    ok: z.literal(true),
    /** The version in force. */
    version,
    /** To be confirmed; absent where nothing would change. */
    draft: z.string().optional(),
    changes: z.array(Change).readonly(),
  })
  .meta({ id: 'PolicyDraft' })

export const RevShown = z.object({ version }).meta({ id: 'PolicyInForce' })

export const ListedVersion = z
  .object({
    version,
    /** Absent for the one that a hub begins with. */
    signed: PolicySigned.optional(),
  })
  .meta({ id: 'PolicyVersion' })

export const VersionShown = ListedVersion.extend({
  current: version,
  /** What it changed; absent for the first, and where what was in force before it is not known. */
  changes: z.array(Change).readonly().optional(),
}).meta({ id: 'PolicyVersionShown' })
