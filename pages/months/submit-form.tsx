import type { MoneyFault } from '../../schemas/records/month-return.ts'
import { declares } from '../../wording/declaration.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { SUBMIT } from '../../wording/page-names.ts'
import { faultWords, RETURN_WORDS } from '../../wording/returns.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Signer } from '../parts/signer.tsx'

interface SubmitFormProps {
  readonly division: string
  readonly period: string
  readonly seen: string
  readonly faults: readonly MoneyFault[]
  /** What submitting leads to. */
  readonly leads: string
  readonly fault: Fault | undefined
}

/** The act by which a return counts. */
export function SubmitForm({ division, period, seen, faults, leads, fault }: SubmitFormProps) {
  const isNeeded = faults.length > 0
  return (
    <form class="fields" method="post" action={`/returns/${division}/${period}/submit`}>
      <input type="hidden" name="seen" value={seen} />
      {isNeeded && (
        <div class="note bad long">
          <p>对账中有下列事项，须写明情况说明才能报送，说明与数字一并报给上级：</p>
          <ul>
            {faults.map((one) => (
              <li>
                <a href={`/reconciliation/${division}/${one.year}`}>{faultWords(one)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="field long">
        <label for="explanation">
          {RETURN_WORDS.explanation}（{isNeeded ? '必填' : '没有的不填'}，2至500个字，不要写姓名和身份证号码）
        </label>
        <textarea
          id="explanation"
          name="explanation"
          rows={3}
          maxlength={500}
          required={isNeeded}
          {...faulty(fault, 'explanation')}
        >
          {fault?.typed.explanation ?? ''}
        </textarea>
      </div>
      <p class="hint long">{leads}</p>
      <p class="hint long">
        点“{SUBMIT}”即声明：{declares('statistics')}
      </p>
      <Signer what={HEADINGS.sentBy} />
      <button id="submit" type="submit">
        {SUBMIT}
      </button>
    </form>
  )
}
