/** Sends a month's files as the offices would, in the order of docs/forms.md#what-it-reads. */
import { basename } from 'node:path'
import type { UploadTicket } from '../../schemas/records/upload.ts'
import { allEnded } from '../../stores/aws/in-chunks.ts'
import type { HubClient } from './hub-client.ts'
import type { InboxFile } from './inbox.ts'

const ABREAST = 6

/** An interrupted run goes on with these URLs. */
export interface Tickets {
  of(file: InboxFile): UploadTicket | undefined
  keep(file: InboxFile, ticket: UploadTicket): void
}

export interface SendOptions {
  readonly period: string
  readonly idle: (stages?: readonly string[]) => Promise<void>
  readonly tickets?: Tickets
  readonly sent?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** @returns the uploads' ids, once each is settled and matched */
export async function sendFiles(
  client: HubClient,
  groups: readonly (readonly InboxFile[])[],
  options: SendOptions,
): Promise<{ file: InboxFile; id: string }[]> {
  const total = groups.reduce((sum, group) => sum + group.length, 0)
  const sent: { file: InboxFile; id: string }[] = []
  // The next list of a roster waits for the one before, so that `held` is judged in order.
  for (let round = 0; sent.length < total; round++) {
    const files = groups.flatMap((group) => group[round] ?? [])
    const [lists = [], registers = []] = [false, true].map((is) => files.filter((f) => (f.form === 'register') === is))
    const send = async (waiting: InboxFile[]) => {
      const worker = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) {
          options.signal?.throwIfAborted()
          sent.push({ file, id: await sendFile(client, file, options) })
          options.sent?.(sent.length, total)
        }
      }
      await allEnded(Array.from({ length: ABREAST }, worker))
    }
    // Lists find what registers say, so that everybody is decided and written once.
    if (registers.length > 0) {
      await send(registers)
      await options.idle(['intake'])
    }
    await send(lists)
    await options.idle()
  }
  return sent
}

/** @returns the uploads' ids; each is done before the next is asked for */
export async function sendAnswers(
  client: HubClient,
  files: readonly InboxFile[],
  options: SendOptions,
): Promise<{ file: InboxFile; id: string }[]> {
  const sent: { file: InboxFile; id: string }[] = []
  for (const file of files) {
    sent.push({ file, id: await sendFile(client, file, options) })
    options.sent?.(sent.length, files.length)
    await options.idle()
  }
  return sent
}

async function sendFile(client: HubClient, file: InboxFile, { period, tickets }: SendOptions): Promise<string> {
  const before = tickets?.of(file)
  if (before) {
    const upload = await client.upload(file.division, before.id)
    if (upload.state !== 'requested' || (await client.put(before, file.path))) return before.id
  }
  const { division, office, form, path } = file
  const ticket = await client.ask({ division, office, form, period, fileName: basename(path) }, path)
  tickets?.keep(file, ticket)
  if (!(await client.put(ticket, path))) throw new Error('the inbox does not take a URL that was just signed')
  return ticket.id
}
