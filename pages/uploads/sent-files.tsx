import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { periodName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { BACK_TO_LISTS, PAGE_NAMES } from '../../wording/page-names.ts'
import { uploadNumber } from '../../wording/thing-numbers.ts'
import { AFTER_SENDING, SENT_TOGETHER } from '../../wording/told-files.ts'
import { stateOf } from '../../wording/upload-state.ts'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'

interface SentFilesProps {
  readonly policy: Policy
  readonly local: boolean
  readonly uploads: readonly Upload[]
  readonly behind: ReadonlyMap<string, InTheWay>
  readonly now: number
}

/** Several files that were sent together, with what became of each. */
export function SentFiles({ policy, local, uploads, behind, now }: SentFilesProps) {
  const states = uploads.map((upload) => stateOf(upload, now, behind.has(upload.id)))
  const moving = states.some((state) => state.moving)
  return (
    <Layout
      title={PAGE_NAMES.sentFiles}
      here="/lists"
      policy={policy}
      local={local}
      landscape
      {...(moving && { again: 3 })}
    >
      <p class="back">
        <a href="/lists">{BACK_TO_LISTS}</a>
      </p>
      <h1>{PAGE_NAMES.sentFiles}</h1>
      <div id="sent" data-live data-moving={moving ? '' : undefined} class="card">
        <p class="note">{SENT_TOGETHER(uploads.length)}</p>
        <ScrollTable
          name={PAGE_NAMES.sentFiles}
          headings={[
            HEADINGS.receiptNumber,
            HEADINGS.report,
            HEADINGS.period,
            number(HEADINGS.rows),
            number(HEADINGS.returnedRows),
            HEADINGS.state,
          ]}
        >
          {uploads.map((upload, i) => (
            <tr>
              <th scope="row" class="brief">
                <a href={`/uploads/${upload.division}/${upload.id}`}>{uploadNumber(upload)}</a>
              </th>
              <td>{formName(upload.form, policy)}</td>
              <td>{periodName(upload.period)}</td>
              <td class="number">{upload.reading?.rows}</td>
              <td class="number">{upload.reading?.returned}</td>
              <td>
                <StateBadge state={states[i]!} />
              </td>
            </tr>
          ))}
        </ScrollTable>
        <p class="hint">{AFTER_SENDING}</p>
      </div>
    </Layout>
  )
}
