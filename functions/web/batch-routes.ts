/** Batches and produced files: schema in, store or queue, schema out. */
import { Hono } from 'hono'
import { outputFileName } from '../../pages/words/output-names.ts'
import { BatchRequest, BatchReturn } from '../../schemas/batch.ts'
import { Confirmation } from '../../schemas/upload.ts'
import { approveBatch, prepareBatch, returnBatch } from './batch-requests.ts'
import type { WebDeps } from './deps.ts'
import { found, jsonBody, policyInForce } from './refuse.ts'
import { asOfRequest } from './today.ts'

/** Seconds for which a link to a file is good. */
const LINK_SECONDS = 300

export function batchRoutes(deps: WebDeps): Hono {
  const api = new Hono()

  api.post('/batches', async (c) =>
    c.json(await prepareBatch(asOfRequest(deps, c), await jsonBody(c.req.raw, BatchRequest)), 202),
  )
  api.get('/batches/:county', async (c) => c.json(await deps.batches.list(c.req.param('county'))))
  api.get('/batches/:county/:id', async (c) =>
    c.json(found(await deps.batches.get(c.req.param('county'), c.req.param('id')))),
  )
  api.post('/batches/:county/:id/approve', async (c) => {
    const batch = found(await deps.batches.get(c.req.param('county'), c.req.param('id')))
    await approveBatch(asOfRequest(deps, c), batch, (await jsonBody(c.req.raw, Confirmation)).by)
    return c.json({ ok: true }, 202)
  })

  api.post('/batches/:county/:id/return', async (c) => {
    const batch = found(await deps.batches.get(c.req.param('county'), c.req.param('id')))
    await returnBatch(asOfRequest(deps, c), batch, await jsonBody(c.req.raw, BatchReturn))
    return c.json({ ok: true }, 202)
  })

  api.get('/outputs/:division', async (c) => c.json(await deps.outputs.list(c.req.param('division'))))
  api.get('/outputs/:division/:period/:folder/:name', async (c) => {
    const { division, period, folder, name } = c.req.param()
    const output = found(
      (await deps.outputs.list(division)).find((o) => o.period === period && o.folder === folder && o.name === name),
    )
    const saveAs = outputFileName(output, await policyInForce(deps))
    return c.redirect(await deps.outbox.signGet(output.key, saveAs, LINK_SECONDS))
  })
  return api
}
