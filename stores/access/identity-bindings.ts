/** Accounts' identities: `ACCOUNT#<id>` / `IDENTITY`, and by identity `IDENTITY#<key>`. */
import { IdentityBinding } from '../../schemas/records/identity.ts'
import type { WorkTable } from '../aws/work.ts'

export interface IdentityBindings {
  accountOf(identity: string): Promise<string | undefined>
  of(account: string): Promise<IdentityBinding | undefined>
  /** In place of an earlier identity. False where it is another account's. */
  bind(account: string, binding: IdentityBinding): Promise<boolean>
  unbind(account: string): Promise<void>
}

const ownKey = (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'IDENTITY' })
const keyOf = (identity: string) => ({ pk: `IDENTITY#${identity}`, sk: 'ACCOUNT' })

export function identityBindings(work: WorkTable): IdentityBindings {
  const of = async (account: string) => {
    const item = await work.get(ownKey(account))
    return item && IdentityBinding.parse(item)
  }
  // The account's own item decides; the other one only finds it.
  const accountOf = async (identity: string) => {
    const item = await work.get(keyOf(identity))
    const account = item && String(item.account)
    return account !== undefined && (await of(account))?.identity === identity ? account : undefined
  }
  return {
    accountOf,
    of,
    async bind(account, binding) {
      const { identity, boundAt } = IdentityBinding.parse(binding)
      const key = keyOf(identity)
      if (!(await work.putNew(key, { account }))) {
        const holder = await work.get(key)
        if (![account, undefined].includes(await accountOf(identity))) return false
        const { ok } = await work.update(key, {
          set: { account },
          condition: '#account = :holder',
          values: { holder: holder?.account ?? '' },
        })
        if (!ok) return false
      }
      await work.update(ownKey(account), { set: { identity, boundAt } })
      return true
    },
    unbind: (account) => work.remove(ownKey(account)),
  }
}
