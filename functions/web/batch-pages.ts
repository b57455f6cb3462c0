/** A batch of payments: what its second person looks at before answering for it. */
import { type Context, Hono } from 'hono'
import { BatchPage } from '../../pages/batch.tsx'
import type { Fault } from '../../pages/parts/fault.tsx'
import { BatchRequest, BatchReturn } from '../../schemas/batch.ts'
import { Confirmation } from '../../schemas/upload.ts'
import { orAgain } from './again.ts'
import { approveBatch, prepareBatch, returnBatch } from './batch-requests.ts'
import { batchView } from './batch-view.ts'
import type { WebDeps } from './deps.ts'
import { homePage } from './home-page.ts'
import { monthStanding } from './month-standing.ts'
import { isLocal, page } from './page.ts'
import { found, policyInForce, refuse } from './refuse.ts'
import { asOfRequest } from './today.ts'

export function batchPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/batches/:county/:id', (c) => show(deps, c, c.req.param()))
  pages.post('/batches', async (c) => {
    const fields = await c.req.parseBody()
    const prepare = async () => {
      const [county, review] = String(fields.review).split('/')
      const asked = BatchRequest.safeParse({ county, review, by: fields.by })
      if (!asked.success) throw refuse(400, '请选择县（市、区），填写经办人的姓名，再点“生成代缴批次”。')
      const { id } = await prepareBatch(asOfRequest(deps, c), asked.data)
      return c.redirect(`/batches/${asked.data.county}/${id}`, 303)
    }
    return orAgain('preparer', fields, prepare, (fault, status) => homePage(deps, c, fault, status))
  })
  pages.post('/batches/:county/:id/approve', async (c) => {
    const { county, id } = c.req.param()
    const batch = found(await deps.batches.get(county, id))
    const fields = await c.req.parseBody()
    const approve = async () => {
      const approval = Confirmation.safeParse(fields)
      if (!approval.success) throw refuse(400, '请填写审批人的姓名，再点“核对无误，审批”。')
      await approveBatch(asOfRequest(deps, c), batch, approval.data.by)
      return c.redirect(`/batches/${county}/${id}`, 303)
    }
    return orAgain('approver', fields, approve, (fault, status) => show(deps, c, { county, id }, fault, status))
  })
  pages.post('/batches/:county/:id/return', async (c) => {
    const { county, id } = c.req.param()
    const batch = found(await deps.batches.get(county, id))
    const fields = await c.req.parseBody()
    const sendBack = async () => {
      const asked = BatchReturn.safeParse(fields)
      if (!asked.success) throw refuse(400, '请填写退回原因（4至200个字）和退回人的姓名，再点“退回”。')
      await returnBatch(asOfRequest(deps, c), batch, asked.data)
      return c.redirect(`/batches/${county}/${id}`, 303)
    }
    return orAgain('return-reason', fields, sendBack, (fault, status) => show(deps, c, { county, id }, fault, status))
  })
  return pages
}

async function show(
  deps: WebDeps,
  c: Context,
  { county, id }: { county: string; id: string },
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await policyInForce(deps)
  const batch = found(await deps.batches.get(county, id))
  const [view, standing] = await Promise.all([
    batchView(deps, batch),
    // What it would be paid by matters to whoever has still to approve it.
    batch.state === 'prepared' ? monthStanding(asOfRequest(deps, c), policy, county, batch.period) : undefined,
  ])
  const now = deps.now().getTime()
  return page(BatchPage({ ...view, policy, local: isLocal(c.req.url), now, standing, fault }), status)
}
