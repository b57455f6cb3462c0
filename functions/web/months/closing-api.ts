/** The API of month closes. */
import * as z from 'zod'
import { RunShown, runShown } from '../../../schemas/api/months.ts'
import { County } from '../../../schemas/codes.ts'
import { CloseRequest } from '../../../schemas/records/determination-run.ts'
import { apiRoute } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { requestRun } from './close-month.ts'

const own = { resource: 'outcomes', of: 'county' } as const

export const closingApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/month-closes',
    summary: 'Closes a county’s month',
    does: { action: 'close', ...own },
    body: CloseRequest,
    status: 202,
    answer: RunShown,
    refuses: [409],
    run: async (deps, { body }) => runShown(await requestRun(deps, body)),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/redeterminations',
    summary: 'Decides a county’s persons again where their outcome has changed',
    does: { action: 'close', ...own },
    body: CloseRequest.pick({ county: true }),
    status: 202,
    answer: RunShown,
    run: async (deps, { body }) => runShown(await requestRun(deps, body)),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/determination-runs/:county/:id',
    summary: 'Says how far the closing of a month, or a redetermination, is',
    does: { action: 'see', ...own },
    params: { county: County, id: z.string() },
    answer: RunShown,
    run: async (deps, { params: { county, id } }) => runShown(found(await deps.runs.get(county, id))),
  }),
]
