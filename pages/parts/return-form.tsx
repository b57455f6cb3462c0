import { SEND_BACK } from '../../wording/page-names.ts'
import { type Fault, faulty } from './fault.tsx'
import { Signer } from './signer.tsx'

interface ReturnFormProps {
  readonly action: string
  readonly id: string
  readonly what: string
  readonly fault: Fault | undefined
}

/** The first person reads the reason. */
export function ReturnForm({ action, id, what, fault }: ReturnFormProps) {
  return (
    <details class="place screen" id={`${id}-form`} open={fault?.field === `${id}-reason`}>
      <summary>
        <h2>{what}有误，退回</h2>
      </summary>
      <form class="fields" method="post" action={action}>
        <div class="field long">
          <label for={`${id}-reason`}>退回原因（报送人看得到，不要写姓名和身份证号码）</label>
          <input
            id={`${id}-reason`}
            name="reason"
            required
            minlength={4}
            maxlength={200}
            autocomplete="off"
            value={fault?.typed.reason ?? ''}
            {...faulty(fault, `${id}-reason`)}
          />
        </div>
        <Signer what="退回人" />
        <button class="plain" type="submit">
          {SEND_BACK}
        </button>
      </form>
    </details>
  )
}
