/** The one chain for queues: messages are parsed, run, and failures reported. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type * as z from 'zod'
import type { Units } from '../stores/clients.ts'
import { errorFields, log } from './log.ts'

interface StageOf<Deps> {
  readonly name: string
  readonly deps: Deps & { readonly units: Units }
}

export interface Stage<Message, Deps> extends StageOf<Deps> {
  readonly schema: z.ZodType<Message>
  readonly run: (deps: Deps, message: Message) => Promise<void>
  readonly lastWords?: LastWords<Message, Deps>
}

/** One more delivery lets a stage say what it gave up. */
interface LastWords<Message, Deps> {
  readonly afterTries: number
  readonly say: (deps: Deps, message: Message) => Promise<void>
}

export interface BatchStage<Message, Deps> extends StageOf<Deps> {
  readonly schema: z.ZodType<Message>
  readonly run: (deps: Deps, messages: readonly Message[]) => Promise<void>
  readonly lastWords?: LastWords<Message, Deps>
}

export function consumer<Message, Deps>({ run, ...stage }: Stage<Message, Deps>) {
  return batchConsumer<Message, Deps>({
    ...stage,
    run: async (deps, messages) => {
      for (const message of messages) await run(deps, message)
    },
  })
}

/** Where messages fail together, each is run alone, so in a FIFO queue none may need the one before. */
export function batchConsumer<Message, Deps>({ name, schema, deps, run, lastWords }: BatchStage<Message, Deps>) {
  const attempt = async (records: readonly SQSRecord[]): Promise<boolean> => {
    const begun = performance.now()
    const before = { ...deps.units }
    try {
      await run(
        deps,
        records.map(({ body }) => schema.parse(JSON.parse(body))),
      )
      return true
    } catch (error) {
      log('error', { stage: name, what: 'failed', records: records.length, ...errorFields(error) })
      // No message is to blame for a full disk.
      if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      return false
    } finally {
      const { read, write } = deps.units
      log('info', {
        stage: name,
        what: 'units',
        milliseconds: Math.round(performance.now() - begun),
        readUnits: read - before.read,
        writeUnits: write - before.write,
      })
    }
  }
  const giveUp = async ({ body }: SQSRecord): Promise<void> => {
    try {
      await lastWords!.say(deps, schema.parse(JSON.parse(body)))
      log('error', { stage: name, what: 'given up' })
    } catch (error) {
      log('error', { stage: name, what: 'not even given up', ...errorFields(error) })
    }
  }
  const isOver = ({ attributes }: SQSRecord) =>
    lastWords && Number(attributes.ApproximateReceiveCount) > lastWords.afterTries
  return middy(async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = Records.filter(isOver)
    for (const record of failed) await giveUp(record)
    const left = Records.filter((record) => !failed.includes(record))
    if (left.length > 1 && (await attempt(left))) left.length = 0
    for (const record of left) if (!(await attempt([record]))) failed.push(record)
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  })
}
