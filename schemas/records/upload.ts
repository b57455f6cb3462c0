/** An upload, from its URL to the last matched unit (docs/records.md#upload). */
import * as z from 'zod'
import {
  type Category,
  Day,
  Division,
  HeldReason,
  Instant,
  ListMode,
  Office,
  Period,
  RefusalCode,
  ReturnFault,
  RowCode,
  UploadState,
} from '../codes.ts'
import { FreeText } from '../free-text.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'

export const FormName = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

export const UploadRequest = later(() =>
  z.object({
    division: Division,
    office: Office,
    form: FormName,
    period: Period,
    /** The name may hold persons' names: no key has it. */
    fileName: z.string().max(255).pipe(FreeText).pipe(z.string().min(1)),
    size: z.int().nonnegative(),
  }),
)
export type UploadRequest = z.infer<typeof UploadRequest>

export const UploadTicket = later(() =>
  z.object({
    id: z.string(),
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    expires: Instant,
  }),
)
export type UploadTicket = z.infer<typeof UploadTicket>

/** What a bank return is about, and what its rows come to. */
const ReturnSum = later(() => z.object({ batch: z.string().optional(), rows: z.int(), fen: z.int() }))

export const Reading = later(() =>
  z.object({
    sha256: z.string(),
    rows: z.int(),
    returned: z.int(),
    byCode: z.partialRecord(RowCode, z.int()),
    unreadSheets: z.array(z.string()),
    ownPeriod: Period.optional(),
    ownMode: ListMode.optional(),
    /** Codes of the bank that policy does not know; they count as unclear. */
    unknownCodes: z.array(z.string()).optional(),
    about: ReturnSum.optional(),
    /** Requests of which more is allocated than was asked, by a row of this file. */
    over: z.array(z.object({ request: z.string(), fen: z.int().positive() })).optional(),
  }),
)
export type Reading = z.infer<typeof Reading>

/** Whose turn an answer has made something. */
export const CallName = z.enum([
  // Failures: papers or identity, an account, all others; what is unclear.
  'papers',
  'account',
  'failed',
  'query',
  // Settlements: lists with another name, a person of two counties, what a second person confirms.
  'correct-list',
  'elsewhere',
  'other-county',
  'confirm',
  // A finding about somebody who is paid or about to be.
  'finding',
])
export type CallName = z.infer<typeof CallName>
export const Call = later(() =>
  z.object({ what: CallName, division: Division, office: Office, count: z.int().positive() }),
)
export type Call = z.infer<typeof Call>

export const Refusal = later(() =>
  z.object({
    code: RefusalCode,
    detail: z.string().optional(),
    missing: z.array(z.string()).optional(),
    /** Of a bank return. */
    faults: z.array(ReturnFault).optional(),
    about: ReturnSum.optional(),
  }),
)
export type Refusal = z.infer<typeof Refusal>

