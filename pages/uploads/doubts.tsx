import type { Upload } from '../../schemas/records/upload.ts'
import { doubts } from '../../wording/receipt.ts'

/** Sentences on what a sender should look at once more. */
export function Doubts({ upload }: { upload: Upload }) {
  return (
    <>
      {doubts(upload).map((sentence) => (
        <p class="note">{sentence}</p>
      ))}
      {upload.sameAs && (
        <p>
          <a href={`/uploads/${upload.division}/${upload.sameAs}`}>查看以前那份文件的回执</a>
        </p>
      )}
    </>
  )
}
