/**
 * Accounts and their factors: `ACCOUNT#<id>`; by sign-in name `SIGN-IN#<key>`, by division `ACCOUNTS#<division>` / id.
 */
import { Account, Factors, Holder } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Accounts {
  create(account: Account): Promise<void>
  /** False where somebody else has the name. Repeats are no error. */
  name(id: string, holder: Holder, nameKey: string): Promise<boolean>
  get(id: string): Promise<Account | undefined>
  idOf(nameKey: string): Promise<string | undefined>
  ofDivision(division: string): Promise<string[]>
  factors(id: string): Promise<Factors | undefined>
  putFactors(id: string, factors: Factors, activeAt: string): Promise<void>
  /** False where the step, or a later one, was used. */
  useStep(id: string, step: number): Promise<boolean>
  /** False where the code was used meanwhile. */
  useRecovery(id: string, factors: Factors, digest: string): Promise<boolean>
}

const accountKey = (id: string) => ({ pk: `ACCOUNT#${id}`, sk: 'ACCOUNT' })
const factorsKey = (id: string) => ({ pk: `ACCOUNT#${id}`, sk: 'FACTORS' })
const nameKeyOf = (key: string) => ({ pk: `SIGN-IN#${key}`, sk: 'ACCOUNT' })

export function accounts(work: WorkTable): Accounts {
  const idOf = async (nameKey: string) => {
    const item = await work.get(nameKeyOf(nameKey))
    return item && String(item.account)
  }
  return {
    async create(account) {
      const { id, division } = account
      await work.putNew(accountKey(id), Account.parse(account))
      await work.putNew({ pk: `ACCOUNTS#${division}`, sk: id }, {})
    },
    async name(id, holder, nameKey) {
      const isOwn = (await work.putNew(nameKeyOf(nameKey), { account: id })) || (await idOf(nameKey)) === id
      if (isOwn) await work.update(accountKey(id), { set: Holder.parse(holder) })
      return isOwn
    },
    async get(id) {
      const item = await work.get(accountKey(id))
      return item && Account.parse(item)
    },
    idOf,
    ofDivision: async (division) => (await work.list(`ACCOUNTS#${division}`)).map(({ sk }) => String(sk)),
    async factors(id) {
      const item = await work.get(factorsKey(id))
      return item && Factors.parse(item)
    },
    async putFactors(id, factors, activeAt) {
      await work.update(factorsKey(id), { set: { password: undefined, totp: undefined, ...Factors.parse(factors) } })
      await work.update(accountKey(id), { set: { activeAt } })
    },
    async useStep(id, step) {
      const { ok } = await work.update(factorsKey(id), {
        set: { step },
        condition: '#step < :step',
        values: { step },
      })
      return ok
    },
    async useRecovery(id, { recovery }, digest) {
      const { ok } = await work.update(factorsKey(id), {
        set: { recovery: recovery.filter((kept) => kept !== digest) },
        // Each use makes the list shorter, so one of two at once fails.
        condition: 'contains(#recovery, :digest) AND size(#recovery) = :size',
        values: { digest, size: recovery.length },
      })
      return ok
    },
  }
}
