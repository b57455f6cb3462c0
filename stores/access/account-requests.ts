/** Requests for accounts and duties: `ACCOUNT-REQUESTS#<county>` / account. */
import { AccountRequest } from '../../schemas/records/account-request.ts'
import type { WorkTable } from '../aws/work.ts'

/** Days for which a refusal is shown. */
const SHOWN = 30

export interface AccountRequests {
  /** An account's later request replaces the earlier one. */
  put(request: AccountRequest): Promise<void>
  get(county: string, account: string): Promise<AccountRequest | undefined>
  /** Townships' with their county's. */
  list(county: string): Promise<AccountRequest[]>
  refuse(request: AccountRequest, refused: NonNullable<AccountRequest['refused']>): Promise<void>
  remove(county: string, account: string): Promise<void>
}

const keyOf = (county: string, account: string) => ({ pk: `ACCOUNT-REQUESTS#${county}`, sk: account })
const keyFor = ({ division, account }: AccountRequest) => keyOf(division.slice(0, 6), account)

export function accountRequests(work: WorkTable): AccountRequests {
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
      await work.update(keyFor(request), { set })
    },
    async get(county, account) {
      const item = await work.get(keyOf(county, account))
      return item && AccountRequest.parse(item)
    },
    list: async (county) => (await work.list(`ACCOUNT-REQUESTS#${county}`)).map((item) => AccountRequest.parse(item)),
    async refuse(request, refused) {
      const expires = Math.ceil(Date.parse(refused.at) / 1000) + SHOWN * 86_400
      await work.update(keyFor(request), {
        set: { refused, expires },
        condition: '#at = :at',
        names: ['at'],
        values: { at: request.at },
      })
    },
    remove: (county, account) => work.remove(keyOf(county, account)),
  }
}
