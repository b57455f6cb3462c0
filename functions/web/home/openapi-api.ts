/** The API's own description. */
import * as z from 'zod'
import document from '../../../docs/openapi.json' with { type: 'json' }
import { apiRoute } from '../http/api-route.ts'
import type { Route } from '../http/route.ts'

export const openapiApi: readonly Route[] = [
  apiRoute({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    does: { action: 'see', resource: 'portal', open: true },
    answer: z.looseObject({ openapi: z.string() }),
    run: async () => document,
  }),
]
