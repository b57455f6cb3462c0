import type { Policy } from '../../schemas/records/policy.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { formName, NIL_RETURN } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { UPLOAD } from '../../wording/page-names.ts'
import { TASK_STATES } from '../../wording/tasks.ts'
import { FILE_TYPES } from '../../wording/told-files.ts'
import { boxId } from '../parts/box-id.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { ACCEPTED } from './accepted.ts'
import type { Sender } from './upload-form.tsx'

/** A list that is due and has not come. */
export interface ListDue {
  readonly form: string
  readonly period: string
  readonly due: string
  readonly isLate: boolean
}

interface BoxesProps {
  readonly policy: Policy
  readonly sender: Sender
  readonly due: readonly ListDue[]
  readonly fault: Fault | undefined
}

/** A box for each list that is due, and one for several files, of which the hub says which is which. */
export function UploadBoxes({ policy, sender, due, fault }: BoxesProps) {
  return (
    <section class="card" aria-labelledby="due-title">
      <h2 id="due-title">应报的名单</h2>
      {due.length === 0 ? (
        <p class="hint">到期应报的都已报送。</p>
      ) : (
        <p class="hint">
          每份名单一格：选好文件，点“{UPLOAD}”，即代表本单位声明对所报名单的真实性、准确性负责。没有人员要报的，用
          <a href="#nil-title">{NIL_RETURN}</a>。
        </p>
      )}
      <div class="duties">
        {due.map((one) => (
          <Box policy={policy} sender={sender} one={one} />
        ))}
        <form class="duty" method="post" action="/lists/files" enctype="multipart/form-data">
          <h3>几份文件一起报</h3>
          <div class="field">
            <label for="many-files">选择或者拖入几份文件，合计不超过4MB</label>
            <input
              id="many-files"
              name="files[]"
              type="file"
              accept={ACCEPTED}
              multiple
              required
              {...faulty(fault, 'many-files')}
            />
          </div>
          <p class="hint">平台先认出每份是哪种名单、哪个月、哪个单位的，核对以后才报送。</p>
          <button type="submit">读取文件</button>
        </form>
      </div>
    </section>
  )
}

function Box({ policy, sender: { division, office }, one }: Pick<BoxesProps, 'policy' | 'sender'> & { one: ListDue }) {
  const { form, period, due, isLate } = one
  const id = boxId(one)
  return (
    // The script sends the file at once; without it the hub first says what it is.
    <form
      id={id}
      class="duty"
      method="post"
      action="/lists/files"
      enctype="multipart/form-data"
      data-division={division}
      data-office={office}
    >
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="period" value={period} />
      <h3>{formName(form, policy)}</h3>
      <p>
        {periodName(period)}，{HEADINGS.due}
        {dayName(due)} <StateBadge state={isLate ? TASK_STATES.late : TASK_STATES.unsent} />
      </p>
      <div class="field">
        <label for={`${id}-file`}>文件（{FILE_TYPES}）</label>
        <input id={`${id}-file`} name="files[]" type="file" accept={ACCEPTED} required />
      </div>
      <button type="submit" aria-label={`${UPLOAD}${formName(form, policy)}，${periodName(period)}`}>
        {UPLOAD}
      </button>
    </form>
  )
}
