/** Messages to deadlines: a day has come, or an event needs a letter. */
import * as z from 'zod'
import { County, Day, Division, Instant, Office, Period } from '../codes.ts'
import { Duty } from '../duties.ts'
import { later } from '../later.ts'
import { AccountId } from '../records/account.ts'
import { AuditGap, AuditHead, Broken } from '../records/audit.ts'
import { UrgedThing } from '../records/obligation.ts'
import { FormName } from '../records/upload.ts'

const DayCame = later(() => z.object({ type: z.literal('day'), time: Instant }))

/** Once a day: unused accounts are locked, and heads of offices are asked about theirs. */
const AccountsDay = later(() => z.object({ type: z.literal('accounts'), time: Instant }))

/** Letters by their subject matter; a new letter is one more name here. */
const AboutUpload = later(() =>
  z.object({
    type: z.enum(['upload.settled', 'upload.failed']),
    division: z.string(),
    upload: z.string(),
  }),
)
export type AboutUpload = z.infer<typeof AboutUpload>

/** An answer has reached everything that it changes. */
const AboutAnswer = later(() => z.object({ type: z.enum(['answer.taken']), division: z.string(), upload: z.string() }))
export type AboutAnswer = z.infer<typeof AboutAnswer>

const AboutBatch = later(() =>
  z.object({ type: z.enum(['batch.prepared', 'batch.excluded']), county: County, batch: z.string() }),
)
export type AboutBatch = z.infer<typeof AboutBatch>

/** The sum allocated so far, and the day of finance's report. */
const AboutAllocation = later(() =>
  z.object({
    type: z.enum(['allocation.short']),
    county: County,
    batch: z.string(),
    fen: z.int().nonnegative(),
    on: Day,
  }),
)
export type AboutAllocation = z.infer<typeof AboutAllocation>

/** A month's return, of a county or the city; the day on which it happened. */
const AboutReturn = later(() =>
  z.object({
    type: z.enum(['return.sent-back', 'returns.to-sum-up', 'consolidation.submitted']),
    division: Division,
    period: Period,
    version: z.int().positive(),
    /** Tells the counties' versions that are to be summed up from others. */
    seen: z.string().optional(),
    on: Day,
  }),
)
export type AboutReturn = z.infer<typeof AboutReturn>

/** What was done last with a 督办单, and on which day. */
const AboutOrder = later(() =>
  z.object({
    type: z.enum(['order.issued', 'order.answered', 'order.returned']),
    division: Division,
    order: z.string(),
    act: z.int().positive(),
    on: Day,
  }),
)
export type AboutOrder = z.infer<typeof AboutOrder>

/** Months of a list that an office is urged to send, and by whom. */
const AboutUrged = later(() =>
  z.object({
    type: z.enum(['duty.urged']),
    division: Division,
    office: Office,
    form: FormName,
    periods: z.array(Period).min(1),
    by: z.object({ division: Division, office: Office }),
    on: Day,
  }),
)
export type AboutUrged = z.infer<typeof AboutUrged>

/** One thing that waits for an office, and by whom it is urged. */
const AboutUrgedThing = later(() =>
  UrgedThing.extend({
    type: z.enum(['thing.urged']),
    due: Day.optional(),
    by: z.object({ division: Division, office: Office }),
    on: Day,
  }),
)
export type AboutUrgedThing = z.infer<typeof AboutUrgedThing>

const AboutAccount = later(() =>
  z.object({ type: z.enum(['account.invited']), county: County, account: AccountId, at: Instant }),
)
export type AboutAccount = z.infer<typeof AboutAccount>

/** The day on which the confirmation of a quarter was opened, or was due. */
const AboutCheck = later(() =>
  z.object({
    type: z.enum(['accounts.check', 'accounts.overdue']),
    county: County,
    account: AccountId,
    day: Day,
  }),
)
export type AboutCheck = z.infer<typeof AboutCheck>

const AboutUrgent = later(() =>
  z.object({
    type: z.enum(['account.urgent']),
    /** Of the account that has the duty. */
    division: Division,
    account: AccountId,
    duty: Duty,
    until: Instant,
    at: Instant,
  }),
)
export type AboutUrgent = z.infer<typeof AboutUrgent>

export const LetterEvent = later(() =>
  z.discriminatedUnion('type', [
    AboutUpload,
    AboutAnswer,
    AboutBatch,
    AboutAllocation,
    AboutReturn,
    AboutOrder,
    AboutUrged,
    AboutUrgedThing,
    AboutAccount,
    AboutCheck,
    AboutUrgent,
  ]),
)
export const LetterEventType = later(() => z.enum(LetterEvent.options.flatMap(({ shape }) => shape.type.options)))
export type LetterEvent = z.infer<typeof LetterEvent>

/** A list or a register has reached its persons, or a county has been decided: its open cases are counted again. */
const CasesMoved = later(() =>
  z.object({
    type: z.literal('cases.moved'),
    county: County,
    day: Day,
    /** The upload or the run. */
    by: z.string(),
  }),
)
export type CasesMoved = z.infer<typeof CasesMoved>

/** Auditors of a division are told the end of its chain, its first entry that does not fit, or what a restoration has lost. */
export const AboutAudit = later(() =>
  z.object({
    type: z.literal('audit'),
    division: County,
    day: Day,
    head: AuditHead.optional(),
    broken: Broken.optional(),
    gaps: AuditGap.array().optional(),
  }),
)
export type AboutAudit = z.infer<typeof AboutAudit>

export const MailEvent = later(() =>
  z.object({
    eventType: z.enum(['Bounce', 'Complaint', 'Reject']),
    mail: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }),
    bounce: z.object({ bounceType: z.string() }).optional(),
  }),
)
export type MailEvent = z.infer<typeof MailEvent>

export const ToDeadlines = later(() =>
  z.union([
    z.discriminatedUnion('type', [DayCame, AccountsDay, AboutAudit, CasesMoved, ...LetterEvent.options]),
    MailEvent,
  ]),
)
export type ToDeadlines = z.infer<typeof ToDeadlines>
