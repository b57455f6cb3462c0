/** The person's file of a county (docs/cases.md#the-persons-file). */
import * as z from 'zod'
import { BankResult, Category, County, Day, Division, Finding, Instant, Office, Scheme } from '../codes.ts'
import { Purpose } from '../purposes.ts'
import { AuditEntry } from '../records/audit.ts'
import { CaseRow, MaterialsAnswer, Settlement, Standing } from '../records/case.ts'
import { Decision, Listing, RegisterRow } from '../records/person.ts'

/** Purpose first: what it opens is recorded with it. */
export const FileWish = Purpose.and(z.object({ asOf: Day.optional().or(z.literal('').transform(() => undefined)) }))
export type FileWish = z.infer<typeof FileWish>

/** A fact that a decision rests on; of another county nothing but that there is one. */
export const FactNamed = z.object({
  kind: z.enum(['lists', 'register', 'rejectionFlags', 'unread', 'settlements', 'results']),
  isOwn: z.boolean(),
  /** A category, a scheme, the order of a settlement, a batch. */
  of: z.string().optional(),
})
export type FactNamed = z.infer<typeof FactNamed>

export const DecisionShown = Decision.omit({ facts: true }).extend({
  name: z.string(),
  /** Of the notice. */
  articles: z.string().optional(),
  sentence: z.string(),
  facts: FactNamed.array(),
})
export type DecisionShown = z.infer<typeof DecisionShown>

/** The upload that brought something. */
export const Brought = z.object({
  division: Division,
  id: z.string(),
  form: z.string(),
  fileName: z.string(),
  sentOn: Day,
  office: Office,
  by: z.string().optional(),
})
export type Brought = z.infer<typeof Brought>

export const Change = z.object({
  about: z.enum(['listing', 'register', 'returned-row', 'unread-register', 'materials', 'settlement', 'result']),
  of: z.string(),
  change: z.enum(['began', 'changed', 'ended']),
  text: z.string(),
})
export type Change = z.infer<typeof Change>

export const Entry = z.object({
  day: Day,
  brought: Brought.optional(),
  changes: Change.array(),
  decision: z.object({ from: DecisionShown.optional(), to: DecisionShown.optional() }).optional(),
})
export type Entry = z.infer<typeof Entry>

export const PersonFile = z
  .object({
    county: County,
    person: z.string(),
    asOf: Day,
    /** Days before it have no history any more. */
    from: Day,
    id: z.string(),
    names: z.string().array(),
    listings: Listing.extend({
      category: Category,
      isActive: z.boolean(),
      begunOn: Day.optional(),
      endedOn: Day.optional(),
      brought: Brought.optional(),
    }).array(),
    register: RegisterRow.extend({ scheme: Scheme }).array(),
    /** In a conflict, for the agency alone. */
    others: z.object({ county: County, names: z.string().array() }).array(),
    /** What another county was told. */
    warnings: z.object({ county: County, finding: Finding.optional(), result: BankResult.optional() }).array(),
    decision: DecisionShown.optional(),
    cases: CaseRow.pick({ number: true, kind: true, year: true, business: true })
      .extend({
        standing: Standing,
        next: z.object({ who: Office.array(), since: Day, until: Day }).optional(),
      })
      .array(),
    materials: MaterialsAnswer.optional(),
    settlements: Settlement.extend({ isInForce: z.boolean() }).array(),
    money: z
      .object({
        batch: z.string(),
        row: z.int().optional(),
        kind: CaseRow.shape.kind,
        year: z.int(),
        fen: z.int(),
        approvedOn: Day,
        approvedAt: Instant,
        preparedBy: z.string(),
        approvedBy: z.string().optional(),
        result: BankResult.optional(),
        day: Day.optional(),
        /** What finance was asked for the whole batch, and gave. */
        request: z.object({ requested: z.int(), allocated: z.int() }).optional(),
      })
      .array(),
    letters: z.object({ day: Day, to: Office, division: Division, about: z.string() }).array(),
    looks: AuditEntry.pick({ time: true, kind: true, office: true, purpose: true, outcome: true })
      .extend({ time: Instant, name: z.string().optional() })
      .array(),
    /** The latest first. */
    timeline: Entry.array(),
  })
  .meta({ id: 'PersonFile' })
export type PersonFile = z.infer<typeof PersonFile>

/** 告知单: one or two things are told, of paying in and of drawing. */
export const PlainNotice = z
  .object({
    county: County,
    person: z.string(),
    day: Day,
    name: z.string(),
    id: z.string(),
    township: Division.optional(),
    village: z.string().optional(),
    told: z.object({ result: z.string(), why: z.string(), todo: z.string() }).array(),
    contacts: z
      .object({ division: Division, office: Office, name: z.string().optional(), phone: z.string().optional() })
      .array(),
  })
  .meta({ id: 'PlainNotice' })
export type PlainNotice = z.infer<typeof PlainNotice>
