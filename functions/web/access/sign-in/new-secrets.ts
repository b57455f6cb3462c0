/** What opens an account, made anew at first use or on one's own account (docs/access.md#sign-in). */
import { randomBytes, randomInt } from 'node:crypto'
import type { AccountSecrets } from '../../../../formats/account-secrets.ts'
import { hashPassword, isPassword } from '../../../../formats/password.ts'
import { passwordFault } from '../../../../rules/access/password-rules.ts'
import type { Account, Factors, Holder } from '../../../../schemas/records/account.ts'
import type { SessionKey } from '../../../../stores/access/sessions.ts'
import type { WebDeps } from '../../deps.ts'
import type { From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { note } from '../../http/tried.ts'
import { endingSessions } from './begin-session.ts'
import { commonPasswords } from './common-passwords.ts'

const RECOVERY_CODES = 10

export interface NewPassword {
  readonly password: string
  readonly again: string
}

/** @throws 400 for an unfit password */
export async function fitPassword({ password, again }: NewPassword, { signInName, name }: Holder): Promise<void> {
  const fault = passwordFault(password, [signInName, signInName.split('@')[0] ?? '', name], await commonPasswords())
  if (fault) throw refuse('password-unfit', fault)
  if (password !== again) throw refuse('password-differs')
}

/** @throws 400 for one of the last five */
export async function newToAccount(password: string, factors: Factors | undefined): Promise<void> {
  for (const kept of passwordsOf(factors)) if (await isPassword(password, kept)) throw refuse('password-unfit', 'used')
}

/** The latest first. */
export function passwordsOf(factors: Factors | undefined): string[] {
  return factors ? [...(factors.password === undefined ? [] : [factors.password]), ...factors.earlier] : []
}

/** @throws 409 where the password was changed meanwhile */
export async function setPassword(
  deps: WebDeps,
  account: Account,
  factors: Factors,
  password: string,
  from: Pick<From, 'address'>,
  /** The session that stays; none does where it is absent. */
  but?: SessionKey,
): Promise<void> {
  const change = {
    password: await hashPassword(password, randomBytes(16)),
    passwordSetAt: deps.now().toISOString(),
    earlier: passwordsOf(factors).slice(0, 4),
  }
  await note(deps, account, 'password-changed', from)
  const put = () => deps.accounts.changeFactors(account.id, 'password', factors, change)
  if (!(await endingSessions(deps, account.id, put, but))) throw refuse('factors-changed')
}

export function recoveryCodes({ digest }: Pick<AccountSecrets, 'digest'>): { codes: string[]; digests: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode)
  return { codes, digests: codes.map((code) => digest(code.replace('-', ''))) }
}

/** 50 bits in letters that are not mistaken for each other. */
function recoveryCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')
  return `${text.slice(0, 5)}-${text.slice(5)}`
}
