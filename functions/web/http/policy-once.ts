/** The policy in force, read once a request. */
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'

/** What the request itself puts into force is read anew. */
export function policyOnce<D extends Pick<WebDeps, 'policies'>>(deps: D): D {
  const { policies } = deps
  let read: Promise<Policy> | undefined
  return {
    ...deps,
    policies: {
      ...policies,
      inForce() {
        read ??= policies.inForce()
        return read
      },
      async put(...policy) {
        const isOurs = await policies.put(...policy)
        read = undefined
        return isOurs
      },
    },
  }
}
