/** A batch of payments: what its second person looks at before answering for it. */
import { Hono } from 'hono'
import { BatchPage } from '../../pages/batch.tsx'
import { BatchRequest } from '../../schemas/batch.ts'
import { Confirmation } from '../../schemas/upload.ts'
import { approveBatch, prepareBatch } from './batch-requests.ts'
import { batchView } from './batch-view.ts'
import type { WebDeps } from './deps.ts'
import { isLocal, page } from './page-routes.ts'
import { found, policyInForce, refuse } from './refuse.ts'
import { asOfRequest } from './today.ts'

export function batchPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/batches/:county/:id', async (c) => {
    const policy = await policyInForce(deps)
    const batch = found(await deps.batches.get(c.req.param('county'), c.req.param('id')))
    return page(BatchPage({ ...(await batchView(deps, batch)), policy, local: isLocal(c.req.url) }))
  })
  pages.post('/batches', async (c) => {
    const { review: named, by } = await c.req.parseBody()
    const [county, review] = String(named).split('/')
    const asked = BatchRequest.safeParse({ county, review, by })
    if (!asked.success) throw refuse(400, '请选择县（市、区），填写经办人的姓名，再点“生成代缴批次”。')
    const { id } = await prepareBatch(asOfRequest(deps, c), asked.data)
    return c.redirect(`/batches/${asked.data.county}/${id}`, 303)
  })
  pages.post('/batches/:county/:id/approve', async (c) => {
    const { county, id } = c.req.param()
    const batch = found(await deps.batches.get(county, id))
    const { by } = await c.req.parseBody()
    const approval = Confirmation.safeParse({ by })
    if (!approval.success) throw refuse(400, '请填写审批人的姓名，再点“核对无误，审批”。')
    await approveBatch(asOfRequest(deps, c), batch, approval.data.by)
    return c.redirect(`/batches/${county}/${id}`, 303)
  })
  return pages
}
