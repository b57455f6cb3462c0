/** Which duties an account can have, and who changes them (docs/access.md#accounts). */
import type { Office } from '../../schemas/codes.ts'
import { DUTIES, type Duty } from '../../schemas/duties.ts'
import type { Account } from '../../schemas/records/account.ts'
import { officesOf } from '../offices.ts'

/** Three accounts, each with its one duty, of a division and no office of it. */
export const WATCHERS: readonly Duty[] = ['administrator', 'security', 'auditor']

/** Without one, an office or its division stands still. */
const NEEDED: readonly Duty[] = ['clerk', 'preparer', 'approver', ...WATCHERS]

export interface Granted {
  readonly division: string
  readonly office?: Office | undefined
  readonly duties: readonly Duty[]
}

export type GrantFault =
  | 'none'
  | 'watcher-with-other'
  | 'watcher-of-office'
  | 'watcher-of-township'
  | 'no-office'
  | 'no-such-office'
  | 'of-other-office'
  | 'held'
  | 'end-day'

export function grantFault({ division, office, duties }: Granted): GrantFault | undefined {
  if (duties.length === 0) return 'none'
  if (duties.some((duty) => WATCHERS.includes(duty))) {
    if (duties.length > 1) return 'watcher-with-other'
    if (office !== undefined) return 'watcher-of-office'
    return division.length > 6 ? 'watcher-of-township' : undefined
  }
  if (office === undefined) return 'no-office'
  if (!officesOf(division).includes(office)) return 'no-such-office'
  return duties.every((duty) => dutiesOf(office).includes(duty)) ? undefined : 'of-other-office'
}

/** The duties that an account of the office, or of the division itself, can have. */
export function dutiesOf(office: Office | undefined): readonly Duty[] {
  if (office === undefined) return WATCHERS
  return DUTIES.flatMap(({ duty, offices }) =>
    !WATCHERS.includes(duty) && (offices?.includes(office) ?? true) ? [duty] : [],
  )
}

type Held = Pick<Account, 'id' | 'division' | 'office' | 'duties' | 'activeAt' | 'usedAt' | 'lockedAt'>

/**
 * @param left the duties that the account keeps
 * @param others every account of the county or city
 * @returns a duty that nobody who can sign in would have any more
 */
export function lastDuty(account: Held, left: readonly Duty[], others: readonly Held[]): Duty | undefined {
  const isOther = ({ id, division, office, activeAt, lockedAt }: Held) =>
    id !== account.id && division === account.division && office === account.office && activeAt && !lockedAt
  const kept = others.filter(isOther).flatMap(({ duties }) => duties)
  // Whoever never signed in leaves no gap; who is locked, or was reset, can come back.
  if (!account.activeAt && !account.usedAt) return undefined
  return account.duties.find((duty) => NEEDED.includes(duty) && !left.includes(duty) && !kept.includes(duty))
}

/** Who asked for it, and who gets it, never decide on it. */
export function isPartial(actor: string, { account, by }: { readonly account: string; readonly by: string }): boolean {
  return actor === account || actor === by
}
