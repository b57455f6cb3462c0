import { unreadSheet } from '../../forms/reasons.ts'
import { yuan } from '../../rules/amount.ts'
import type { Batch } from '../../schemas/batch.ts'
import type { Policy } from '../../schemas/policy.ts'
import type { Upload } from '../../schemas/upload.ts'
import { divisionName, formName, officeName, periodName } from '../words/names.ts'
import { refusedBecause } from '../words/refused.ts'
import { ConfirmForm } from './confirm-form.tsx'

/**
 * About which of them somebody has to do something, in their order. Returned rows stand beside their list, in the
 * table. What was sent again and taken is done with: a file of the same list and period, a later full list than one
 * that is held.
 *
 * @param uploads all of the divisions shown, by time
 */
export function needSomebody(uploads: readonly Upload[]): Upload[] {
  const needy: Upload[] = []
  const later = new Set<string>()
  for (const upload of uploads.toReversed()) {
    const list = `${upload.division} ${upload.form}`
    const isDoneWith = later.has(isHeld(upload) ? list : `${list} ${upload.period}`)
    if (!isDoneWith && (isHeld(upload) || upload.state === 'refused' || hasUnread(upload))) needy.push(upload)
    if (upload.state === 'accepted') later.add(list)
    // A list that is held was read; that it waits stands here itself.
    if (upload.state === 'accepted' || upload.state === 'held') later.add(`${list} ${upload.period}`)
  }
  return needy.reverse()
}

const isHeld = (upload: Upload) => upload.state === 'held' && !upload.confirmedBy
const hasUnread = (upload: Upload) => (upload.reading?.unreadSheets.length ?? 0) > 0

export interface AttentionProps {
  readonly uploads: readonly Upload[]
  /** What waits for its second person. */
  readonly batches: readonly Batch[]
  readonly policy: Policy
}

export function Attention({ uploads, batches, policy }: AttentionProps) {
  const held = uploads.filter(isHeld)
  const refused = uploads.filter((u) => u.state === 'refused')
  const unread = uploads.filter(hasUnread)
  if (batches.length + held.length + refused.length + unread.length === 0)
    return <p class="hint">没有需要处理的名单和批次。</p>
  return (
    <ul class="todo">
      {batches.map(({ county, id, period, prepared }) => (
        <li class="wait">
          <h3>
            <a href={`/batches/${county}/${id}`}>
              {divisionName(county, policy)}代缴批次 {id}
            </a>
            <span>{periodName(period)}　待审批</span>
          </h3>
          <p>
            {prepared!.rows}笔，{yuan(prepared!.fen)}元。请经办人以外的另一位同事打开批次，核对后审批。
          </p>
        </li>
      ))}
      {held.map((upload) => (
        <li class="wait">
          <Heading upload={upload} policy={policy} what="待第二人确认" />
          <ConfirmForm upload={upload} />
        </li>
      ))}
      {refused.map((upload) => (
        <li class="bad">
          <Heading upload={upload} policy={policy} what="整份退回" />
          <p>
            文件“{upload.fileName}”：{refusedBecause(upload, policy)}
          </p>
        </li>
      ))}
      {unread.map((upload) => (
        <li class="plain">
          <Heading upload={upload} policy={policy} what="有工作表未读取" />
          {upload.reading?.unreadSheets.map((name) => (
            <p>{unreadSheet(name)}</p>
          ))}
        </li>
      ))}
    </ul>
  )
}

function Heading({ upload, policy, what }: { upload: Upload; policy: Policy; what: string }) {
  return (
    <h3>
      <a href={`/uploads/${upload.division}/${upload.id}`}>
        {divisionName(upload.division, policy)}
        {officeName(upload.office)} {formName(upload.form, policy)}
      </a>
      <span>
        {periodName(upload.period)}　{what}
      </span>
    </h3>
  )
}
