/** The API of batches and produced files. */
import * as z from 'zod'
import { Done } from '../../../schemas/api/done.ts'
import { FileLink } from '../../../schemas/api/downloads.ts'
import { OutputShown } from '../../../schemas/api/home.ts'
import { BatchShown } from '../../../schemas/api/payments.ts'
import { County, Division, Period } from '../../../schemas/codes.ts'
import { Purpose } from '../../../schemas/purposes.ts'
import { BatchRequest, BatchReturn } from '../../../schemas/records/batch.ts'
import { permitted, signatureOf } from '../http/allow.ts'
import { apiRoute, linkRoute } from '../http/api-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import { found } from '../http/refuse.ts'
import { done, type Route } from '../http/route.ts'
import { fileLink, SIGNED_SECONDS } from '../readings/hand-out.ts'
import {
  hasPersons,
  outputDoes,
  outputFile,
  outputOwner,
  outputParams,
  ownerOf,
  resourceOf,
} from '../readings/outputs.ts'
import { approveBatch, prepareBatch, returnBatch, takeBatchBack } from './batch-requests.ts'

const params = { county: County, id: z.string() }
const own = { resource: 'batch', of: 'county' } as const
const agencys = async (_: unknown, { county: division }: { county: string }) =>
  ({ division, office: 'social-insurance' }) as const

export const paymentApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/batches',
    summary: 'Prepares a batch of payments of a closed month',
    does: { action: 'prepare', ...own },
    body: BatchRequest,
    status: 202,
    answer: BatchShown,
    refuses: [409],
    run: (deps, { body, caller }) => prepareBatch(deps, body, signatureOf(caller)),
  }),
  listRoute({
    path: '/api/batches/:county',
    summary: 'Lists a county’s batches',
    does: { action: 'see', ...own },
    owner: agencys,
    params: { county: County },
    item: BatchShown,
    run: async (deps, { params: { county } }, wanted) =>
      pageOf(await deps.batches.list(county), ({ id }) => id, wanted),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/batches/:county/:id',
    summary: 'Says how a batch stands',
    does: { action: 'see', ...own },
    owner: agencys,
    params,
    answer: BatchShown,
    run: async (deps, { params: { county, id } }) => found(await deps.batches.get(county, id)),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/batches/:county/:id/approve',
    summary: 'Approves a batch as its second person',
    does: { action: 'approve', ...own },
    params,
    status: 202,
    answer: Done,
    refuses: [409],
    async run(deps, { params: { county, id }, caller }) {
      const batch = found(await deps.batches.get(county, id))
      return done(approveBatch(deps, batch, signatureOf(caller)))
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/batches/:county/:id/return',
    summary: 'Sends a batch back to whoever prepared it, with a reason',
    does: { action: 'approve', ...own },
    params,
    body: BatchReturn,
    status: 202,
    answer: Done,
    refuses: [409],
    async run(deps, { params: { county, id }, body, caller }) {
      const batch = found(await deps.batches.get(county, id))
      return done(returnBatch(deps, batch, body, signatureOf(caller)))
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/batches/:county/:id/withdrawal',
    summary: 'Takes a prepared batch back, with a reason',
    does: { action: 'prepare', ...own },
    params,
    body: BatchReturn,
    status: 202,
    answer: Done,
    refuses: [409],
    async run(deps, { params: { county, id }, body, caller }) {
      const batch = found(await deps.batches.get(county, id))
      return done(takeBatchBack(deps, batch, body, signatureOf(caller)))
    },
  }),
  listRoute({
    path: '/api/outputs/:division',
    summary: 'Lists the files that the hub has made for a division, of one month or of all',
    does: { action: 'see', resource: 'portal' },
    params: { division: Division },
    query: { period: Period.optional() },
    item: OutputShown,
    async run(deps, { params: { division }, query: { period }, caller }, wanted) {
      const permits = permitted(caller)
      const outputs = await deps.outputs.list(division, period)
      const seen = outputs.filter((output) => permits('see', resourceOf(output), ownerOf(output), hasPersons(output)))
      return pageOf(seen, ({ period, folder, name }) => `${period}/${folder}/${name}`, wanted)
    },
  }),
  linkRoute({
    path: '/api/outputs/:division/:period/:folder/:name',
    summary: 'Leads to a file that holds no persons',
    does: { action: 'see', resource: 'statistics', of: 'division', file: true },
    params: outputParams,
    owner: async (_, output) => (hasPersons(output) ? undefined : ownerOf(output)),
    async run(deps, { params }) {
      const { key, fileName } = await outputFile(deps, params)
      return deps.outbox.signGet(key, fileName, SIGNED_SECONDS)
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/outputs/:division/:period/:folder/:name',
    summary: 'Asks, for a purpose, for a file that holds persons',
    does: outputDoes,
    params: outputParams,
    owner: outputOwner,
    body: Purpose,
    status: 201,
    answer: FileLink,
    run: async (deps, { params, caller }) => fileLink(deps, caller, await outputFile(deps, params), '/api/files'),
  }),
]
