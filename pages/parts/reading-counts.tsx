import type { RowCode } from '../../schemas/codes.ts'
import {
  isAnswerForm,
  isFailed,
  isInForce,
  isPartSentAsWhole,
  listOf,
  returnedLeft,
  type Upload,
} from '../../schemas/records/upload.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { LET_GO, LET_GO_HINT, LET_GO_WHOLE } from '../../wording/receipt.ts'
import { rowCodeName, unreadSheet } from '../../wording/row-reasons.ts'
import type { Fault } from './fault.tsx'
import { Looking } from './looking.tsx'
import { Allowed } from './viewer.tsx'

interface ReadingProps {
  readonly upload: Upload
  /** Rows of a county’s list may come again by themselves. */
  readonly isOfCounty: boolean
  /** Returned rows that later uploads have brought. */
  readonly mended: number
  /** Its sender has yet to mend rows, or to let them go. */
  readonly isOpen: boolean
  readonly fault: Fault | undefined
}

/** The rows read, those returned by reason, and the sheets left out. */
export function ReadingCounts({ upload, isOfCounty, mended, isOpen, fault }: ReadingProps) {
  const { reading } = upload
  if (!reading) return null
  return (
    <>
      <dl class="counts">
        <div>
          <dt>{listOf(upload.form) ? '名单行数' : HEADINGS.rows}</dt>
          <dd>{reading.rows}行</dd>
        </div>
        {isInForce(upload) && (
          <div>
            <dt>采用</dt>
            <dd>
              {reading.rows - reading.returned}
              {listOf(upload.form) ? '人' : '行'}
            </dd>
          </div>
        )}
        <div>
          <dt>退回</dt>
          <dd>{reading.returned}行</dd>
        </div>
        {mended > 0 && (
          <div>
            <dt>已改正</dt>
            <dd>{mended}行</dd>
          </div>
        )}
      </dl>
      {reading.returned > 0 && (
        <>
          <h2>{PAGE_NAMES.mendRows}</h2>
          <ReasonTable byCode={reading.byCode} />
          {isOfCounty && listOf(upload.form) && isInForce(upload) && (
            <Allowed to="send" what="name-list" of={upload}>
              <p class="screen">
                <a class="button" href={`/uploads/${upload.division}/${upload.id}/rows`}>
                  在页面上改正
                </a>
              </p>
            </Allowed>
          )}
          <Allowed to="see" what="returned-rows" of={upload} persons>
            <Looking work="lists" action={`/uploads/${upload.division}/${upload.id}/returned`} fault={fault}>
              <button type="submit">下载退回表（.xlsx）</button>
            </Looking>
          </Allowed>
          <p class="hint">退回表里只有有误的行，错处已经标出并写明原因。{sendAgain(upload)}</p>
          {isOpen && (upload.state === 'refused' || returnedLeft(upload, mended) > 0) && (
            <Allowed to="report" what={isAnswerForm(upload.form) ? 'answer' : 'name-list'} of={upload}>
              <form class="screen" method="post" action={`/uploads/${upload.division}/${upload.id}/tick-off`}>
                <p class="hint">{upload.state === 'refused' ? LET_GO_WHOLE : LET_GO_HINT}</p>
                <button class="plain" type="submit">
                  {LET_GO}
                </button>
              </form>
            </Allowed>
          )}
        </>
      )}
      {reading.unreadSheets.map((name) => (
        <p class="note">{unreadSheet(name)}</p>
      ))}
    </>
  )
}

export function ReasonTable({ byCode }: { byCode: Partial<Record<RowCode, number>> }) {
  const rows = Object.entries(byCode).sort(([, a], [, b]) => b - a) as [RowCode, number][]
  return (
    <table class="reasons">
      <thead>
        <tr>
          <th scope="col">{HEADINGS.returnedFor}</th>
          <th scope="col" class="number">
            {HEADINGS.rows}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([code, count]) => (
          <tr>
            <th scope="row">{rowCodeName(code)}</th>
            <td class="number">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A part never replaces a whole list or register, nor does it stand for one that is not in force. */
function sendAgain(upload: Upload): string {
  const { form, state, withdrawn, overtaken } = upload
  if (state === 'refused' && isPartSentAsWhole(upload)) return '整份文件未采用：请改好全部各行，再作为“新增”名单上传。'
  if (state === 'refused') return '整份文件未采用：请改好全部各行，再按原来的报送内容重新上传。'
  if (withdrawn || isFailed(upload)) return '整份文件未采用：请在原来的完整文件里照此改正，再上传完整文件。'
  if (state === 'requested') return ''
  if (overtaken) return '现行人员以更晚的全部名单为准：那一份上没有而应列入的，改正后作为“新增”名单上传。'
  if (isAnswerForm(form)) return '其余各行已经采用：改正后报送这些行即可。'
  if (listOf(form)) return '改正后作为“新增”名单上传（不要作为“全部”名单上传，以免其余人员被当作不再列入）。'
  return '请在原来的完整文件里照此改正，再上传完整文件；不要只上传退回表，以免其余人员被当作已删除。'
}
