/** Answers about nil returns, timeliness, requests and mails. */
import * as z from 'zod'
import { LetterEventType } from '../messages/to-deadlines.ts'
import { Mailing, Told } from '../records/mailing.ts'
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

const Rate = z.object({ due: z.int(), onTime: z.int(), rate: z.number().min(0).max(1).optional() })

export const StandingShown = Standing.meta({ id: 'Standing' })

/** Of the whole year, on each page of what was owed. */
export const YearShown = {
  year: z.int(),
  years: z.array(z.int()).readonly(),
  now: Standing.shape.at.unwrap(),
  onTime: Rate,
} as const

export const RequestShown = OfficeRequest.extend(Obligation.pick({ due: true, provisional: true }).shape)
  .extend({ overdue: z.boolean() })
  .meta({ id: 'OfficeRequest' })

export const NoticeShown = Told.extend({
  page: Told.shape.page.describe('Of the hub, where it leads; empty is the home page'),
}).meta({ id: 'Notice' })

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

/** The letter's content stays with its recipient. */
export function mailShown({ about, ...rest }: Mailing): MailShown {
  return { ...rest, about: 'notices' in about ? 'deadlines' : about.type }
}
