/** The policy workbook: fetched, edited in Excel or WPS, sent back; by the API and by a page. */
import { Hono } from 'hono'
import { ParametersPage } from '../../pages/parameters.tsx'
import type { WebDeps } from './deps.ts'
import { isLocal, page } from './page-routes.ts'
import { policyFile, putPolicy } from './put-policy.ts'
import { policyInForce, refuse } from './refuse.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const FAULTY = '参数表有误，没有采用。请改正后重新上传。'

export function policyApi(deps: WebDeps): Hono {
  const api = new Hono()
  api.get('/policy', async (c) => {
    c.header('Content-Type', XLSX)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent('参数表')}.xlsx`)
    return c.body(await policyFile(deps))
  })
  /** The body is the workbook. */
  api.post('/policy', async (c) => {
    const put = await putPolicy(deps, new Uint8Array(await c.req.arrayBuffer()))
    return put.ok ? c.json(put) : c.json({ message: FAULTY, faults: put.faults }, 400)
  })
  return api
}

export function policyPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/policy', async (c) =>
    page(ParametersPage({ policy: await policyInForce(deps), local: isLocal(c.req.url), put: undefined })),
  )
  pages.post('/policy', async (c) => {
    const { file } = await c.req.parseBody()
    if (!(file instanceof File) || file.size === 0) throw refuse(400, '请先选择参数表文件，再点“上传参数表”。')
    const put = await putPolicy(deps, new Uint8Array(await file.arrayBuffer()))
    const policy = await policyInForce(deps)
    return page(ParametersPage({ policy, local: isLocal(c.req.url), put }), put.ok ? 200 : 400)
  })
  return pages
}
