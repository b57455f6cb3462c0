/** The one chain for queues: messages are parsed, run, and failures reported. */
import middy from '@middy/core'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import type { CapacityUsed } from '../../../stores/aws/clients.ts'
import { ATTRIBUTE, correlated, correlationIn } from '../../../stores/aws/correlation.ts'
import type { Later } from '../../../stores/aws/later.ts'
import { errorFields, type LogFields, log, logWithin } from './log.ts'

interface StageOf<Deps> {
  readonly name: string
  readonly deps: Deps & { readonly capacity: CapacityUsed; readonly later: Later }
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
  const attempt = (records: readonly SQSRecord[]) => logAbout(records, () => tryAll(records))
  const tryAll = async (records: readonly SQSRecord[]): Promise<boolean> => {
    const begun = performance.now()
    const before = { ...deps.capacity }
    let isDone = false
    try {
      await run(
        deps,
        records.map(({ body }) => schema.parse(JSON.parse(body))),
      )
      isDone = true
    } catch (error) {
      log('error', { stage: name, what: 'failed', records: records.length, ...errorFields(error) })
      // No message is to blame for a full disk.
      if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    } finally {
      const { read, write } = deps.capacity
      log('info', {
        stage: name,
        what: 'capacity',
        state: isDone ? 'done' : 'failed',
        milliseconds: Math.round(performance.now() - begun),
        readUnits: read - before.read,
        writeUnits: write - before.write,
      })
    }
    return isDone
  }
  const giveUp = (last: LastWords<Message, Deps>, record: SQSRecord) =>
    logAbout([record], () => sayLastWords(last, record))
  const sayLastWords = async ({ say }: LastWords<Message, Deps>, { body }: SQSRecord): Promise<void> => {
    try {
      await say(deps, schema.parse(JSON.parse(body)))
      log('error', { stage: name, what: 'given up' })
    } catch (error) {
      log('error', { stage: name, what: 'not even given up', ...errorFields(error) })
    }
  }
  /** What cannot be put off comes back by itself, later. */
  const putOff = async ({ eventSourceARN, receiptHandle, attributes }: SQSRecord): Promise<void> => {
    try {
      const tries = Number(attributes.ApproximateReceiveCount)
      await deps.later({ queueArn: eventSourceARN, receipt: receiptHandle, tries })
    } catch (error) {
      log('error', { stage: name, what: 'not put off', ...errorFields(error) })
    }
  }
  const isOver = ({ attributes }: SQSRecord) =>
    lastWords && Number(attributes.ApproximateReceiveCount) > lastWords.afterTries
  const handle = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = Records.filter(isOver)
    if (lastWords) for (const record of failed) await giveUp(lastWords, record)
    const left = Records.filter((record) => !failed.includes(record))
    if (left.length > 1 && (await attempt(left))) left.length = 0
    for (const record of left) if (!(await attempt([record]))) failed.push(record)
    await Promise.all(failed.map(putOff))
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  }
  return middy((event: SQSEvent, { awsRequestId }: Context) =>
    logWithin({ request: awsRequestId }, () => handle(event)),
  )
}

function logAbout<T>(records: readonly SQSRecord[], work: () => T): T {
  const ids = new Set(records.flatMap((record) => correlationOf(record).split(' ')))
  return correlated([...ids].slice(0, NAMED_MOST).join(' '), () => logWithin(namesOf(records), work))
}

/** A file's is its upload, as its request's; what nobody asked for begins one of its own. */
function correlationOf({ messageId, messageAttributes, body }: SQSRecord): string {
  const [arrived] = Arrived.safeParse(parsed(body)).data?.Records ?? []
  return correlationIn(messageAttributes?.[ATTRIBUTE]?.stringValue ?? arrived?.s3.object.key.split('/')[4]) ?? messageId
}

function namesOf(records: readonly SQSRecord[]): LogFields {
  const named = records.slice(0, NAMED_MOST)
  const about = named.map(({ body }) => About.safeParse(parsed(body)).data ?? {})
  const all = ABOUT.flatMap((field) => {
    const ids = [...new Set(about.flatMap((one) => one[field] ?? []))]
    return ids.length > 0 ? [[field, ids.join(' ')]] : []
  })
  return { message: named.map(({ messageId }) => messageId).join(' '), ...Object.fromEntries(all) }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const NAMED_MOST = 10
const Arrived = z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) })
const ABOUT = ['type', 'division', 'county', 'upload', 'run', 'batch'] as const
const Id = z
  .string()
  .regex(/^[\w.:-]{1,60}$/)
  .optional()
  .catch(undefined)
export const About = z.object({ type: Id, division: Id, county: Id, upload: Id, run: Id, batch: Id })
