/** A draft is counted over all listed persons in the background, before it can be put in force. */
import { isDeepStrictEqual } from 'node:util'
import type { DraftPreview } from '../../../schemas/api/policy.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isCounted, type PolicyPreview } from '../../../schemas/records/policy-preview.ts'
import type { PolicyDraft } from '../../../schemas/records/policy-version.ts'
import { found, refuse } from '../http/refuse.ts'
import type { PolicyDeps } from './policy-preview.ts'

/** A run of another draft ends. What was counted of this one is not counted again. */
export async function beginPreview(
  deps: PolicyDeps,
  before: Policy,
  { id, policy }: Pick<PolicyDraft, 'id' | 'policy'>,
): Promise<PolicyPreview> {
  // Contacts and deadlines decide nothing about persons.
  const isSame = isDeepStrictEqual({ ...before, version: policy.version }, policy)
  const now = deps.now()
  const preview = await deps.previews.begin({
    ...{ draft: id, against: before.version, day: deps.dayOf(now), at: now.toISOString() },
    counties: isSame ? [] : await countiesWithLists(deps, before),
  })
  for (const { county, state } of preview.of)
    if (state === 'waiting' || state === 'counting') await deps.snapshotQueue.send({ preview: id, county })
  return preview
}

/**
 * What a crash or another draft kept from being counted is counted.
 * @throws 404 for no draft, 409 where the policy changed since
 */
export async function countAgain(deps: PolicyDeps, id: string): Promise<DraftPreview> {
  const draft = found(await deps.policies.draft(id))
  const base = await deps.policies.inForce()
  if (base.version !== draft.policy.version - 1) throw refuse('policy-changed')
  return previewShown(await beginPreview(deps, base, draft), id)
}

/** @throws 409 where not everybody has been looked at */
export async function demandCounted({ previews }: Pick<PolicyDeps, 'previews'>, id: string): Promise<void> {
  const preview = await previews.get(id)
  if (!preview || !isCounted(preview)) throw refuse('policy-uncounted')
}

export async function previewOf(
  { previews }: Pick<PolicyDeps, 'previews'>,
  id: string,
): Promise<DraftPreview | undefined> {
  const [preview, current] = await Promise.all([previews.get(id), previews.current()])
  return preview && previewShown(preview, current)
}

function previewShown(preview: PolicyPreview, current: string | undefined): DraftPreview {
  const done = isCounted(preview)
  return {
    ...{ day: preview.day, state: done ? 'counted' : current === preview.draft ? 'counting' : 'replaced' },
    persons: sum(preview.of.map(({ persons }) => persons)),
    looked: sum(preview.of.map(({ looked }) => looked)),
    otherwise: sum(preview.of.flatMap(({ shifts }) => shifts.map(({ persons }) => persons))),
    counties: preview.of.map(({ county, state, persons, looked, shifts }) => ({
      ...{ county, state, persons, looked, shifts: shifts.toSorted((a, b) => b.persons - a.persons) },
    })),
  }
}

async function countiesWithLists(
  { heads }: Pick<PolicyDeps, 'heads'>,
  { counties, categories }: Policy,
): Promise<string[]> {
  const of = counties.flatMap(({ code }) => categories.map((category) => `${code}#${category.code}`))
  const listed = (await heads.all(of)).filter(({ roster }) => roster !== undefined)
  return [...new Set(listed.map(({ head }) => head.slice(0, head.indexOf('#'))))]
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
