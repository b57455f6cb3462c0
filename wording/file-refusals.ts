/** Reasons to refuse a whole file. */

import type { UnreadableReason } from '../schemas/codes.ts'
import { Fault } from '../schemas/fault.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { isAnswerForm, isPartSentAsWhole, type Upload } from '../schemas/records/upload.ts'
import { formTitle } from './forms.ts'
import { refusal } from './row-reasons.ts'

/** @throws where the upload was not refused */
export function refusalReason(upload: Upload, policy: Policy): string {
  if (!upload.refusal) throw new Fault('not-settled', 'the upload was not refused')
  const { code, detail, missing = [], faults = [] } = upload.refusal
  const wanted = formTitle(upload.form, policy)
  switch (code) {
    case 'file-unreadable':
      // The roster no longer remembers the lists beside this one.
      if (detail === 'forgotten')
        return '申请上传之后，同一名单又报送了很多份，这份文件到得太晚，未能采用。内容仍然需要的，请重新上传一次。'
      return refusal(code, { reason: detail as UnreadableReason | undefined })
    case 'form-mismatch':
      return refusal(code, { wanted, ...(detail && { looksLike: detail }) })
    case 'header-missing':
      if (upload.size === 0) return refusal('file-unreadable', { reason: 'no-bytes' })
      return refusal(code, { wanted, missing })
    case 'empty':
      return refusal(code, { wanted, isAnswer: isAnswerForm(upload.form) })
    case 'return-refused':
      return refusal(code, { faults })
    case 'all-returned': {
      const { rows = 0, byCode = {} } = upload.reading ?? {}
      const mostlyElsewhere = (byCode['division-mismatch'] ?? 0) * 2 > rows
      return refusal(code, { rows, mostlyElsewhere, isPart: isPartSentAsWhole(upload) })
    }
    default:
      return refusal(code, {})
  }
}
