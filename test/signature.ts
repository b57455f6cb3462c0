/** Who answers for an act, where a test only needs to tell persons apart. */
import { accountOf } from '../local/hub/identities.ts'
import type { Signature } from '../schemas/records/account.ts'

const OFFICE = { division: '440222', office: 'social-insurance' } as const

export function signature(name: string): Signature {
  return { ...OFFICE, name, account: accountOf({ ...OFFICE, duty: 'clerk', person: name }) }
}
