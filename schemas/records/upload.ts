/** An upload, from the request for its URL to the last matched unit: what the sender sees of it. */
import * as z from 'zod'
import {
  type Category,
  Day,
  HeldReason,
  Instant,
  ListMode,
  Office,
  Period,
  RefusalCode,
  RowCode,
  SignedBy,
  UploadState,
  visible,
} from '../codes.ts'

/** What a file is sent as: `dibao-full`, `tekun-new`, `register`. */
export const FormName = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

export const UploadRequest = z.object({
  division: z.string().regex(/^\d{6}$/),
  office: Office,
  form: FormName,
  period: Period,
  /** The sender's own name of the file, as long as file systems allow: kept in the record, never in a key. */
  fileName: z.string().max(255).transform(visible).pipe(z.string().min(1)),
  /** Bytes: the URL takes a file of exactly this length. */
  size: z.int().nonnegative(),
})
export type UploadRequest = z.infer<typeof UploadRequest>

export const UploadTicket = z.object({
  id: z.string(),
  /** Takes one PUT of the file; see `headers`. */
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  expires: Instant,
})
export type UploadTicket = z.infer<typeof UploadTicket>

/** What reading the file found; kept before anything is merged. */
export const Reading = z.object({
  sha256: z.string(),
  /** Data rows, and how many of them were returned. */
  rows: z.int(),
  returned: z.int(),
  byCode: z.partialRecord(RowCode, z.int()),
  /** Visible sheets with data but without the form's header. */
  unreadSheets: z.array(z.string()),
  /** What the file itself says that it is (its title rows), where it says so. */
  ownPeriod: Period.optional(),
  ownMode: ListMode.optional(),
})
export type Reading = z.infer<typeof Reading>

export const Refusal = z.object({
  code: RefusalCode,
  /** Why it is unreadable, or the title of the form that it looks like. */
  detail: z.string().optional(),
  missing: z.array(z.string()).optional(),
})
export type Refusal = z.infer<typeof Refusal>

export const Upload = UploadRequest.extend({
  /** `2018-05-…`: sorts by the period, and within it by the time of the request. */
  id: z.string(),
  state: UploadState,
  /** "Today" of the request, in Asia/Shanghai. */
  day: Day,
  requestedAt: Instant,
  settledAt: Instant.optional(),
  /** The hub could not work it off, however often it tried, and has said so. */
  failedAt: Instant.optional(),
  /** The order of the lists of one category: the one asked for later is the later one. Absent where no list is meant. */
  sequence: z.int().positive().optional(),
  policy: z.int().positive(),
  refusal: Refusal.optional(),
  reading: Reading.optional(),
  /** Objects in the outbox. */
  returnedKey: z.string().optional(),
  rejectionsKey: z.string().optional(),
  /** Listings active before a full list, and how many it would end (docs/rules.md#held-lists). */
  wouldEnd: z.object({ active: z.int(), ended: z.int() }).optional(),
  /** Why it is held; empty or absent where it is not. */
  heldFor: z.array(HeldReason).optional(),
  /** Listings (of a register: persons) that it began, kept, ended, and kept from ending; a held one has ended nobody yet. */
  effect: z.object({ began: z.int(), kept: z.int(), ended: z.int(), protected: z.int() }).optional(),
  /** An earlier upload of the same office with the very same bytes. */
  sameAs: z.string().optional(),
  /** Who took it back, or as second person sent it back and why. */
  withdrawn: z.object({ by: SignedBy, at: Instant, sentBack: z.boolean(), reason: z.string().optional() }).optional(),
  /** A later full list had said who is listed when it came, and it is not what is in force. */
  overtaken: z.boolean().optional(),
  /** The revision of its roster of which its sender was last told, where that was not the first: a letter for each. */
  told: z.object({ version: z.int().positive(), day: Day, isChange: z.boolean() }).optional(),
  /** A city's list beside the counties' of its category, as they were when it came: persons on both, on one alone. */
  compared: z.array(z.object({ county: z.string(), both: z.int(), onlyCity: z.int(), onlyCounty: z.int() })).optional(),
  /** Whom it began, ended or would end, by key: an object in the outbox (`Endings`), another one where it says otherwise. */
  endingsKey: z.string().optional(),
  /** 零报告 for a full list: no file, a list with nobody on it. */
  nil: z.literal(true).optional(),
  /** The revision of its roster that settled it so. */
  version: z.int().positive().optional(),
  confirmedBy: z.string().optional(),
  /** What the second person had seen when confirming: `endingsKey` then. */
  confirmedSeen: z.string().optional(),
  /** Given up by its sender before a file came. */
  discarded: Instant.optional(),
  /** Somebody has said that what it needed is done. */
  tickedOff: Instant.optional(),
  /** What it gave the shards to do, as `<version>.<shard>`, and what of it is done. */
  units: z.array(z.string()).optional(),
  unitsDone: z.array(z.string()).optional(),
  /** Where those units stand, a `SentUnits` as JSON for each revision: a unit that is lost is sent again from there. */
  unitObjects: z.array(z.string()).optional(),
  /** Closes and batches that wait for it to be matched (`functions/awaited.ts`). */
  awaitedBy: z.array(z.string()).optional(),
})
export type Upload = z.infer<typeof Upload>