export const Upload = later(() =>
  UploadRequest.extend({
    /** Ids sort by period, then by time. */
    id: z.string(),
    state: UploadState,
    day: Day,
    requestedAt: Instant,
    /** Who answers for the list; nobody by name where a letter's link reported it. */
    sentBy: Signature.optional(),
    settledAt: Instant.optional(),
    failedAt: Instant.optional(),
    /** Other counties' batches no longer wait for it. */
    stuckAt: Instant.optional(),
    sequence: z.int().positive().optional(),
    policy: z.int().positive(),
    refusal: Refusal.optional(),
    reading: Reading.optional(),
    calls: z.array(Call).optional(),
    returnedKey: z.string().optional(),
    rejectionsKey: z.string().optional(),
    wouldEnd: z.object({ active: z.int(), ended: z.int() }).optional(),
    heldFor: z.array(HeldReason).optional(),
    effect: z.object({ began: z.int(), kept: z.int(), ended: z.int(), protected: z.int() }).optional(),
    sameAs: z.string().optional(),
    withdrawn: z
      .object({ by: Signature, at: Instant, day: Day.optional(), sentBack: z.boolean(), reason: z.string().optional() })
      .optional(),
    overtaken: z.boolean().optional(),
    notified: z.object({ version: z.int().positive(), day: Day, isChange: z.boolean() }).optional(),
    compared: z
      .array(
        z.object({
          ...{ county: z.string(), both: z.int(), onlyCity: z.int(), onlyCounty: z.int() },
          key: z.string().optional(),
        }),
      )
      .optional(),
    /** Counties whose list could not be read. */
    uncompared: z.array(z.string()).optional(),
    endingsKey: z.string().optional(),
    nil: z.literal(true).optional(),
    /** Rows that the bank never answered, closed by two persons of the agency. */
    closesRows: z.literal(true).optional(),
    /** Returned rows of an earlier upload that this one brings mended, by their place in its 退回表. */
    mends: z
      .object({ upload: z.string(), rows: z.array(z.int().nonnegative()), digest: z.string().optional() })
      .optional(),
    version: z.int().positive().optional(),
    confirmedBy: Signature.optional(),
    /** As the hub's day was, which may be played. */
    confirmedOn: Day.optional(),
    /** The second person saw this `endingsKey`. */
    confirmedSeen: z.string().optional(),
    discarded: Instant.optional(),
    tickedOff: Instant.optional(),
    /** Its objects have ended. */
    endedAt: Instant.optional(),
    /** None of them is left. */
    isGone: z.boolean().optional(),
    units: z.array(z.string()).optional(),
    unitsDone: z.array(z.string()).optional(),
    /** Lost units are sent again from here. */
    unitObjects: z.array(z.string()).optional(),
    awaitedBy: z.array(z.string()).optional(),
  }),
)
export type Upload = z.infer<typeof Upload>

/** Which office of a county answers by which form, a township’s by its own (docs/cases.md#files-that-come-in). */
export const ANSWERED_BY = {
  materials: 'township',
  settlement: 'social-insurance',
  'bank-return': 'bank',
  allocation: 'finance',
} as const satisfies Record<string, Office>
export type AnswerForm = keyof typeof ANSWERED_BY

export const isAnswerForm = (form: string): form is AnswerForm => Object.hasOwn(ANSWERED_BY, form)

/** A township’s uploads stand among its county’s. */
export const countyOf = (division: string): string => division.slice(0, 6)

const ANSWER = '.answer'

/** @param random of letters and digits */
export function uploadId(
  { period, office, form }: Pick<Upload, 'period' | 'office' | 'form'>,
  time: Date,
  random: string,
): string {
  const kind = isAnswerForm(form) ? ANSWER : ''
  return `${period}-${time.getTime().toString(36).padStart(9, '0')}${random}-${office}${kind}`
}

/**
 * Whose an upload is, and of what kind, has to be known before it is read: refusals that read would take longer for one
 * that is there.
 */
export function ownerOfUpload({ division, id }: Pick<Upload, 'division' | 'id'>): UploadOwner | undefined {
  const isAnswer = id.endsWith(ANSWER)
  const rest = isAnswer ? id.slice(0, -ANSWER.length) : id
  const office = Office.options.find((one) => rest.endsWith(`-${one}`))
  // Finance answers by its allocations alone.
  const answer = office === ANSWERED_BY.allocation ? 'funding-request' : 'answer'
  return office && { division, office, resource: isAnswer ? answer : 'name-list' }
}

export interface UploadOwner {
  readonly division: string
  readonly office: Office
  readonly resource: 'answer' | 'funding-request' | 'name-list'
}

/** A file that answers is another thing than a list; what settles a case is the preparer's (docs/access.md#accounts). */
export function sentAs(form: string): 'settlement' | 'answer' | 'name-list' {
  if (form === ('settlement' satisfies AnswerForm)) return form
  return isAnswerForm(form) ? 'answer' : 'name-list'
}

/** A register, and a file that was refused, is between its sender and the agency; an allocation is seen with its request. */
export function resourceOfUpload({
  form,
  state,
}: Pick<Upload, 'form' | 'state'>): UploadOwner['resource'] | 'returned-rows' {
  if (form === 'register' || state === 'refused') return 'returned-rows'
  if (form === 'allocation') return 'funding-request'
  return isAnswerForm(form) ? 'answer' : 'name-list'
}

