/** Answers about cases, conflicts, corrections and materials. */
import * as z from 'zod'
import { Category, County, Day, Division, Office } from '../codes.ts'
import { FORMS } from '../columns.ts'
import { Business, CaseNumber, CaseState } from '../records/case.ts'
import { PersonKey } from '../records/keys.ts'

export const OpenCaseShown = z
  .object({
    /** Nothing here says whose it is: the case's page does, for a purpose. */
    case: CaseNumber,
    /** Of a contribution. */
    year: z.int().optional(),
    business: Business.optional(),
    state: CaseState,
    reason: z.string().optional(),
    /** Who must act, since when, until when. */
    who: z.array(Office).readonly(),
    since: Day,
    until: Day,
    /** 9 digits, of the listing. */
    township: z.string().optional(),
  })
  .meta({ id: 'OpenCase' })

/** Masked, or whole where it was asked for, for a purpose. */
const Masked = { name: z.string(), id: z.string() }

export const NamedCaseShown = OpenCaseShown.extend({ ...Masked, village: z.string().optional() }).meta({
  id: 'NamedCase',
})

export const DoneCaseShown = OpenCaseShown.pick({
  case: true,
  year: true,
  business: true,
  state: true,
  reason: true,
})
  .extend({ since: Day.optional(), closedOn: Day })
  .meta({ id: 'DoneCase' })

/** Of one report: a page that is ticked through has fewer. */
const MOST_REPORTED = 500

/** Behind case, name and number: the hub itself says whose row it is. */
const CELLS = FORMS.materials.columns.slice(3).map(({ heading }) => heading)

export const MaterialsFilled = z
  .object({
    rows: z
      .object({
        case: CaseNumber,
        /** By heading of the form (docs/forms.md#answers). */
        cells: z.partialRecord(z.enum(CELLS), z.string().trim().max(60)),
      })
      .array()
      .min(1)
      .max(MOST_REPORTED)
      .refine((rows) => new Set(rows.map((one) => one.case)).size === rows.length),
  })
  .meta({ id: 'MaterialsFilled' })

/** Rows that went the way of a file: `GET /api/uploads/:division/:id` says what became of them. */
export const RowsSent = z.object({ division: Division, id: z.string() }).meta({ id: 'RowsSent' })

export const ConflictShown = z
  .object({
    /** Whose case it is. */
    county: County,
    /** Of the reader's own county, or where the city may settle in its stead. */
    case: CaseNumber.optional(),
    person: PersonKey,
    ...Masked,
    /** The other counties. */
    others: z.array(County).readonly(),
    reason: z.string(),
    /** Where it is not settled. */
    until: Day.optional(),
    /** The other county has let its day pass. */
    isUnanswered: z.boolean(),
    /** `todo`: the reader's own office has to act. */
    state: z.enum(['todo', 'doing', 'done']),
  })
  .meta({ id: 'Conflict' })
export type ConflictShown = z.infer<typeof ConflictShown>

export const CorrectionShown = z
  .object({ person: PersonKey, ...Masked, category: Category, township: Division, until: Day })
  .meta({ id: 'Correction' })
