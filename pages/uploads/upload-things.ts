import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { timeName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { uploadNumber } from '../../wording/thing-numbers.ts'
import { SENT_FILES } from '../../wording/things.ts'
import { stateOf } from '../../wording/upload-state.ts'
import { number } from '../parts/scroll-table.tsx'
import type { Stage, ThingList } from '../parts/things.tsx'

/** Uploads of a month, the latest first. */
export function uploadThings(
  policy: Policy,
  uploads: readonly Upload[],
  stageOf: (upload: Upload) => Stage,
  { now, isBehind }: { readonly now: number; readonly isBehind: (id: string) => boolean },
): ThingList {
  return {
    id: 'files',
    name: SENT_FILES,
    numbered: HEADINGS.receiptNumber,
    stated: HEADINGS.state,
    columns: [HEADINGS.sender, HEADINGS.report, HEADINGS.sentAt, number(HEADINGS.rows), number(HEADINGS.returnedRows)],
    things: uploads.toReversed().map((upload) => ({
      href: `/uploads/${upload.division}/${upload.id}`,
      number: uploadNumber(upload),
      cells: [
        officeName(policy, upload),
        formName(upload.form, policy),
        timeName(upload.requestedAt),
        String(upload.reading?.rows ?? ''),
        String(upload.reading?.returned || ''),
      ],
      state: stateOf(upload, now, isBehind(upload.id)),
      stage: stageOf(upload),
    })),
    empty: '这个月还没有报送。应报的名单在上面，选好文件即可报送。',
  }
}
