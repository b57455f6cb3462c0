import type { Submission } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { mendedCount, type Upload } from '../../schemas/records/upload.ts'
import { timeName, whenName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { mendedWords } from '../../wording/receipt.ts'
import { uploadNumber } from '../../wording/thing-numbers.ts'
import { NOTHING_SENT, SENT_FILES } from '../../wording/things.ts'
import { NIL_SENT, stateOf } from '../../wording/upload-state.ts'
import { number } from '../parts/scroll-table.tsx'
import type { Stage, ThingList } from '../parts/things.tsx'

interface Sent {
  readonly uploads: readonly Upload[]
  /** 零报告. */
  readonly nil: readonly Submission[]
  readonly now: number
  readonly isBehind: (id: string) => boolean
  /** The reader's office sends files itself. */
  readonly isSender: boolean
}

/** What was sent of a month, the latest first; what was said without a file stands last. */
export function uploadThings(
  policy: Policy,
  { uploads, nil, now, isBehind, isSender }: Sent,
  stageOf: (upload: Upload) => Stage,
): ThingList {
  return {
    id: 'files',
    name: SENT_FILES,
    numbered: HEADINGS.receiptNumber,
    stated: HEADINGS.state,
    columns: [HEADINGS.sender, HEADINGS.report, HEADINGS.sentAt, number(HEADINGS.rows), number(HEADINGS.returnedRows)],
    things: [
      ...uploads.toReversed().map((upload) => ({
        href: `/uploads/${upload.division}/${upload.id}`,
        number: uploadNumber(upload),
        cells: [
          officeName(policy, upload),
          formName(upload.form, policy),
          whenName(upload.day, upload.requestedAt),
          String(upload.reading?.rows ?? ''),
          returnedCell(upload, mendedCount(upload.id, uploads)),
        ],
        state: stateOf(upload, now, isBehind(upload.id)),
        stage: stageOf(upload),
      })),
      ...nil.map((said) => ({
        href: `/nil-returns/${said.division}/${said.office}/${said.form}/${said.period}`,
        number: NIL_SENT.words,
        cells: [officeName(policy, said), formName(said.form, policy), timeName(said.time), '', ''],
        state: NIL_SENT,
        stage: 'done' as const,
      })),
    ],
    empty: isSender ? NOTHING_SENT.own : NOTHING_SENT.others,
  }
}

/** `3，已改正2行` */
function returnedCell({ reading }: Upload, mended: number): string {
  const returned = reading?.returned || ''
  return mended > 0 ? `${returned}，${mendedWords(mended)}` : String(returned)
}
