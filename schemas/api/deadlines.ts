/** What is answered of what offices owe: nil returns, timeliness, what was asked for, mails to look after. */
import * as z from 'zod'
import { LetterEventType } from '../messages/to-deadlines.ts'
import { Mailing } from '../records/mailing.ts'
import { Obligation, OfficeRequest, Standing, Submission } from '../records/obligation.ts'

export const SubmissionShown = Submission.pick({
  division: true,
  office: true,
  form: true,
  period: true,
  ref: true,
  time: true,
  state: true,
  upload: true,
}).meta({ id: 'Submission' })

/** On time of what was due; `rate` is from 0 to 1, absent where nothing was due. */
const Rate = z.object({ due: z.int(), onTime: z.int(), rate: z.number().min(0).max(1).optional() })

export const TimelinessShown = z
  .object({
    year: z.int(),
    /** From the year in which the city began to this one. */
    years: z.array(z.int()).readonly(),
    /** The point in time for which it holds. */
    now: Standing.shape.at.unwrap(),
    standings: z.array(Standing.meta({ id: 'Standing' })).readonly(),
    onTime: Rate,
  })
  .meta({ id: 'Timeliness' })

export const RequestShown = OfficeRequest.extend(Obligation.pick({ due: true, provisional: true }).shape)
  .extend({
    overdue: z.boolean(),
    /** Of an allocation, what was requested, in fen. */
    fen: z.int().nonnegative().optional(),
  })
  .meta({ id: 'OfficeRequest' })

/** `missing` in fen: of an allocation of less than was requested. */
export const ReceivedShown = z.object({ ok: z.boolean(), missing: z.int().nonnegative() }).meta({ id: 'Received' })

export const MailShown = Mailing.pick({
  id: true,
  day: true,
  to: true,
  state: true,
  claimedAt: true,
  at: true,
  code: true,
})
  .extend({ about: z.union([z.literal('deadlines'), LetterEventType]) })
  .meta({ id: 'Mail' })
export type MailShown = z.infer<typeof MailShown>

/** @param mailing of a day's notices or of one event: what the letter itself says stays with whom it is for */
export function mailShown({ about, ...rest }: Mailing): MailShown {
  return { ...rest, about: 'notices' in about ? 'deadlines' : about.type }
}
