import { unreadSheet } from '../../forms/reasons.ts'
import type { Policy } from '../../schemas/policy.ts'
import type { Upload } from '../../schemas/upload.ts'
import { divisionName, formName, officeName, periodName } from '../words/names.ts'
import { refusedBecause } from '../words/refused.ts'
import { ConfirmForm } from './confirm-form.tsx'

/** Whether somebody has to do something about it. Returned rows stand beside their list, in the table. */
export function needsSomebody(upload: Upload): boolean {
  return (
    (upload.state === 'held' && !upload.confirmedBy) ||
    upload.state === 'refused' ||
    (upload.reading?.unreadSheets.length ?? 0) > 0
  )
}

export function Attention({ uploads, policy }: { uploads: readonly Upload[]; policy: Policy }) {
  const held = uploads.filter((u) => u.state === 'held' && !u.confirmedBy)
  const refused = uploads.filter((u) => u.state === 'refused')
  const unread = uploads.filter((u) => (u.reading?.unreadSheets.length ?? 0) > 0)
  if (held.length + refused.length + unread.length === 0) return <p class="hint">没有需要处理的名单。</p>
  return (
    <ul class="todo">
      {held.map((upload) => (
        <li class="wait">
          <Heading upload={upload} policy={policy} what="待第二人确认" />
          <ConfirmForm upload={upload} />
        </li>
      ))}
      {refused.map((upload) => (
        <li class="bad">
          <Heading upload={upload} policy={policy} what="已退回整份" />
          <p>
            文件“{upload.fileName}”：{refusedBecause(upload, policy)}
          </p>
        </li>
      ))}
      {unread.map((upload) => (
        <li class="plain">
          <Heading upload={upload} policy={policy} what="有工作表没有读取" />
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
