/** Versions of the policy: which there are, what each changed, and putting in force what belongs to the current one. */
import type { PolicySigned } from '../../../schemas/records/policy-version.ts'
import { found, policyInForce, refuse } from '../http/refuse.ts'
import { type PolicyDeps, plainDifference, type ShownChange } from './policy-preview.ts'

/** Versions that a page shows. */
const MOST = 30
const TRIES = 5

export interface ListedVersion {
  readonly rev: number
  readonly signed: PolicySigned | undefined
}

/** The latest first. */
export async function versionsOf(deps: PolicyDeps, latest: number): Promise<ListedVersion[]> {
  const revs = Array.from({ length: Math.min(latest, MOST) }, (_, i) => latest - i)
  const versions = await Promise.all(revs.map((rev) => deps.policies.version(rev)))
  return versions.flatMap((version, i) => (version ? [{ rev: revs[i]!, signed: version.signed }] : []))
}

export interface VersionView extends ListedVersion {
  readonly current: number
  /** What it changed; undefined for the first, and where what was in force before it is not known. */
  readonly changes: readonly ShownChange[] | undefined
}

/** @throws 404 for a version that is none */
export async function versionView(deps: PolicyDeps, rev: number): Promise<VersionView> {
  const [own, before, { rev: current }] = await Promise.all([
    deps.policies.version(rev).then(found),
    rev > 1 ? deps.policies.version(rev - 1) : undefined,
    policyInForce(deps),
  ])
  const changes =
    own.rest && before?.rest
      ? plainDifference({ policy: before.policy, ...before.rest }, { policy: own.policy, ...own.rest }).changes
      : undefined
  return { rev, signed: own.signed, current, changes }
}

/**
 * Contacts and deadlines of the version in force take the place of the ones there were. Whoever looks at the policy
 * finishes what a fault has left half done; where another version came in between, that one is taken.
 */
export async function applyVersion({ policies, contacts, deadlines }: PolicyDeps): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    const policy = await policies.current()
    if (!policy || (await policies.applied()) === policy.rev) return
    const rest = (await policies.version(policy.rev))?.rest
    if (rest) {
      await contacts.replace(rest.contacts)
      await deadlines.putPolicy(rest.deadlines)
    }
    if (await policies.markApplied(policy.rev)) return
  }
  throw new Error('the policy is changed again and again')
}

/** @throws 404 for what is no number of a version */
export function revOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw refuse(404, '没有这一版参数。')
  return Number(text)
}
