/** Ways to the identity provider and back: `IDENTITY-FLOW#<hash of the state>`. */
import { IdentityFlow } from '../../schemas/records/identity.ts'
import type { WorkTable } from '../aws/work.ts'

export interface IdentityFlows {
  begin(hash: string, flow: IdentityFlow): Promise<void>
  /** Undefined for another browser, and where it was taken, is over or never began. */
  take(hash: string, browser: string, time: string): Promise<IdentityFlow | undefined>
}

const keyOf = (hash: string) => ({ pk: `IDENTITY-FLOW#${hash}`, sk: 'FLOW' })

export function identityFlows(work: WorkTable): IdentityFlows {
  return {
    async begin(hash, flow) {
      const expires = Math.ceil(Date.parse(flow.until) / 1000)
      await work.putNew(keyOf(hash), { ...IdentityFlow.parse(flow), expires })
    },
    async take(hash, browser, time) {
      const { ok, after } = await work.update(keyOf(hash), {
        set: { usedAt: time },
        condition: 'attribute_not_exists(#usedAt) AND #browser = :browser AND #until > :time',
        names: ['browser', 'until'],
        values: { browser, time },
      })
      return ok ? IdentityFlow.parse(after) : undefined
    },
  }
}
