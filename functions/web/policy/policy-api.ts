/** The API of the policy: workbook, drafts, versions. */

import * as z from 'zod'
import {
  DraftPreview,
  DraftShown,
  DraftStanding,
  ListedVersion,
  VersionInForce,
  VersionShown,
} from '../../../schemas/api/policy.ts'
import { POLICY_FILE_NAME } from '../../../wording/policy-changes.ts'
import { refusalSentence } from '../../../wording/refusals.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import { apiRoute, BYTES, workbookRoute } from '../http/api-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import { Refusal } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { versionIn, versionsOf, versionView } from './policy-versions.ts'
import { countAgain } from './preview-run.ts'
import { confirmPolicy, draftOfVersion, draftPolicy, type PolicyPut, policyFile, shownDraft } from './put-policy.ts'

/** The policy is the city’s. */
export const administer = {
  does: { action: 'administer', resource: 'policy' },
  owner: async (deps: WebDeps) => ({ division: (await deps.policies.inForce()).city.code }),
} as const
export const POLICY_LARGEST = 3 * 1024 ** 2

const params = { version: z.string() }

export const policyApi: readonly Route[] = [
  workbookRoute({
    path: '/api/policy',
    summary: 'The policy in force, or an earlier version, as the workbook that an administrator edits',
    ...administer,
    query: { version: z.string().optional() },
    async run(deps, { query: { version } }) {
      return {
        name: POLICY_FILE_NAME,
        bytes: await policyFile(deps, version === undefined ? undefined : versionIn(version)),
      }
    },
  }),
  /** Nothing changes before the draft is confirmed. */
  apiRoute({
    method: 'POST',
    path: '/api/policy',
    summary: 'Sends a changed policy workbook and answers what it would change, as a draft',
    ...administer,
    body: BYTES,
    largest: POLICY_LARGEST,
    answer: DraftShown,
    run: async (deps, { body }) => draft(await draftPolicy(deps, body)),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/policy/drafts/:id',
    summary:
      'Says what a draft would change, and how many persons it would decide otherwise as far as they are counted',
    ...administer,
    params: { id: z.string() },
    answer: DraftStanding,
    refuses: [409],
    async run(deps, { params: { id } }) {
      const shown = await shownDraft(deps, id)
      return 'version' in shown ? { ...shown, changes: [] } : { changes: shown.changes, preview: shown.preview }
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/policy/drafts/:id/preview',
    summary: 'Counts on where the counting of a draft broke off, or was ended by another draft',
    ...administer,
    params: { id: z.string() },
    status: 202,
    answer: DraftPreview,
    refuses: [409],
    run: (deps, { params: { id } }) => countAgain(deps, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/policy/drafts/:id/confirm',
    summary: 'Puts a draft in force, once everybody on the lists has been counted',
    ...administer,
    params: { id: z.string() },
    answer: VersionInForce,
    refuses: [409],
    run: (deps, { params: { id }, caller }) => confirmPolicy(deps, id, signatureOf(caller)),
  }),
  listRoute({
    path: '/api/policy/versions',
    summary: 'Lists the versions of the policy, the latest first',
    ...administer,
    item: ListedVersion,
    async run(deps, _, wanted) {
      const versions = await versionsOf(deps, (await deps.policies.inForce()).version)
      return pageOf(versions, ({ version }) => String(version).padStart(6, '0'), wanted, true)
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/api/policy/versions/:version',
    summary: 'Says what a version of the policy changed',
    ...administer,
    params,
    answer: VersionShown,
    run: (deps, { params: { version } }) => versionView(deps, versionIn(version)),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/policy/versions/:version/restore',
    summary: 'Makes a draft that puts an earlier version back',
    ...administer,
    params,
    answer: DraftShown,
    refuses: [400],
    run: async (deps, { params: { version } }) => draft(await draftOfVersion(deps, versionIn(version))),
  }),
]

function draft(put: PolicyPut) {
  if (!put.ok) throw new Refusal('policy-faulty', refusalSentence('policy-faulty'), put.faults)
  return put
}
