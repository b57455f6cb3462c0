/** Schedules of a template on this machine. */
import { Cron } from 'croner'
import { jsonCall } from '../machine/json-call.ts'
import type { Log } from '../machine/log.ts'
import type { SchedulePlan } from '../template/plan.ts'

/**
 * The machine may have been off, so that each last time is sent at once; a repeat is harmless.
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

export async function sendScheduled(plan: SchedulePlan, queues: string, time: string): Promise<void> {
  const at = time.replace(/\.\d+Z$/, 'Z')
  await jsonCall(queues, 'AmazonSQS.SendMessage', {
    QueueUrl: plan.queue,
    MessageBody: plan.input.replaceAll('<aws.scheduler.scheduled-time>', at),
    ...(plan.group !== undefined && { MessageGroupId: plan.group }),
  })
}

/**
 * AWS has six fields: minute, hour, day, month, weekday, year.
 * @throws for what croner counts differently
 */
export function cronPattern(expression: string): string {
  const fields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression)?.slice(1)
  if (!fields) throw new Error(`the embedded host does not know the schedule ${expression}`)
  const [minute, hour, day = '', month, weekday = '', year] = fields
  if (!/^[?*]$/.test(weekday)) throw new Error(`the embedded host does not know weekdays in a schedule: ${expression}`)
  return ['0', minute, hour, day.replace('?', '*'), month, '*', year].join(' ')
}
