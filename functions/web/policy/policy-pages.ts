/** The policy's pages: its workbook is fetched, sent back, confirmed. */
import * as z from 'zod'
import { ParametersPage } from '../../../pages/policy/parameters.tsx'
import { PolicyDraftPage } from '../../../pages/policy/policy-draft.tsx'
import { PolicyVersionPage } from '../../../pages/policy/policy-version.tsx'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { administer, POLICY_LARGEST } from './policy-api.ts'
import { applyVersion, versionIn, versionsOf, versionView } from './policy-versions.ts'
import { countAgain } from './preview-run.ts'
import { confirmPolicy, draftOfVersion, draftPolicy, type PolicyPut, shownDraft } from './put-policy.ts'

const Workbook = z.object({ file: z.file().min(1) })

export const policyPages: readonly Route[] = [
  pageRoute({
    path: '/policy',
    summary: 'The policy in force, its versions, and where a changed workbook is sent',
    ...administer,
    async run(deps, { local }) {
      await applyVersion(deps)
      return parameters(deps, local)
    },
  }),
  formRoute({
    path: '/policy',
    opens: '/policy',
    summary: 'Sends a changed policy workbook: what it would change is shown next',
    ...administer,
    form: Workbook,
    largest: POLICY_LARGEST,
    incomplete: 'policy-file-missing',
    run: async (deps, { body: { file }, local }) =>
      next(deps, local, await draftPolicy(deps, new Uint8Array(await file.arrayBuffer()))),
  }),
  pageRoute({
    path: '/policy/drafts/:id',
    summary: 'What a draft would change, and for how many',
    ...administer,
    params: { id: z.string() },
    refuses: [409],
    async run(deps, { params, local }) {
      const shown = await shownDraft(deps, params.id)
      // A confirmed draft shows the version it has become.
      if ('version' in shown) return `/policy/versions/${shown.version}`
      return page(PolicyDraftPage({ policy: await deps.policies.inForce(), local, ...shown }))
    },
  }),
  formRoute({
    path: '/policy/drafts/:id/preview',
    opens: '/policy/drafts/:id',
    summary: 'Counts on where the counting of a draft broke off, or was ended by another draft',
    ...administer,
    params: { id: z.string() },
    refuses: [409],
    async run(deps, { params: { id } }) {
      await countAgain(deps, id)
      return `/policy/drafts/${id}`
    },
  }),
  formRoute({
    path: '/policy/drafts/:id/confirm',
    opens: '/policy/drafts/:id',
    summary: 'Puts a draft in force, once everybody on the lists has been counted',
    ...administer,
    params: { id: z.string() },
    refuses: [409],
    async run(deps, { params, caller }) {
      const { version } = await confirmPolicy(deps, params.id, signatureOf(caller))
      return `/policy/versions/${version}`
    },
  }),
  pageRoute({
    path: '/policy/versions/:version',
    summary: 'What a version of the policy changed',
    ...administer,
    params: { version: z.string() },
    async run(deps, { params, local }) {
      const [policy, version] = await Promise.all([
        deps.policies.inForce(),
        versionView(deps, versionIn(params.version)),
      ])
      return page(PolicyVersionPage({ policy, local, shown: version }))
    },
  }),
  formRoute({
    path: '/policy/versions/:version/restore',
    opens: '/policy/versions/:version',
    summary: 'Makes a draft that puts an earlier version back',
    ...administer,
    refuses: [400],
    params: { version: z.string() },
    run: async (deps, { params, local }) => next(deps, local, await draftOfVersion(deps, versionIn(params.version))),
  }),
]

async function next(deps: WebDeps, local: boolean, put: PolicyPut): Promise<string | Response> {
  if (put.ok && put.draft) return `/policy/drafts/${put.draft}`
  return parameters(deps, local, put, put.ok ? 200 : 400)
}

async function parameters(deps: WebDeps, local: boolean, put?: PolicyPut, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  const [versions, lastRun] = await Promise.all([versionsOf(deps, policy.version), deps.retention.last()])
  return page(ParametersPage({ policy, local, put, versions, lastRun }), status)
}
