/** The policy workbook: fetched, edited in Excel or WPS, sent back, confirmed; by the API and by pages. */
import { type Context, Hono } from 'hono'
import { ParametersPage } from '../../pages/parameters.tsx'
import { PolicyDraftPage } from '../../pages/policy-draft.tsx'
import { PolicyVersionPage } from '../../pages/policy-version.tsx'
import { Confirmation } from '../../schemas/upload.ts'
import type { WebDeps } from './deps.ts'
import { isLocal, page } from './page.ts'
import { applyVersion, versionsOf, versionView } from './policy-versions.ts'
import { confirmPolicy, draftOfVersion, draftPolicy, type PolicyPut, policyFile, shownDraft } from './put-policy.ts'
import { jsonBody, policyInForce, refuse } from './refuse.ts'
import { asOfRequest } from './today.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const FAULTY = '参数设置表有误，没有采用。请改正后重新上传。'

export function policyApi(deps: WebDeps): Hono {
  const api = new Hono()
  const answer = (put: PolicyPut): [object, 200 | 400] =>
    put.ok ? [put, 200] : [{ message: FAULTY, faults: put.faults }, 400]

  api.get('/policy', async (c) => {
    const rev = c.req.query('version')
    c.header('Content-Type', XLSX)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent('参数设置表')}.xlsx`)
    return c.body(await policyFile(deps, rev === undefined ? undefined : revOf(rev)))
  })
  /** The body is the workbook. Nothing is in force before the draft that it answers is confirmed. */
  api.post('/policy', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json(...answer(await draftPolicy(asOfRequest(deps, c), bytes)))
  })
  api.post('/policy/drafts/:id/confirm', async (c) => {
    const { by } = await jsonBody(c.req.raw, Confirmation)
    return c.json(await confirmPolicy(asOfRequest(deps, c), c.req.param('id'), by))
  })
  api.get('/policy/versions', async (c) => c.json(await versionsOf(deps, (await policyInForce(deps)).rev)))
  api.get('/policy/versions/:rev', async (c) => c.json(await versionView(deps, revOf(c.req.param('rev')))))
  /** Answers a draft that puts the version back. */
  api.post('/policy/versions/:rev/restore', async (c) =>
    c.json(...answer(await draftOfVersion(asOfRequest(deps, c), revOf(c.req.param('rev'))))),
  )
  return api
}

export function policyPages(deps: WebDeps): Hono {
  const pages = new Hono()
  const parameters = async (url: string, put?: PolicyPut, status = 200) => {
    const policy = await policyInForce(deps)
    const versions = await versionsOf(deps, policy.rev)
    return page(ParametersPage({ policy, local: isLocal(url), put, versions }), status)
  }
  /** To the page that shows what would change, where anything would. */
  const answer = (c: Context, put: PolicyPut) =>
    put.ok && put.draft
      ? c.redirect(`/policy/drafts/${put.draft}`, 303)
      : parameters(c.req.url, put, put.ok ? 200 : 400)

  pages.get('/policy', async (c) => {
    await applyVersion(deps)
    return parameters(c.req.url)
  })
  pages.post('/policy', async (c) => {
    const { file } = await c.req.parseBody()
    if (!(file instanceof File) || file.size === 0) throw refuse(400, '请先选择参数设置表文件，再点“上传并核对”。')
    return answer(c, await draftPolicy(asOfRequest(deps, c), new Uint8Array(await file.arrayBuffer())))
  })
  pages.get('/policy/drafts/:id', async (c) => {
    const policy = await policyInForce(deps)
    const shown = await shownDraft(asOfRequest(deps, c), c.req.param('id'))
    return page(PolicyDraftPage({ policy, local: isLocal(c.req.url), ...shown }))
  })
  pages.post('/policy/drafts/:id/confirm', async (c) => {
    const confirmation = Confirmation.safeParse(await c.req.parseBody())
    if (!confirmation.success) throw refuse(400, '请填写采用人的姓名，再点“确认采用”。')
    const { rev } = await confirmPolicy(asOfRequest(deps, c), c.req.param('id'), confirmation.data.by)
    return c.redirect(`/policy/versions/${rev}`, 303)
  })
  pages.get('/policy/versions/:rev', async (c) => {
    const [policy, version] = await Promise.all([policyInForce(deps), versionView(deps, revOf(c.req.param('rev')))])
    return page(PolicyVersionPage({ policy, local: isLocal(c.req.url), version }))
  })
  pages.post('/policy/versions/:rev/restore', async (c) => {
    return answer(c, await draftOfVersion(asOfRequest(deps, c), revOf(c.req.param('rev'))))
  })
  return pages
}

/** @throws 404 for what is no number of a version */
function revOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw refuse(404, '没有这一版参数。')
  return Number(text)
}