/** The sender can only wait. */
export function isInHand({ state, confirmedBy }: Upload): boolean {
  return state === 'requested' || (state === 'held' && confirmedBy !== undefined)
}

/** Intake has yet to follow a person's decision. */
export function isDecidedUpon(upload: Upload): boolean {
  const { state, confirmedBy, withdrawn, failedAt } = upload
  if (failedAt !== undefined) return false
  return (state === 'held' && confirmedBy !== undefined) || (withdrawn !== undefined && /^(held|accepted)$/.test(state))
}

/** The file says 新增 where the whole list was chosen. */
export function isPartSentAsWhole({ form, reading }: Upload): boolean {
  return listOf(form)?.mode === 'full' && reading?.ownMode === 'new'
}

export function isInForce({ state, withdrawn, overtaken }: Upload): boolean {
  return (state === 'accepted' || state === 'held') && !withdrawn && !overtaken
}

export function isFailed(upload: Upload): boolean {
  return upload.failedAt !== undefined && isInHand(upload)
}

/** For its second person. */
export function isWaiting(upload: Upload): boolean {
  return upload.state === 'held' && !upload.withdrawn && (!upload.confirmedBy || isFailed(upload))
}

/** Every person it touched is decided. */
export function isDone(upload: Upload): boolean {
  if (upload.state === 'requested') return false
  const done = new Set(upload.unitsDone)
  return (upload.units ?? []).every((unit) => done.has(unit))
}

/** A person has to decide, or send again. @param mended returned rows that later uploads have brought */
export function needsSomebody(upload: Upload, mended = 0): boolean {
  const { state, confirmedBy, tickedOff, reading, withdrawn } = upload
  if (withdrawn) return false
  if (state === 'held') return !confirmedBy || isFailed(upload)
  if (tickedOff) return false
  if (isFailed(upload) || state === 'refused') return true
  return state === 'accepted' && ((reading?.unreadSheets.length ?? 0) > 0 || returnedLeft(upload, mended) > 0)
}

/** Of an upload in force, rows that were returned and have not come again. */
export const returnedLeft = (upload: Upload, mended: number): number =>
  isInForce(upload) ? Math.max(0, (upload.reading?.returned ?? 0) - mended) : 0

/** Returned rows of an upload by their place in its 退回表, with the one that has brought each mended, of those given. */
export function mendedRows(id: string, later: readonly Upload[]): ReadonlyMap<number, Upload> {
  const standing = later.filter(
    ({ mends, state, withdrawn, discarded }) => mends?.upload === id && state !== 'refused' && !withdrawn && !discarded,
  )
  return new Map(standing.flatMap((upload) => (upload.mends?.rows ?? []).map((row) => [row, upload] as const)))
}

/** How many of them have come: a mended row whose file is not read yet is still missing. */
export const mendedCount = (id: string, later: readonly Upload[]): number => mendedRows(id, later.filter(isRead)).size

export const isRead = ({ state }: Upload): boolean => state === 'accepted' || state === 'held'

/** A later one says all that an earlier one has said. */
export const isWhole = (form: string): boolean => form === 'register' || listOf(form)?.mode === 'full'

export function listOf(form: string): { category: Category; mode: ListMode } | undefined {
  const found = /^(.+)-(full|new)$/.exec(form)
  return found ? { category: found[1]!, mode: found[2] as ListMode } : undefined
}

export function headOf(division: string, form: string): string {
  return `${division}#${listOf(form)?.category ?? form}`
}

export const Rejection = later(() =>
  z.object({
    row: z.string(),
    code: z.union([RowCode, RefusalCode, ReturnFault]),
    value: z.string(),
  }),
)
export type Rejection = z.infer<typeof Rejection>

export const Confirmation = later(() => z.object({ seen: z.string() }))

export const Withdrawal = later(() => z.object({ reason: FreeText.pipe(z.string().max(200)).optional() }))
export const SendingBack = later(() => z.object({ reason: FreeText.pipe(z.string().min(4).max(200)) }))

export function inboxKey({ division, office, form, period, id }: UploadRequest & Pick<Upload, 'id'>): string {
  return `${division}/${office}/${form}/${period}/${id}/original`
}
