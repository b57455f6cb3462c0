/** Schedules of a template on this machine: a message each time. What was missed meanwhile is for its reader to catch up. */
import { Cron } from 'croner'
import { jsonCall } from './json-call.ts'
import type { Log } from './log.ts'
import type { SchedulePlan } from './plan.ts'

/**
 * The last time that each was due is sent at once: the machine may have been off then, and a message that was read
 * before is harmless.
 * @returns stops them
 */
export function startSchedules(plans: readonly SchedulePlan[], queues: string, log: Log): () => void {
  const jobs = plans.map((plan) => {
    const send = (time: Date) =>
      sendScheduled(plan, queues, time.toISOString()).catch((error: Error) =>
        log({ event: 'schedule failed', schedule: plan.name, code: error.name }),
      )
    const job: Cron = new Cron(cronPattern(plan.expression), { timezone: plan.timezone, unref: true }, () =>
      send(job.currentRun() ?? new Date()),
    )
    const [last] = job.previousRuns(1)
    if (last) void send(last)
    return job
  })
  return () => {
    for (const job of jobs) job.stop()
  }
}

/** The message of a schedule as EventBridge Scheduler sends it. */
export async function sendScheduled(plan: SchedulePlan, queues: string, time: string): Promise<void> {
  const at = time.replace(/\.\d+Z$/, 'Z')
  await jsonCall(queues, 'AmazonSQS.SendMessage', {
    QueueUrl: plan.queue,
    MessageBody: plan.input.replaceAll('<aws.scheduler.scheduled-time>', at),
    ...(plan.group !== undefined && { MessageGroupId: plan.group }),
  })
}

/**
 * AWS's six fields (minute, hour, day, month, weekday, year) as croner reads them.
 * @throws for what the two count differently
 */
export function cronPattern(expression: string): string {
  const fields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression)?.slice(1)
  if (!fields) throw new Error(`the embedded host does not know the schedule ${expression}`)
  const [minute, hour, day, month, weekday, year] = fields
  if (!/^[?*]$/.test(weekday!)) throw new Error(`the embedded host does not know weekdays in a schedule: ${expression}`)
  return ['0', minute, hour, day!.replace('?', '*'), month, '*', year].join(' ')
}
