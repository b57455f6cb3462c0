/** Policy of deadlines (docs/records.md#deadline-policy). */
import * as z from 'zod'
import { Day, Office, Period } from '../codes.ts'
import { later } from '../later.ts'

export const CalendarOverride = later(() => z.object({ day: Day, work: z.boolean(), note: z.string().optional() }))
export type CalendarOverride = z.infer<typeof CalendarOverride>

const HolidayRule = z.enum(['stay', 'earlier', 'later'])

const Escalation = later(() =>
  z.object({
    notice: z.int().positive(),
    at: z.enum(['own', 'city']),
    to: z.partialRecord(Office, Office),
  }),
)

const Workdays = z.int().positive()

export const DeadlinePolicy = later(() =>
  z.object({
    from: Day.default('2018-05-15'),
    listDay: z.int().min(1).max(28).default(5),
    fullMonth: z.int().min(1).max(12).default(1),
    /** The month before is preselected in May. */
    firstFull: z.object({ due: Day, period: Period }).default({ due: '2018-05-20', period: '2018-04' }),
    sharedFrom: Day.optional(),
    holiday: HolidayRule.default('stay'),
    statisticsWorkday: Workdays.default(3),
    consolidatedWorkdays: Workdays.default(2),
    asked: z
      .object({ materials: Workdays, 'bank-return': Workdays, allocation: Workdays })
      .default({ materials: 15, 'bank-return': 5, allocation: 10 }),
    /** Days that a case may stay as it is. */
    cases: z
      .object({
        'under-review': Workdays.default(15),
        failed: Workdays.default(10),
        paused: Workdays.default(30),
        waiting: Workdays.default(10),
        unclear: Workdays.default(5),
        transfer: Workdays.default(30),
        'correct-list': Workdays.default(10),
        'other-county': Workdays.default(10),
      })
      .prefault({}),
    /** Without use an account is locked. */
    unusedDays: z.int().min(30).max(365).default(90),
    reminders: z.array(Workdays).default([3, 1]),
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
        // Article 2(10) of the city's notice of 2018.
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
        /** Years published after this release. */
        published: z.array(z.int()),
        overrides: z.array(CalendarOverride),
      })
      .default({ published: [], overrides: [] }),
  }),
)
export type DeadlinePolicy = z.infer<typeof DeadlinePolicy>

export const DEFAULT_DEADLINES: DeadlinePolicy = DeadlinePolicy.parse({})
