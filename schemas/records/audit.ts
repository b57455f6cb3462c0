/** An entry of an audit chain (docs/access.md#audit): ids and keys, no person's data. */
import * as z from 'zod'
import { Action, Resource } from '../access.ts'
import { County, Day, Division, Instant, Office } from '../codes.ts'
import { Numberless } from '../free-text.ts'
import { later } from '../later.ts'
import { AccountId } from './account.ts'

export const AuditKind = z.enum([
  'sign-in',
  'sign-in-refused',
  'second-factor-refused',
  'sign-out',
  'first-use',
  'account-asked',
  'account-confirmed',
  'account-declined',
  'account-lock',
  // By the hub: its holder did not use it.
  'account-unused',
  'account-unlock',
  // A deputy's duties, or those of an emergency, end at once.
  'account-withdraw',
  // A duty of an emergency.
  'account-urgent',
  'account-reset',
  'account-end',
  'accounts-checked',
  'account-left',
  'invited',
  'invited-on-paper',
  'sessions-ended',
  'identity-bound',
  'identity-unbound',
  'passkey-added',
  'passkey-removed',
  'key-made',
  'key-revoked',
  'key-refused',
  'webhook-made',
  // An auditor has the chain checked.
  'check-asked',
  'password-changed',
  'password-refused',
  'recovery-renewed',
  'authenticator-changed',
  'authenticator-refused',
  'act',
  // By a letter's link and code, without an account.
  'nil-by-link',
  'nil-by-link-refused',
  // A page that shows persons, and a file that holds them.
  'view',
  'export',
  // A file without persons.
  'download',
  // Of the retention run: what it is about to delete, and the beginning of a chain.
  'deleted',
  'shortened',
  // Of whoever put tables back from a backup: what the chain has lost.
  'restored',
])
export type AuditKind = z.infer<typeof AuditKind>

export const AuditEvent = later(() =>
  z.object({
    division: County,
    kind: AuditKind,
    time: Instant,
    account: AccountId.optional(),
    office: Office.optional(),
    action: Action.optional(),
    resource: Resource.optional(),
    object: z.string().max(200).optional(),
    of: Division.optional(),
    purpose: z.string().max(240).optional(),
    outcome: z.enum(['allowed', 'refused']),
    address: z.string().max(64),
  }),
)
export type AuditEvent = z.infer<typeof AuditEvent>

