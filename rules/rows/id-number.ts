/** The citizen's ID number (GB 11643-1999) and what is wrong with one (docs/rules.md#id-numbers). */
import type { RowCode } from '../../schemas/codes.ts'
import { dayOf, numberAt } from '../days.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const SHAPE = /^[1-9]\d{16}[\dX]$/
const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i

/** The check character (ISO 7064 MOD 11-2) of the first 17 digits. */
export function checkCharacter(digits17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (digits17.charCodeAt(i) - 48) * WEIGHTS[i]!
  return CHECKS[sum % 11]!
}

/** The birth date in a number of the right shape; undefined where it is no date. */
export function birthDateOf(id: string): string | undefined {
  return dayOf(numberAt(id, 6, 10), numberAt(id, 10, 12), numberAt(id, 12, 14))
}

export function sexOf(id: string): '男' | '女' {
  return Number(id[16]) % 2 === 1 ? '男' : '女'
}

/** A number that may have lost its last digits to a program that keeps 15 of them. `id` is in its normal form. */
export const hasFullLength = (id: string): boolean => id.length === 18
export const endsInNoughts = (id: string): boolean => id.length === 18 && id.endsWith('000')

/**
 * The one code that a number deserves, tested in the order of docs/rules.md#row-codes; undefined for a valid one.
 * `id` is in its normal form; `isDamaged` says that digits were lost before: the cell
 * held a number, of which Excel keeps 15 digits, or the column was saved by a program that keeps as few.
 */
export function idFault(id: string, isDamaged: boolean, today: string): RowCode | undefined {
  if (id === '') return 'id-missing'
  if (isDamaged) return 'id-numeric'
  // What has the shape of a valid number is none of the others.
  if (!SHAPE.test(id)) {
    if (SCIENTIFIC.test(id)) return 'id-numeric'
    return /^\d{15}$/.test(id) ? 'id-15-digit' : 'id-format'
  }
  const born = birthDateOf(id)
  if (born === undefined || born < '1900-01-01' || born > today) return 'id-birthdate'
  if (checkCharacter(id) !== id[17]) return 'id-checksum'
  return undefined
}

/** The 18-digit number that a 15-digit one became: the century 19 put in and the check character added. */
export function proposeId(id15: string): string {
  const digits = `${id15.slice(0, 6)}19${id15.slice(6)}`
  return digits + checkCharacter(digits)
}
