/** The one chain for queues: parse by schema, run, report partial failures, say what it took. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { z } from 'zod'
import type { Units } from '../stores/clients.ts'
import { errorFields, log } from './log.ts'

export interface Stage<Message, Deps> {
  readonly name: string
  /** What the queue carries; a message that does not fit fails, and ends in the DLQ. */
  readonly schema: z.ZodType<Message>
  readonly deps: Deps & { readonly units: Units }
  readonly run: (deps: Deps, message: Message) => Promise<void>
}

/**
 * A Lambda handler for an SQS queue. Records are run one after the other; the first that fails and those behind it are
 * reported as failures, so that a FIFO group keeps its order.
 */
export function consumer<Message, Deps>({ name, schema, deps, run }: Stage<Message, Deps>) {
  return middy(async (event: SQSEvent): Promise<SQSBatchResponse> => {
    for (const [index, record] of event.Records.entries()) {
      const begun = performance.now()
      const before = { ...deps.units }
      try {
        await run(deps, schema.parse(JSON.parse(record.body)))
      } catch (error) {
        log('error', { stage: name, what: 'failed', ...errorFields(error) })
        return { batchItemFailures: event.Records.slice(index).map((r) => ({ itemIdentifier: r.messageId })) }
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
    return { batchItemFailures: [] }
  })
}