export const AuditEntry = later(() =>
  AuditEvent.extend({
    seq: z.int().positive(),
    /** Noughts before the first. */
    previous: z.string().regex(/^[0-9a-f]{64}$/),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
)
export type AuditEntry = z.infer<typeof AuditEntry>

/** Nothing before a deposited end may change. */
export const AuditHead = later(() =>
  z.object({
    division: County,
    seq: z.int().positive(),
    hash: AuditEntry.shape.hash,
    time: Instant,
  }),
)
export type AuditHead = z.infer<typeof AuditHead>

/** The ends of all chains at one time. */
export const AuditDeposit = later(() => z.object({ time: Instant, heads: AuditHead.omit({ time: true }).array() }))
export type AuditDeposit = z.infer<typeof AuditDeposit>

/** The first entry of a chain that does not fit. */
export const Broken = later(() =>
  z.object({
    seq: z.int().positive(),
    why: z.enum(['changed', 'missing', 'inserted', 'moved', 'unlinked', 'cut-off', 'not-as-deposited', 'ended-early']),
    /** Deposits leave open which entry since this one was the first. */
    since: z.int().positive().optional(),
  }),
)
export type Broken = z.infer<typeof Broken>

/**
 * Tables were put back from a backup, says whom the account lets put into the bucket of deposits, where nobody can change it. What
 * was deposited before `time` of a chain's entries behind `kept` holds no longer.
 */
export const AuditRestoration = later(() =>
  z.object({
    time: Instant,
    /** What the tables were then. */
    to: Instant,
    /** The number of the paper in which it was decided. */
    approval: Numberless.max(100),
    chains: z.object({ division: County, kept: z.int().nonnegative() }).array(),
  }),
)
export type AuditRestoration = z.infer<typeof AuditRestoration>

/** Entries of a chain that no head proves any more, since a restoration: from `first` on, to `last` of which one was known. */
export const AuditGap = later(() =>
  AuditRestoration.pick({ time: true, to: true, approval: true }).extend({
    first: z.int().positive(),
    last: z.int().positive().optional(),
  }),
)
export type AuditGap = z.infer<typeof AuditGap>

/** A chain's last check; `first` is the first entry that was checked. */
export const AuditCheck = later(() =>
  z.object({
    at: Instant,
    first: z.int().positive(),
    entries: z.int().nonnegative(),
    broken: Broken.optional(),
    /** All that there ever were, wherever the check began. */
    gaps: AuditGap.array().optional(),
  }),
)
export type AuditCheck = z.infer<typeof AuditCheck>

/** What is known of a chain beside its entries. */
export const AuditState = later(() =>
  z.object({
    head: AuditHead.optional(),
    check: AuditCheck.optional(),
    /** When an auditor last asked for a check. */
    askedAt: Instant.optional(),
    /** The last day of which its auditors were sent the head. */
    toldOn: Day.optional(),
  }),
)
export type AuditState = z.infer<typeof AuditState>

/** A look at one person, found by the person's key. */
export const PersonLook = later(() =>
  AuditEntry.pick({
    division: true,
    seq: true,
    time: true,
    account: true,
    office: true,
    kind: true,
    purpose: true,
    outcome: true,
  }),
)
export type PersonLook = z.infer<typeof PersonLook>

/** What was done to a thing, or fetched of it, found by the thing's number. */
export const ThingAct = later(() =>
  PersonLook.extend(AuditEntry.pick({ action: true, resource: true, object: true }).shape),
)
export type ThingAct = z.infer<typeof ThingAct>

/** An upload's, a case's, a batch's or a request's number. */
const NUMBERED = /(?:^|\/)(\d{4}-\d{2}-[0-9a-z]{9,}-[a-z.-]+|\d{6}-\d{4}-(?:\d{5}|\d{3}|S\d{2,3}))(?:\.xlsx)?(?:\/|$)/
const OF_MONTH = /^(\d{6})\/(\d{4}-\d{2})(?:\/\d+(?:\/[\w-]+\.xlsx)?)?$/

const OF_COUNTY = /^\d{6}-/

/**
 * The thing that an entry's object names, where it names one of the place: its number, or a division's return of a month.
 * Whoever may do something in one county can name another's number with it, and has done nothing to that thing.
 * @param place six digits, in which it was done
 */
export function thingIn(object = '', place: string): string | undefined {
  const [, number] = NUMBERED.exec(object) ?? []
  if (number) return !OF_COUNTY.test(number) || number.startsWith(place) ? number : undefined
  const [, division, period] = OF_MONTH.exec(object) ?? []
  return division === place && period ? returnThing({ division, period }) : undefined
}

export const returnThing = ({ division, period }: { readonly division: string; readonly period: string }) =>
  `${division}/${period}`

/** What somebody should ask an account about: `seq` is its first entry. */
export const UnusualUse = later(() =>
  z.object({
    account: AccountId,
    what: z.enum(['many-persons', 'many-lists', 'at-night', 'elsewhere']),
    count: z.int().positive(),
    from: Instant,
    seq: z.int().positive(),
  }),
)
export type UnusualUse = z.infer<typeof UnusualUse>

/** A day's unusual use in a division. */
export const UnusualDay = later(() => z.object({ day: Day, looks: z.int().nonnegative(), found: UnusualUse.array() }))
export type UnusualDay = z.infer<typeof UnusualDay>

const Unsaid = z.literal('').transform(() => undefined)

/** What an auditor looks for; a field that is empty does not matter. */
/** Entries that one search reads. */
export const READ_MOST = 5000

export const AuditSearch = later(() =>
  z.object({
    account: AccountId.optional().or(Unsaid),
    kind: AuditKind.optional().or(Unsaid),
    day: Day.optional().or(Unsaid),
    /** Part of an entry's object. */
    object: z
      .string()
      .max(200)
      .transform((text) => text.trim() || undefined)
      .optional(),
    /** The search goes on before this entry. */
    before: z.coerce.number().int().positive().optional(),
  }),
)
export type AuditSearch = z.infer<typeof AuditSearch>
