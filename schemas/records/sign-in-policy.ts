/** How long sessions and passwords last, set by administrators (docs/access.md#sign-in). */
import * as z from 'zod'
import { later } from '../later.ts'

export const SIGN_IN_BOUNDS = {
  idleMinutes: { least: 10, most: 60 },
  wholeHours: { least: 1, most: 24 },
  passwordDays: { least: 30, most: 730 },
} as const

const within = ({ least, most }: { least: number; most: number }) => z.int().min(least).max(most)

export const SessionLimits = later(() =>
  z.object({
    /** Minutes without use. */
    idleMinutes: within(SIGN_IN_BOUNDS.idleMinutes).default(30),
    wholeHours: within(SIGN_IN_BOUNDS.wholeHours).default(10),
  }),
)
export type SessionLimits = z.infer<typeof SessionLimits>

export const SignInPolicy = later(() =>
  SessionLimits.extend({
    /** 0: passwords last for ever. */
    passwordDays: z.literal(0).or(within(SIGN_IN_BOUNDS.passwordDays)).default(0),
  }),
)
export type SignInPolicy = z.infer<typeof SignInPolicy>
