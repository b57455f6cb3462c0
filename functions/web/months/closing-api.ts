/** The API of closing a county's month. */
import * as z from 'zod'
import { RunShown, runShown } from '../../../schemas/api/months.ts'
import { County } from '../../../schemas/codes.ts'
import { RunRequest } from '../../../schemas/messages/messages.ts'
import { apiRoute } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { requestRun } from './close-month.ts'

const own = { resource: 'outcomes', of: 'county' } as const

export const closingApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/runs',
    summary: 'Closes a county’s month, or without a month decides its persons again',
    does: { action: 'close', ...own },
    body: RunRequest,
    status: 202,
    answer: RunShown,
    refuses: [409],
    run: async (deps, { body }) => runShown(await requestRun(deps, body)),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/runs/:county/:id',
    summary: 'Says how far the closing of a month is',
    does: { action: 'see', ...own },
    params: { county: County, id: z.string() },
    answer: RunShown,
    run: async (deps, { params: { county, id } }) => runShown(found(await deps.runs.get(county, id))),
  }),
]
