import type { Does } from '../../schemas/access.ts'
import { type AnswerForm, countyOf, isAnswerForm, type Upload } from '../../schemas/records/upload.ts'
import { ANSWER_RECEIPTS } from '../../wording/answer-receipts.ts'
import { Allowed } from '../parts/viewer.tsx'

/** Whose page has what was answered. */
const SEEN: Readonly<Record<AnswerForm, { readonly what: Does['resource']; readonly persons: boolean }>> = {
  materials: { what: 'materials-notice', persons: true },
  settlement: { what: 'outcomes', persons: true },
  'bank-return': { what: 'payment-instruction', persons: false },
  allocation: { what: 'funding-request', persons: false },
}

/** Of an answer that was taken: what becomes of it, and how a mistake is mended. */
export function AnswerNote({ upload }: { readonly upload: Upload }) {
  const { form, state, division, office } = upload
  if (!isAnswerForm(form) || state !== 'accepted') return null
  const { next, mend, see, href } = ANSWER_RECEIPTS[form]
  const { what, persons } = SEEN[form]
  const of = form === 'materials' || form === 'allocation' ? { division, office } : { division: countyOf(division) }
  return (
    <div class="note">
      <p>{next}</p>
      <p>{mend}</p>
      <Allowed to="see" what={what} of={of} persons={persons}>
        <p class="screen">
          <a href={href(upload)}>{see}</a>
        </p>
      </Allowed>
    </div>
  )
}