/** It is with the hub, and its sender waits for what becomes of it. */
export function isInHand({ state, confirmedBy }: Upload): boolean {
  return state === 'requested' || (state === 'held' && confirmedBy !== undefined)
}

/** A person has confirmed it or taken it back, and intake has not followed yet. */
export function isDecidedUpon(upload: Upload): boolean {
  const { state, confirmedBy, withdrawn, failedAt } = upload
  if (failedAt !== undefined) return false
  return (state === 'held' && confirmedBy !== undefined) || (withdrawn !== undefined && /^(held|accepted)$/.test(state))
}

/** Rows of a list, sent as the whole of it: what the file says of itself is how they are to be sent. */
export function isPartSentAsWhole({ form, reading }: Upload): boolean {
  return listOf(form)?.mode === 'full' && reading?.ownMode === 'new'
}

/** What it says of its persons counts: it is neither taken back nor overtaken by a later list. */
export function isInForce({ state, withdrawn, overtaken }: Upload): boolean {
  return (state === 'accepted' || state === 'held') && !withdrawn && !overtaken
}

/** The hub has given it up. */
export function isFailed(upload: Upload): boolean {
  return upload.failedAt !== undefined && isInHand(upload)
}

/** Settled, and every person it touched decided. */
export function isDone(upload: Upload): boolean {
  if (upload.state === 'requested') return false
  const done = new Set(upload.unitsDone)
  return (upload.units ?? []).every((unit) => done.has(unit))
}

/** A person has to do something about it: decide, send it again, or say that nothing is to be done. */
export function needsSomebody(upload: Upload): boolean {
  const { state, confirmedBy, tickedOff, reading, withdrawn } = upload
  if (withdrawn) return false
  if (state === 'held') return !confirmedBy || isFailed(upload)
  if (tickedOff) return false
  return isFailed(upload) || state === 'refused' || (state === 'accepted' && (reading?.unreadSheets.length ?? 0) > 0)
}

/** `dibao-full` taken apart; undefined for what is no name list. */
export function listOf(form: string): { category: Category; mode: ListMode } | undefined {
  const found = /^(.+)-(full|new)$/.exec(form)
  return found ? { category: found[1]!, mode: found[2] as ListMode } : undefined
}

/** The roster that a form changes: `440222#dibao`, `440222#register`. */
export function headOf(division: string, form: string): string {
  return `${division}#${listOf(form)?.category ?? form}`
}

/** One code of one row, or of the whole file (row `0`), as kept in the rejections object: NDJSON, gzipped. */
export const Rejection = z.object({ row: z.string(), code: z.union([RowCode, RefusalCode]), value: z.string() })
export type Rejection = z.infer<typeof Rejection>

/** Who confirms a held list, and what they have seen of it: its `endingsKey`. */
export const Confirmation = z.object({ by: SignedBy, seen: z.string().optional() })

/** Who takes a list back (撤回). */
export const Withdrawal = z.object({ by: SignedBy, reason: z.string().trim().max(200).optional() })
/** A second person sends a held list back, and says why. */
export const SendingBack = z.object({ by: SignedBy, reason: z.string().trim().min(4).max(200) })

/** Where the file is put. The sender's name of it lives in the record. */
export function inboxKey({ division, office, form, period, id }: Upload): string {
  return `${division}/${office}/${form}/${period}/${id}/original`
}
