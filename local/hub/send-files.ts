/** Sends a month's files as the offices would, in the order of docs/forms.md#what-it-reads. */
import { basename } from 'node:path'
import type { UploadTicket } from '../../schemas/records/upload.ts'
import { allEnded } from '../../stores/in-chunks.ts'
import type { HubClient } from './hub-client.ts'
import type { InboxFile } from './inbox.ts'

/** Uploads of different rosters that are under way at once. */
const ABREAST = 6

/** The URLs asked for so far, for who may be interrupted and go on. */
export interface Tickets {
  of(file: InboxFile): UploadTicket | undefined
  keep(file: InboxFile, ticket: UploadTicket): void
}

export interface SendOptions {
  readonly period: string
  /** Resolves when the hub has nothing under way, or these stages have not. */
  readonly idle: (stages?: readonly string[]) => Promise<void>
  readonly tickets?: Tickets
  /** Called with every file that is sent. */
  readonly sent?: (done: number, total: number) => void
  /** Nothing more is sent once it is aborted. */
  readonly signal?: AbortSignal
}

/** Resolves when every file's upload is settled and matched, with the uploads' ids. */
export async function sendFiles(
  client: HubClient,
  groups: readonly (readonly InboxFile[])[],
  options: SendOptions,
): Promise<{ file: InboxFile; id: string }[]> {
  const total = groups.reduce((sum, group) => sum + group.length, 0)
  const sent: { file: InboxFile; id: string }[] = []
  // Of one roster the next list is asked for when the one before is through: then `held` is judged in their order.
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
    // Whoever a list begins takes what the registers have: behind them, everybody is decided and written once.
    if (registers.length > 0) {
      await send(registers)
      await options.idle(['intake'])
    }
    await send(lists)
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
