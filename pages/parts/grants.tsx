import type { Grant } from '../../schemas/records/account.ts'
import { grantWords } from '../../wording/people.ts'

/** Duties that end by themselves. */
export function Grants({ grants = [] }: { grants?: readonly Grant[] | undefined }) {
  return (
    <>
      {grants.map((grant) => (
        <small class="more">{grantWords(grant)}</small>
      ))}
    </>
  )
}
