/** What is said of an event: ids and counts, never a person. */
import type * as z from 'zod'
import type { EventSeen } from '../../rules/access/webhook-rules.ts'
import type { FromBatch } from '../../schemas/messages/batch-frozen.ts'
import type { Happened } from '../../schemas/messages/to-webhooks.ts'
import { resourceOfUpload, type Upload } from '../../schemas/records/upload.ts'
import type { WebhookEvent } from '../../schemas/records/webhook.ts'
import type { WebhooksDeps } from './deps.ts'

export interface Event {
  readonly type: WebhookEvent
  readonly seen: EventSeen
  /** Repeats have the same. */
  readonly named: readonly string[]
  readonly data: object
}

/** Undefined for what nobody is told of. */
export async function eventOf(
  { uploads }: Pick<WebhooksDeps, 'uploads'>,
  message: Happened | z.infer<typeof FromBatch>,
): Promise<Event | undefined> {
  switch (message.type) {
    case 'upload.settled': {
      const { division, upload: id, state } = message
      const upload = await uploads.get(division, id)
      return upload && uploadSettled(upload, state)
    }
    case 'return.submitted': {
      const { type, division, period, version } = message
      const seen = { owner: { division }, as: ['statistics'] } as const
      return { type, seen, named: [division, period, String(version)], data: { division, period, version } }
    }
    case 'batch.frozen': {
      const { county, period, batch, frozen } = message
      const seen = { owner: { division: county }, as: ['batch', 'payment-instruction', 'funding-request'] } as const
      const { rows, fen } = frozen
      return { type: 'batch.published', seen, named: [county, batch], data: { county, period, batch, rows, fen } }
    }
    default:
      return undefined
  }
}

function uploadSettled(upload: Upload, as: string): Event {
  const { division, office, form, period, id, state, reading, refusal } = upload
  const counts = reading && { rows: reading.rows, returned: reading.returned }
  return {
    type: 'upload.settled',
    seen: { owner: { division, office }, as: [resourceOfUpload(upload)] },
    named: [division, id, as],
    data: { division, office, form, period, upload: id, state, ...counts, ...(refusal && { refusal: refusal.code }) },
  }
}
