import type { RowCode } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { periodName } from '../../wording/dates.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { stateOf } from '../../wording/upload-state.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Periods } from '../parts/periods.tsx'
import { ReasonTable } from '../parts/reading-counts.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'
import { NilForm, reportsNil } from './nil-form.tsx'
import { type ListDue, UploadBoxes } from './upload-boxes.tsx'
import { type Sender, UploadForm } from './upload-form.tsx'

export interface ListsProps {
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly periods: readonly string[]
  readonly period: string
  readonly choices: readonly string[]
  /** The list that a task names. */
  readonly chosen: string | undefined
  /** Of the period shown. */
  readonly uploads: readonly Upload[]
  readonly returned: Partial<Record<RowCode, number>>
  readonly sender: Sender | undefined
  /** The period’s uploads, one by one. */
  readonly files: ThingsShown
  /** What the sender owes. */
  readonly due: readonly ListDue[]
  /** Of some place. */
  readonly seesLists: boolean
  readonly fault: Fault | undefined
}

/** Where an office sends, and what was sent of a month. */
export function Lists(props: ListsProps) {
  const { policy, local, now, periods, period, choices, chosen, uploads, returned, sender, due } = props
  const { seesLists, fault } = props
  const moving = uploads.some((upload) => stateOf(upload, now).moving)
  return (
    <Layout
      title={PAGE_NAMES.lists}
      here="/lists"
      policy={policy}
      local={local}
      fault={fault}
      landscape
      {...(moving && { again: 5 })}
    >
      <h1>{PAGE_NAMES.lists}</h1>
      {sender && (
        <div class="screen">
          <UploadBoxes policy={policy} sender={sender} due={due} fault={fault} />
        </div>
      )}
      {sender && (
        <div class={reportsNil(policy, sender) ? 'columns screen' : 'screen'}>
          <UploadForm policy={policy} sender={sender} periods={choices} period={period} chosen={chosen} />
          <NilForm policy={policy} sender={sender} periods={choices} period={period} chosen={chosen} fault={fault} />
        </div>
      )}
      <Periods path="/lists" periods={periods} period={period} />
      {seesLists && (
        <>
          <section class="card" aria-labelledby="uploads-title">
            <h2 id="uploads-title">报送情况</h2>
            <div id="uploads" data-live data-moving={moving ? '' : undefined}>
              <Things of={props.files} path="/lists" keep={{ period }} file="/lists/list.xlsx" />
            </div>
          </section>
          <section class="card" aria-labelledby="returned-title">
            <h2 id="returned-title">退回的行，按原因</h2>
            <div id="returned" data-live>
              {Object.keys(returned).length === 0 ? (
                <p class="hint">{periodName(period)}没有退回的行。</p>
              ) : (
                <>
                  <p class="hint">
                    按行计：整份重报的名单只计最后一份，同一份文件只计一次。一行有几处错误的，各项原因各计一次。
                  </p>
                  <ReasonTable byCode={returned} />
                </>
              )}
            </div>
          </section>
        </>
      )}
    </Layout>
  )
}
