/** Confirmations of offices' accounts: `ACCOUNT-CHECKS#<county>` / quarter, division and office. */
import { AccountCheck } from '../../schemas/records/account-check.ts'
import type { WorkTable } from '../aws/work.ts'

/** Days; as long as the audit is kept by default. */
const KEPT = 1096

export interface AccountChecks {
  /** One that is known stays as it is. */
  open(check: AccountCheck): Promise<void>
  /** Townships' with their county's. */
  ofQuarter(county: string, quarter: string): Promise<AccountCheck[]>
  /** False where somebody was first. */
  confirm(check: AccountCheck, confirmed: NonNullable<AccountCheck['confirmed']>): Promise<boolean>
}

const pkOf = (division: string) => `ACCOUNT-CHECKS#${division.slice(0, 6)}`
const keyOf = ({ quarter, division, office }: AccountCheck) => ({
  pk: pkOf(division),
  sk: `${quarter}#${division}#${office ?? ''}`,
})

export function accountChecks(work: WorkTable): AccountChecks {
  return {
    async open(check) {
      const expires = Math.ceil(Date.parse(check.openedOn) / 1000) + KEPT * 86_400
      await work.putNew(keyOf(check), { ...AccountCheck.parse(check), expires })
    },
    ofQuarter: async (county, quarter) =>
      (await work.list(pkOf(county), { prefix: quarter })).map((item) => AccountCheck.parse(item)),
    async confirm(check, confirmed) {
      const { ok } = await work.update(keyOf(check), {
        set: { confirmed },
        condition: 'attribute_exists(#dueOn) AND attribute_not_exists(#confirmed)',
        names: ['dueOn'],
      })
      return ok
    },
  }
}
