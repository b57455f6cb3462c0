/** Accounts of a workbook: good rows are asked for, the others come back with what is wrong; a repeat changes nothing. */
import type { AccountRow, RowFault } from '../../../../forms/incoming/accounts.ts'
import { SIGN_IN_NAME } from '../../../../wording/people.ts'
import type { WebDeps } from '../../deps.ts'
import type { Caller } from '../../http/caller.ts'
import { Refusal } from '../../http/refuse.ts'
import { askedAlready, askForAccount } from './ask-for-account.ts'
import { inTens } from './in-tens.ts'
import { readAccountsApart } from './read-accounts.ts'

export interface BroughtIn {
  readonly asked: number
  /** Of a repeat. */
  readonly known: number
  readonly faults: readonly RowFault[]
}

/** @throws 400 for what is no workbook, or over the limits */
export async function bringIn(deps: WebDeps, caller: Caller, county: string, bytes: Uint8Array): Promise<BroughtIn> {
  const { rows, faults } = await readAccountsApart(bytes, await deps.policies.inForce(), county)
  const outcomes = await inTens(rows, (row) => bringOne(deps, caller, row))
  const found = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [outcome]))
  return {
    asked: outcomes.filter((outcome) => outcome === 'asked').length,
    known: outcomes.filter((outcome) => outcome === 'known').length,
    faults: [...faults, ...found].toSorted((a, b) => a.row - b.row),
  }
}

async function bringOne(
  deps: WebDeps,
  caller: Caller,
  { row, ...wanted }: AccountRow,
): Promise<'asked' | 'known' | RowFault> {
  const asked = { ...wanted, duties: [...wanted.duties] }
  if (await askedAlready(deps, asked)) return 'known'
  try {
    await askForAccount(deps, caller, asked)
    return 'asked'
  } catch (error) {
    if (error instanceof Refusal && error.code === 'account-exists')
      return { row, column: SIGN_IN_NAME, message: error.message }
    throw error
  }
}
