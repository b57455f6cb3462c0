/** A policy workbook becomes a draft with its differences, and by a second act the next version. */
import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isDeepStrictEqual } from 'node:util'
import { deadlinesWith, settingsOf } from '../../../forms/policy/policy-deadlines.ts'
import type { PolicyFault } from '../../../forms/policy/policy-lines.ts'
import { writePolicyWorkbook } from '../../../forms/policy/policy-workbook.ts'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import type { DraftPreview } from '../../../schemas/api/policy.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { PolicyDraft, PolicyRest } from '../../../schemas/records/policy-version.ts'
import { found, refuse } from '../http/refuse.ts'
import { type Difference, differenceOf, faultsOf, type PolicyDeps } from './policy-preview.ts'
import { applyVersion } from './policy-versions.ts'
import { beginPreview, demandCounted, previewOf } from './preview-run.ts'
import { readPolicyApart } from './read-policy-apart.ts'

export type PolicyPut =
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }
  | ({ readonly ok: true; readonly version: number; readonly draft?: string } & Difference)

export async function draftPolicy(deps: PolicyDeps, bytes: Uint8Array): Promise<PolicyPut> {
  const base = await deps.policies.inForce()
  const reading = await readPolicyApart(bytes, base)
  if (!reading.ok) return { ok: false, faults: reading.faults }
  const rest = await restInForce(deps)
  return draftOf(deps, base, rest, {
    policy: reading.policy,
    contacts: [...reading.contacts],
    deadlines: deadlinesWith(rest.deadlines, reading),
  })
}

export async function draftOfVersion(deps: PolicyDeps, version: number): Promise<PolicyPut> {
  const kept = found(await deps.policies.version(version))
  const [base, rest] = await Promise.all([deps.policies.inForce(), restInForce(deps)])
  const { contacts, deadlines } = kept.rest ?? rest
  const policy = { ...kept.policy, version: base.version + 1 }
  return draftOf(deps, base, rest, {
    policy,
    contacts,
    deadlines: { ...deadlines, from: rest.deadlines.from },
    restored: version,
  })
}

/**
 * Repeats change nothing.
 * @throws 404 for no draft, 409 where policy or lists changed since it was shown, or persons are still counted
 */
export async function confirmPolicy(deps: PolicyDeps, id: string, by: Signature): Promise<{ version: number }> {
  const draft = found(await deps.policies.draft(id))
  const base = await deps.policies.inForce()
  const { version } = draft.policy
  await applyVersion(deps)
  if (await hasBeenInForce(deps, draft)) return { version }
  if (base.version !== version - 1) throw refuse('policy-changed')
  await demandCounted(deps, id)
  const faults = await faultsOf(deps, base, draft.policy)
  if (faults.length > 0) throw refuse('policy-drops-used', faults.map(({ message }) => message).join(''))
  const { policy, contacts, deadlines, restored } = draft
  await deps.policies.keep(base.version, await restInForce(deps))
  const signed = { by, at: deps.now().toISOString(), ...(restored && { restored }) }
  if (!(await deps.policies.put(policy, { ...signed, contacts, deadlines }))) throw refuse('policy-changed')
  await applyVersion(deps)
  return { version }
}

/**
 * @returns the version that a draft has become
 * @throws 404 for no draft, 409 where the policy changed since
 */
export async function shownDraft(
  deps: PolicyDeps,
  id: string,
): Promise<
  | { readonly version: number }
  | ({ readonly draft: PolicyDraft; readonly preview: DraftPreview | undefined } & Difference)
> {
  const draft = found(await deps.policies.draft(id))
  const [base, rest] = await Promise.all([deps.policies.inForce(), restInForce(deps)])
  const { version } = draft.policy
  if (await hasBeenInForce(deps, draft)) return { version }
  if (base.version !== version - 1) throw refuse('policy-changed')
  const preview = await previewOf(deps, id)
  return { draft, preview, ...(await differenceOf(deps, { policy: base, ...rest }, draft)) }
}

async function draftOf(
  deps: PolicyDeps,
  base: Policy,
  rest: PolicyRest,
  wanted: Omit<PolicyDraft, 'id'>,
): Promise<PolicyPut> {
  const faults = await faultsOf(deps, base, wanted.policy)
  if (faults.length > 0) return { ok: false, faults }
  const difference = await differenceOf(deps, { policy: base, ...rest }, wanted)
  if (difference.changes.length === 0) {
    await applyVersion(deps)
    return { ok: true, version: base.version, ...difference }
  }
  const draft = { ...wanted, id: randomUUID() }
  if (!(await deps.policies.putDraft(draft, Math.floor(deps.now().getTime() / 1000)))) throw refuse('policy-too-long')
  await beginPreview(deps, base, draft)
  return { ok: true, version: base.version, draft: draft.id, ...difference }
}

async function hasBeenInForce({ policies }: PolicyDeps, draft: PolicyDraft): Promise<boolean> {
  const kept = await policies.version(draft.policy.version)
  const { policy, contacts, deadlines } = draft
  return isDeepStrictEqual(kept && { policy: kept.policy, ...kept.rest }, { policy, contacts, deadlines })
}

export async function policyFile(deps: PolicyDeps, version?: number): Promise<Uint8Array<ArrayBuffer>> {
  const kept = version === undefined ? undefined : found(await deps.policies.version(version))
  const policy = kept?.policy ?? (await deps.policies.inForce())
  const { contacts, deadlines } = kept?.rest ?? (await restInForce(deps))
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    writePolicyWorkbook(out, {
      policy,
      contacts,
      calendar: deadlines.calendar.overrides,
      deadlines: settingsOf(deadlines),
    }),
  ])
  return new Uint8Array(bytes)
}

/** A city without deadlines begins today by the clock, whatever month is played. */
async function restInForce({ contacts, deadlines, now }: PolicyDeps): Promise<PolicyRest> {
  const [all, set] = await Promise.all([contacts.all(), deadlines.policy()])
  return { contacts: all, deadlines: set ?? { ...DEFAULT_DEADLINES, from: shanghaiDay(now().toISOString()) } }
}
