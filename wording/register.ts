/** Words of the register's codes. */
import {
  BENEFITS,
  type Benefit,
  CONTRIBUTIONS,
  type Contribution,
  ENROLMENTS,
  type Enrolment,
  SCHEMES,
  type Scheme,
} from '../schemas/codes.ts'

export const SCHEME_NAMES = inverse<Scheme>(SCHEMES)
export const ENROLMENT_NAMES = inverse<Enrolment>(ENROLMENTS)
export const CONTRIBUTION_NAMES = inverse<Contribution>(CONTRIBUTIONS)
export const BENEFIT_NAMES = inverse<Benefit>(BENEFITS)

function inverse<K extends string>(codes: Record<string, K>): Record<K, string> {
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [code, name])) as Record<K, string>
}
