/** Requests for accounts and duties: `ACCOUNT-REQUESTS#<county>` / account. */
import { AccountRequest } from '../../schemas/records/account-request.ts'
import type { WorkTable } from '../aws/work.ts'

/** Days for which a refusal is shown. */
const SHOWN = 30

export interface AccountRequests {
  /**
   * False where another request for the account waits; whoever asked for it may correct it. That the holder has left
   * counts before anything else.
   */
  put(request: AccountRequest): Promise<boolean>
  get(county: string, account: string): Promise<AccountRequest | undefined>
  /** Townships' with their county's. */
  list(county: string): Promise<AccountRequest[]>
  /** From then on it is neither changed nor refused. False where it is another by now, or was refused. */
  claim(request: AccountRequest): Promise<boolean>
  /** It waits again. */
  unclaim(request: AccountRequest): Promise<void>
  /** False where it is another by now, or is being confirmed. */
  refuse(request: AccountRequest, refused: NonNullable<AccountRequest['refused']>): Promise<boolean>
  remove(county: string, account: string): Promise<void>
}

const keyOf = (county: string, account: string) => ({ pk: `ACCOUNT-REQUESTS#${county}`, sk: account })
const keyFor = ({ division, account }: AccountRequest) => keyOf(division.slice(0, 6), account)

export function accountRequests(work: WorkTable): AccountRequests {
  const change = async (request: AccountRequest, set: Record<string, unknown>, condition: string) => {
    const { ok } = await work.update(keyFor(request), {
      set,
      condition: `#at = :at AND ${condition}`,
      names: ['at', 'refused', 'confirming'],
      values: { at: request.at },
    })
    return ok
  }
  return {
    async put(request) {
      const set = {
        office: undefined,
        ends: undefined,
        until: undefined,
        refused: undefined,
        expires: undefined,
        ...AccountRequest.parse(request),
      }
      const { by, until, ends } = request
      const isCorrected = `#by = :by AND attribute_${until ? '' : 'not_'}exists(#until)`
      const { ok } = await work.update(keyFor(request), {
        set,
        condition: `attribute_not_exists(#confirming) AND (attribute_not_exists(#at) OR attribute_exists(#refused)
          ${ends ? 'OR attribute_not_exists(#ends)' : `OR (attribute_not_exists(#ends) AND ${isCorrected})`})`,
        names: ['confirming'],
        ...(!ends && { values: { by } }),
      })
      return ok
    },
    async get(county, account) {
      const item = await work.get(keyOf(county, account))
      return item && AccountRequest.parse(item)
    },
    list: async (county) => (await work.list(`ACCOUNT-REQUESTS#${county}`)).map((item) => AccountRequest.parse(item)),
    async claim(request) {
      return change(request, { confirming: true }, 'attribute_not_exists(#refused)')
    },
    async unclaim(request) {
      await change(request, { confirming: undefined }, 'attribute_exists(#confirming)')
    },
    async refuse(request, refused) {
      const expires = Math.ceil(Date.parse(refused.at) / 1000) + SHOWN * 86_400
      return change(request, { refused, expires }, 'attribute_not_exists(#confirming)')
    },
    remove: (county, account) => work.remove(keyOf(county, account)),
  }
}
