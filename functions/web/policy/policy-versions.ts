/** Versions of the policy, and putting the rest of the current one in force. */
import { Fault } from '../../../schemas/fault.ts'
import type { PolicySigned } from '../../../schemas/records/policy-version.ts'
import { found, refuse } from '../http/refuse.ts'
import { type PolicyDeps, plainDifference, type ShownChange } from './policy-preview.ts'

const MOST = 30
const TRIES = 5

export interface ListedVersion {
  readonly version: number
  readonly signed: PolicySigned | undefined
}

export async function versionsOf(deps: PolicyDeps, latest: number): Promise<ListedVersion[]> {
  const revs = Array.from({ length: Math.min(latest, MOST) }, (_, i) => latest - i)
  const versions = await Promise.all(
    revs.map(async (version) => ({ version, kept: await deps.policies.version(version) })),
  )
  return versions.flatMap(({ version, kept }) => (kept ? [{ version, signed: kept.signed }] : []))
}

export interface VersionView extends ListedVersion {
  readonly current: number
  readonly changes: readonly ShownChange[] | undefined
}

export async function versionView(deps: PolicyDeps, version: number): Promise<VersionView> {
  const [own, before, { version: current }] = await Promise.all([
    deps.policies.version(version).then(found),
    version > 1 ? deps.policies.version(version - 1) : undefined,
    deps.policies.inForce(),
  ])
  const changes =
    own.rest && before?.rest
      ? plainDifference({ policy: before.policy, ...before.rest }, { policy: own.policy, ...own.rest }).changes
      : undefined
  return { version, signed: own.signed, current, changes }
}

/** Contacts and deadlines follow the version in force; the next reader finishes what a fault left half done. */
export async function applyVersion({ policies, contacts, deadlines }: PolicyDeps): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    const policy = await policies.current()
    if (!policy || (await policies.applied()) === policy.version) return
    const rest = (await policies.version(policy.version))?.rest
    if (rest) {
      await contacts.replace(rest.contacts)
      await deadlines.putPolicy(rest.deadlines)
    }
    if (await policies.markApplied(policy.version)) return
  }
  throw new Fault('moved-by-others', 'the policy is changed again and again')
}

/** @throws 404 for what is no version number */
export function versionIn(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw refuse('policy-version-unknown')
  return Number(text)
}
