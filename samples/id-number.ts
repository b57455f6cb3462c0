/** The check character of GB 11643-1999 (ISO 7064 MOD 11-2) for the first 17 digits of an ID number. */
export function checkCharacter(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum = (sum + Number(first17[at])) * 2
  return '10X98765432'[sum % 11]!
}

/**
 * @param birthDate `YYYY-MM-DD`
 * @param sequence 0-999, odd for men and even for women
 */
export function idNumber(division: string, birthDate: string, sequence: number): string {
  const first17 = division + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0')
  return first17 + checkCharacter(first17)
}
