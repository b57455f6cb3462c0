import type { Office } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { CHOOSE } from '../../wording/page-names.ts'

interface OfficeFieldProps {
  readonly id: string
  readonly policy: Policy
  readonly division: string
  readonly offices: readonly Office[]
  readonly typed: string | undefined
}

/** One of a division's offices. */
export function OfficeField({ id, policy, division, offices, typed }: OfficeFieldProps) {
  return (
    <div class="field long">
      <label for={id}>{HEADINGS.office}</label>
      <select id={id} name="office" required>
        <option value="">{CHOOSE}</option>
        {offices.map((office) => (
          <option value={office} selected={typed === office}>
            {officeName(policy, { division, office })}
          </option>
        ))}
      </select>
    </div>
  )
}
