import type { Upload } from '../../schemas/records/upload.ts'
import { failedSentence } from '../../wording/receipt.ts'

export function FailedNote({ upload }: { upload: Upload }) {
  return <p class="note bad">{failedSentence(upload)}</p>
}
