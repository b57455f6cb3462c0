/** Every number of the notice's calendar: an administrator's data, which no code decides (docs/rules.md#deadlines). */
import * as z from 'zod'
import { Day, Office, Period } from '../codes.ts'

/** A day on which the State Council's calendar is overruled. */
export const CalendarOverride = z.object({ day: Day, work: z.boolean(), note: z.string().optional() })
export type CalendarOverride = z.infer<typeof CalendarOverride>

/** What is done with a fixed date on a day off: it stays, or goes to the last or next working day. */
const HolidayRule = z.enum(['stay', 'earlier', 'later'])

/** From the overdue notice `notice` on, who else is told: an office of the same division, or one of the city. */
const Escalation = z.object({
  notice: z.int().positive(),
  at: z.enum(['own', 'city']),
  /** The office that is late, and the one that is told. */
  to: z.partialRecord(Office, Office),
})

const Workdays = z.int().positive()

export const DeadlinePolicy = z.object({
  /** What is due before this day is not owed. */
  from: Day.default('2018-05-15'),
  /** Lists of a month: the day of the next month on which they are due. */
  listDay: z.int().min(1).max(28).default(5),
  /** The month in which, on `listDay`, the counties' full lists of the last year's end are due. */
  fullMonth: z.int().min(1).max(12).default(1),
  /**
   * The first full lists, of the counties and of the city; later ones keep the calendar. Their period is the month before
   * the one in which they are due, as that of every list: what a clerk finds on top when choosing in May.
   */
  firstFull: z.object({ due: Day, period: Period }).default({ due: '2018-05-20', period: '2018-04' }),
  /** From this day on information is shared: the city's departments owe no lists any more. */
  sharedFrom: Day.optional(),
  /** For `listDay` and the first full lists. */
  holiday: HolidayRule.default('stay'),
  /** The county's statistics return: on which working day of the next month. */
  statisticsWorkday: Workdays.default(3),
  /** Working days from there to the city's consolidation. */
  consolidatedWorkdays: Workdays.default(2),
  /** Working days from the day on which it was asked for. */
  asked: z
    .object({ materials: Workdays, 'bank-return': Workdays, allocation: Workdays })
    .default({ materials: 15, 'bank-return': 5, allocation: 10 }),
  /** Working days before the due day. */
  reminders: z.array(Workdays).default([3, 1]),
  /** Working days after the due day: the first notice, and from each to the next. */
  overdue: z.object({ first: Workdays, every: Workdays }).default({ first: 1, every: 2 }),
  escalations: z.array(Escalation).default([
    {
      notice: 2,
      at: 'own',
      to: {
        'civil-affairs': 'human-resources',
        'disabled-federation': 'human-resources',
        'poverty-alleviation': 'human-resources',
        'social-insurance': 'human-resources',
        finance: 'human-resources',
        bank: 'human-resources',
        township: 'township-government',
      },
    },
    {
      // Who supervises in the city: the notice, article 2(10).
      notice: 3,
      at: 'city',
      to: {
        'civil-affairs': 'civil-affairs',
        'disabled-federation': 'disabled-federation',
        'poverty-alleviation': 'poverty-alleviation',
        'social-insurance': 'human-resources',
        finance: 'finance',
        bank: 'human-resources',
        township: 'human-resources',
      },
    },
  ]),
  calendar: z
    .object({
      /** Years that the State Council has published and the hub's own data lack: no longer provisional. */
      published: z.array(z.int()),
      overrides: z.array(CalendarOverride),
    })
    .default({ published: [], overrides: [] }),
})
export type DeadlinePolicy = z.infer<typeof DeadlinePolicy>

/** The city of the notice. */
export const DEFAULT_DEADLINES: DeadlinePolicy = DeadlinePolicy.parse({})
