/** Obligations of offices and what met them (docs/records.md#obligation). */
import * as z from 'zod'
import { Day, Division, Instant, Office, Period, UploadState } from '../codes.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'
import { FormName } from './upload.ts'

const owed = {
  division: Division,
  office: Office,
  form: FormName,
  period: Period,
  ref: z.string().optional(),
}

export const Obligation = later(() =>
  z.object({
    /** `<division>/<office>/<form>/<period>[/<ref>]` does not change with the due day. */
    id: z.string(),
    ...owed,
    /** The term ends at 24:00 in Asia/Shanghai. */
    due: Day,
    provisional: z.boolean(),
    /** Of open cases that are overdue. */
    cases: z.int().positive().optional(),
  }),
)
export type Obligation = z.infer<typeof Obligation>

/** A list of a year that an office is urged to send. */
export const UrgeRequest = later(() =>
  z.object({
    division: Division,
    office: Office,
    form: FormName,
    year: z.coerce.number<string>().int().min(2000).max(2100),
  }),
)
export type UrgeRequest = z.infer<typeof UrgeRequest>

/** What an office is urged to do about one thing, by the number that is said on the telephone. */
export const UrgedMatter = z.enum(['bank-return', 'allocation', 'materials', 'statistics', 'held', 'case', 'approval'])
export type UrgedMatter = z.infer<typeof UrgedMatter>

export const UrgedThing = later(() =>
  z.object({
    division: Division,
    office: Office,
    matter: UrgedMatter,
    /** A batch's, request's, upload's or case's number, or a month. */
    ref: z.string().regex(/^[\w.-]{1,80}$/),
  }),
)
export type UrgedThing = z.infer<typeof UrgedThing>

export const OfficeRequest = later(() =>
  z.object({
    ...owed,
    form: z.enum(['materials', 'bank-return', 'allocation']),
    ref: z.string().max(200),
    requestedOn: Day,
    /** Cases, rows, or fen; how much of it has been answered. */
    whole: z.int().nonnegative().optional(),
    answered: z.int().nonnegative().optional(),
  }),
)
export type OfficeRequest = z.infer<typeof OfficeRequest>

export interface OpenRequest extends OfficeRequest {
  readonly due: string
  readonly provisional: boolean
  readonly overdue: boolean
}

export const Submission = later(() =>
  z.object({
    ...owed,
    time: Instant,
    state: z.union([UploadState, z.literal('nil')]),
    upload: z.string().optional(),
    /** On which what had met it was taken back, or sent back. */
    takenBackOn: Day.optional(),
    /** Who answers for it; nobody by name where a letter's link reported a nil return. */
    by: Signature.optional(),
  }),
)
export type Submission = z.infer<typeof Submission>

export const WorkYear = later(() =>
  z.object({
    year: z.int(),
    published: z.boolean(),
    off: z.array(Day),
    work: z.array(Day),
  }),
)
export type WorkYear = z.infer<typeof WorkYear>

export const Standing = later(() =>
  z.object({
    obligation: Obligation,
    state: z.enum(['on-time', 'late', 'missing', 'open']),
    nil: z.boolean(),
    held: z.literal(true).optional(),
    at: Instant.optional(),
    /** Begun minutes count. */
    lateMinutes: z.int().nonnegative(),
  }),
)
export type Standing = z.infer<typeof Standing>
