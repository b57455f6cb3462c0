/** Messages that a stage could not do, counted hourly (docs/runbook.md#replaying). */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

/** Each is a heading of the runbook. */
const STAGES = [
  'intake',
  'match',
  'snapshot',
  'township',
  'report',
  'batch',
  'bank',
  'finance',
  'deadlines',
  'sweep',
  'retention',
  'audit',
  'bounces',
  'webhooks',
  'canary',
] as const
/** What a schedule could not send; its next run does the same. */
const SCHEDULES = ['daily', 'accounts', 'hourly', 'nightly', 'deposits', 'due', 'pulse'] as const

export const QueueName = z.enum([...STAGES, ...SCHEDULES])
export type QueueName = z.infer<typeof QueueName>

/** Its messages go back to where they came from, once somebody says so. */
export const isReplayed = (queue: QueueName): boolean => STAGES.some((stage) => stage === queue)

const DeadOfQueue = later(() =>
  z.object({
    queue: QueueName,
    messages: z.int().positive(),
    /** When they were first seen. */
    since: Instant,
  }),
)
export const DeadLetters = later(() =>
  z.object({
    at: Instant,
    /** Those that have any. */
    queues: DeadOfQueue.array(),
  }),
)
export type DeadLetters = z.infer<typeof DeadLetters>
