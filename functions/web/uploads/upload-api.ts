/** The API of uploads. */

import * as z from 'zod'
import { Done } from '../../../schemas/api/done.ts'
import { FileLink } from '../../../schemas/api/downloads.ts'
import { UploadSaid, UploadShown, uploadShown } from '../../../schemas/api/uploads.ts'
import { Division, Office } from '../../../schemas/codes.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { EndingsShown } from '../../../schemas/records/endings.ts'
import {
  Confirmation,
  ownerOfUpload,
  SendingBack,
  sentAs,
  UploadRequest,
  UploadTicket,
  Withdrawal,
} from '../../../schemas/records/upload.ts'
import { receiptMessage } from '../../../wording/receipt.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import { apiRoute } from '../http/api-route.ts'
import { countSending } from '../http/key-caller.ts'
import { listRoute } from '../http/paged.ts'
import { found } from '../http/refuse.ts'
import { done, type Route } from '../http/route.ts'
import { fileLink } from '../readings/hand-out.ts'
import { requestUpload, ticketOf } from '../sending/request-upload.ts'
import { confirmHeld } from './confirm-held.ts'
import { ENDINGS_SHOWN, endingsOf } from './endings.ts'
import { listUploads } from './list-uploads.ts'
import { returnedDoes, returnedFile, returnedOwner } from './returned-file.ts'
import { seenUpload } from './seen-upload.ts'
import { sendBack, takeBack } from './take-back.ts'
import { discard, tickOff } from './upload-acts.ts'

interface One {
  readonly division: string
  readonly id: string
}

const params = { division: Division, id: z.string() }
const own = { resource: 'name-list', of: 'division' } as const
const owner = async (_: WebDeps, one: One) => ownerOfUpload(one)
const SenderAsked = z
  .object({ division: z.string(), office: Office, form: z.string() })
  .transform(({ division, office, form }) => ({
    division,
    office,
    resource: sentAs(form),
  }))

export const uploadApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/uploads',
    summary: 'Asks for a URL that takes one file',
    does: { action: 'send', ...own },
    owner: async (_, __, asked) => SenderAsked.safeParse(asked).data,
    body: UploadRequest,
    status: 201,
    answer: UploadTicket,
    refuses: [429],
    async run(deps, { body, caller }) {
      await countSending(deps, caller)
      return requestUpload(deps, body, signatureOf(caller))
    },
    again: (deps, { body }, { id }) => ticketOf(deps, { ...body, id }),
  }),
  listRoute({
    path: '/api/uploads',
    summary: 'Lists uploads of the own division or of some, each one’s latest first',
    does: { action: 'see', resource: 'name-list' },
    query: { division: z.string().optional().describe('Codes with commas between them') },
    item: UploadShown,
    refuses: [429],
    run: (deps, { query, caller }, wanted) => listUploads(deps, caller, query.division, wanted),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/uploads/:division/:id',
    owner,
    summary: 'Says what became of an upload',
    does: { action: 'see', ...own },
    params,
    answer: UploadSaid,
    refuses: [429],
    async run(deps, { params, caller }) {
      const upload = await seenUpload(deps, caller, params)
      if (upload.state === 'requested') return uploadShown(upload)
      return { ...uploadShown(upload), message: receiptMessage(upload, await deps.policies.inForce()) }
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/uploads/:division/:id/confirm',
    owner,
    summary: 'Confirms a held list as its second person',
    does: { action: 'confirm', ...own },
    params,
    body: Confirmation,
    status: 202,
    answer: Done,
    refuses: [409],
    run: async (deps, { params, body, caller }) => done(confirmHeld(deps, { ...params, ...body, caller })),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/uploads/:division/:id/sending-back',
    owner,
    summary: 'Sends a held list back to its sender, with a reason',
    does: { action: 'confirm', ...own },
    params,
    body: SendingBack,
    status: 202,
    answer: Done,
    refuses: [409],
    run: async (deps, { params, body, caller }) =>
      done(sendBack(deps, { ...params, ...body, by: signatureOf(caller) })),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/uploads/:division/:id/withdrawal',
    owner,
    summary: 'Takes a list back, as if it had not been sent',
    does: { action: 'take-back', ...own },
    params,
    body: Withdrawal,
    status: 202,
    answer: Done,
    refuses: [409],
    run: async (deps, { params, body, caller }) =>
      done(takeBack(deps, { ...params, ...body, by: signatureOf(caller) })),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/uploads/:division/:id/discard',
    owner,
    summary: 'Gives an upload up before its file has come',
    does: { action: 'take-back', ...own },
    params,
    answer: Done,
    refuses: [409],
    run: async (deps, { params }) => done(discard(deps, params)),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/uploads/:division/:id/tick-off',
    owner,
    summary: 'Says that what an upload needed is done',
    does: { action: 'report', ...own },
    params,
    answer: Done,
    refuses: [409],
    run: async (deps, { params }) => done(tickOff(deps, params)),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/uploads/:division/:id/endings',
    owner,
    summary: 'Names whom a list began, ends or keeps, by township',
    does: { action: 'see', ...own, persons: true },
    params,
    query: { most: z.string().optional().describe('Persons of each kind that are named') },
    answer: EndingsShown,
    async run(deps, { params, query, caller }) {
      const upload = await seenUpload(deps, caller, params)
      const { account } = signatureOf(caller)
      return found(await endingsOf(deps, upload, { most: Number(query.most ?? ENDINGS_SHOWN), account }))
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/uploads/:division/:id/returned',
    owner: returnedOwner,
    summary: 'Asks, for a purpose, for the workbook of returned rows',
    does: returnedDoes,
    params,
    body: Purpose,
    status: 201,
    answer: FileLink,
    run: async (deps, { params, caller }) => fileLink(deps, caller, await returnedFile(deps, params), '/api/files'),
  }),
]
