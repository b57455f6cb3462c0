import type { Duty } from '../../../schemas/duties.ts'
import { DUTY_NAMES } from '../../../wording/duties.ts'
import { HEADINGS } from '../../../wording/headings.ts'

interface DutyBoxesProps {
  readonly duties: readonly Duty[]
  readonly ticked: readonly string[]
  readonly id?: string
}

export function DutyBoxes({ duties, ticked, id = 'duties' }: DutyBoxesProps) {
  return (
    <fieldset class="long boxes" id={id}>
      <legend>{HEADINGS.duties}</legend>
      {duties.map((duty) => (
        <label>
          <input type="checkbox" name="duties[]" value={duty} checked={ticked.includes(duty)} /> {DUTY_NAMES[duty]}
        </label>
      ))}
    </fieldset>
  )
}
