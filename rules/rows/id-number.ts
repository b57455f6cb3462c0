/** ID numbers, GB 11643-1999 (docs/rules.md#id-numbers). */
import type { RowCode } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import { dayOf, numberAt } from '../days.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'
const SHAPE = /^[1-9]\d{16}[\dX]$/
const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i

/** ISO 7064 MOD 11-2 */
export function checkCharacter(digits17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (digits17.charCodeAt(i) - 48) * WEIGHTS[i]!
  return present(CHECKS[sum % 11], 'the check character of 17 digits')
}

export function birthDateOf(id: string): string | undefined {
  return dayOf(numberAt(id, 6, 10), numberAt(id, 10, 12), numberAt(id, 12, 14))
}

export function sexOf(id: string): '男' | '女' {
  return Number(id[16]) % 2 === 1 ? '男' : '女'
}

/** Only full numbers can have lost digits to a program that keeps 15. */
export const hasFullLength = (id: string): boolean => id.length === 18
export const endsInNoughts = (id: string): boolean => id.length === 18 && id.endsWith('000')

/** In the order of docs/rules.md#row-codes; `isDamaged` means that 15 digits were kept. */
export function idFault(id: string, isDamaged: boolean, today: string): RowCode | undefined {
  if (id === '') return 'id-missing'
  if (isDamaged) return 'id-numeric'
  if (!SHAPE.test(id)) {
    if (SCIENTIFIC.test(id)) return 'id-numeric'
    return /^\d{15}$/.test(id) ? 'id-15-digit' : 'id-format'
  }
  const born = birthDateOf(id)
  if (born === undefined || born < '1900-01-01' || born > today) return 'id-birthdate'
  if (checkCharacter(id) !== id[17]) return 'id-checksum'
  return undefined
}

export function proposeId(id15: string): string {
  const digits = `${id15.slice(0, 6)}19${id15.slice(6)}`
  return digits + checkCharacter(digits)
}
