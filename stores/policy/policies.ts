/** Policy versions: `POLICY` / version, beside the layout of the table's keys. Drafts: `POLICY#DRAFTS` / id. */
import { isDeepStrictEqual } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Fault } from '../../schemas/fault.ts'
import { LAYOUT } from '../../schemas/layout.ts'
import { Policy } from '../../schemas/records/policy.ts'
import { PolicyDraft, PolicyRest, PolicySigned, type PolicyVersion } from '../../schemas/records/policy-version.ts'
import type { WorkTable } from '../aws/work.ts'

/** Seconds. */
const DRAFT = 86_400
/** Bytes; a DynamoDB item holds 400 KB. */
const HEAVIEST = 350_000

export interface Policies {
  /** @throws Fault `policy-missing`; `other-layout` as whatever reads or puts the one in force */
  inForce(): Promise<Policy>
  current(): Promise<Policy | undefined>
  get(version: number): Promise<Policy>
  /** False where another writer was quicker. A version left by a crash comes into force first: readers may know it. */
  put(policy: Policy, made?: PolicySigned & PolicyRest): Promise<boolean>
  version(version: number): Promise<PolicyVersion | undefined>
  keep(version: number, rest: PolicyRest): Promise<void>
  applied(): Promise<number>
  markApplied(version: number): Promise<boolean>
  draft(id: string): Promise<PolicyDraft | undefined>
  /**
   * False where the draft is too large.
   * @param now seconds since 1970
   */
  putDraft(draft: PolicyDraft, now: number): Promise<boolean>
}

const revision = (version: number) => ({ pk: 'POLICY', sk: `VERSION#${String(version).padStart(6, '0')}` })
const CURRENT = { pk: 'POLICY', sk: 'CURRENT' }
const draftKey = (id: string) => ({ pk: 'POLICY#DRAFTS', sk: id })

/** A version is read once: compiling a reader would cost more than it saves. */
const ONCE = { jitless: true }

export function policies(work: WorkTable): Policies {
  const known = new Map<number, Policy>()
  const version = async (version: number): Promise<PolicyVersion | undefined> => {
    const item = await work.get(revision(version))
    if (!item) return undefined
    const { rest, ...own } = item
    const signed = PolicySigned.safeParse(own).data
    return {
      policy: policyIn(item),
      ...(signed && { signed }),
      ...(rest !== undefined && { rest: PolicyRest.parse(unpacked(rest)) }),
    }
  }
  const get = async (version: number): Promise<Policy> => {
    let policy = known.get(version)
    if (!policy) {
      policy = policyIn(await work.get(revision(version)))
      known.set(version, policy)
    }
    return policy
  }
  /** Every stage asks for the policy before it acts: where the table is keyed otherwise, none acts. */
  const inForce = async () => {
    const item = await work.get(CURRENT)
    if (item && work.layout !== undefined && item.layout !== work.layout)
      throw new Fault(
        'other-layout',
        `the tables are of layout ${item.layout ?? '1'}, this version reads ${work.layout}`,
      )
    return item
  }
  const current = async (): Promise<Policy | undefined> => {
    const item = await inForce()
    return item && get(Policy.shape.version.parse(item.version))
  }
  return {
    get,
    version,
    current,
    async inForce() {
      const policy = await current()
      if (!policy) throw new Fault('policy-missing', 'the hub has no policy yet')
      return policy
    },
    async put(policy, made) {
      const wanted = Policy.parse(policy)
      const before = (await inForce())?.version ?? 0
      if (before !== policy.version - 1) return false
      const { contacts, deadlines, ...signed } = made ?? {}
      const rest = made && PolicyRest.parse(unpacked(packed({ contacts, deadlines })))
      const isNew = await work.putNew(revision(policy.version), {
        policy: packed(wanted),
        ...signed,
        ...(rest && { rest: packed(rest) }),
      })
      const stored = isNew ? undefined : await version(policy.version)
      const isOurs = !stored || (isDeepStrictEqual(stored.policy, wanted) && isDeepStrictEqual(stored.rest, rest))
      // The condition fails only where another process did the same.
      await work.update(CURRENT, {
        set: { version: policy.version, layout: LAYOUT },
        condition: policy.version === 1 ? 'attribute_not_exists(#version)' : '#version = :before',
        ...(policy.version > 1 && { values: { before } }),
      })
      return isOurs
    },
    async keep(version, rest) {
      await work.update(revision(version), {
        set: { rest: packed(rest) },
        condition: 'attribute_exists(#policy) AND attribute_not_exists(#rest)',
        names: ['policy'],
      })
    },
    applied: async () => Number((await work.get(CURRENT))?.applied ?? 0),
    async markApplied(version) {
      const { ok } = await work.update(CURRENT, {
        set: { applied: version },
        condition: '#version = :version',
        names: ['version'],
        values: { version },
      })
      return ok
    },
    async draft(id) {
      const item = await work.get(draftKey(id))
      return item && PolicyDraft.parse(unpacked(item.draft))
    },
    async putDraft(draft, now) {
      const bytes = packed(draft)
      if (bytes.length > HEAVIEST) return false
      return work.putNew(draftKey(draft.id), { draft: bytes, expires: now + DRAFT })
    },
  }
}

function policyIn(item: Record<string, unknown> | undefined): Policy {
  const policy = item?.policy instanceof Uint8Array ? unpacked(item.policy) : item?.policy
  return Policy.parse(policy, ONCE)
}

function packed(value: object): Uint8Array {
  return gzipSync(JSON.stringify(value))
}

function unpacked(bytes: unknown): unknown {
  return JSON.parse(gunzipSync(bytes as Uint8Array).toString())
}
