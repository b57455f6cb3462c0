/** The API's own description. */
import * as z from 'zod'
import { apiRoute } from '../http/api-route.ts'
import type { Route } from '../http/route.ts'

export const openapiApi: readonly Route[] = [
  apiRoute({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    does: { action: 'see', resource: 'portal', open: true },
    answer: z.looseObject({ openapi: z.string() }),
    // An eighth of all that web would load for every page.
    run: async () => (await import('../../../docs/openapi.json', { with: { type: 'json' } })).default,
  }),
]
