import { HEADINGS } from '../../wording/headings.ts'
import { SEND_BACK, TAKE_BACK } from '../../wording/page-names.ts'
import { type Fault, faulty } from './fault.tsx'
import { Signer } from './signer.tsx'

interface ReturnFormProps {
  readonly action: string
  readonly id: string
  readonly what: string
  /** 撤回 of what the own office has made. */
  readonly isOwn?: boolean
  readonly fault: Fault | undefined
}

/** The other person reads the reason. */
export function ReturnForm({ action, id, what, isOwn = false, fault }: ReturnFormProps) {
  const act = isOwn ? TAKE_BACK : SEND_BACK
  return (
    <details class="place screen" id={`${id}-form`} open={fault?.field === `${id}-reason`}>
      <summary>
        <h2>
          {what}有误，{act}
        </h2>
      </summary>
      <form class="fields" method="post" action={action}>
        <div class="field long">
          <label for={`${id}-reason`}>
            {act}原因（{isOwn ? HEADINGS.approver : HEADINGS.sentBy}看得到，不要写姓名和身份证号码）
          </label>
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
        <Signer what={`${act}人`} />
        <button class="plain" type="submit">
          {act}
        </button>
      </form>
    </details>
  )
}
