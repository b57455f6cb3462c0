/** The paragraph about a settled upload, in receipt, terminal and receipts.csv. */

import { yuan } from '../rules/payments/amount.ts'
import { Fault } from '../schemas/fault.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { listOf, type Reading, type Upload } from '../schemas/records/upload.ts'
import { periodName } from './dates.ts'
import { refusalReason } from './file-refusals.ts'
import { formName, MODE_NAMES } from './forms.ts'
import { heldReasons, NOT_CONFIRMED } from './held-reasons.ts'
import { unreadSheet } from './row-reasons.ts'
import { notCompared } from './unread-lists.ts'

export const OVERTAKEN =
  '在它之前，已接收更晚申请报送的全部名单，现行人员以那一份为准；这一份上有而那一份上没有的人员，不在现行名单上。'

/** Of returned rows. */
export const mendedWords = (rows: number): string => `已改正${rows}行`
export const LET_GO = '已另外改正，或者不再报送'
export const LET_GO_HINT =
  '退回的行改正以前留在待办中。在页面上改正的自动划去；另外报送了，或者这些行不再报送的，点下面的按钮。'
/** Where no row was taken, so that none can be mended on the page. */
export const LET_GO_WHOLE = '重新报送以前，这份文件留在待办中。另外报送了，或者不再报送的，点下面的按钮。'
export const EARLIER_RETURNED = '以前报送的一份还有退回的行没有了结'

const overAllocated = ({ request, fen }: NonNullable<Reading['over']>[number]): string =>
  `申请${request}的已拨付合计超过本次申请${yuan(fen)}元，记为超额拨付，以后的申请中抵扣；登记错的，用新的凭证号填负数冲销。`

/** @throws for an upload that is not settled */
export function receiptMessage(upload: Upload, policy: Policy): string {
  switch (upload.state) {
    case 'requested':
      throw new Fault('not-settled', 'a receipt of an upload that is not settled')
    case 'refused':
      return refusalReason(upload, policy)
    case 'withdrawn':
      return upload.withdrawn?.sentBack ? '经核对未予确认，整份未采用。' : '已撤回，视同没有报送。'
    case 'held': {
      const more = upload.overtaken ? NOT_CONFIRMED['later-list'] : heldSentence(upload)
      return [...counted(upload), more, ...remarks(upload)].join('')
    }
    case 'accepted':
      return [...counted(upload), notCompared(upload, policy), ...remarks(upload)].join('')
  }
}

/** @param confirms to whom is to confirm it, not to whoever sent it */
export function heldSentence({ form, wouldEnd, heldFor }: Upload, confirms = false): string {
  const { active = 0, ended = 0 } = wouldEnd ?? {}
  const reasons = heldReasons(heldFor)
  const roster = listOf(form) ? '名单' : '登记信息'
  const next = confirms
    ? '请核对后确认；有误的请退回，或者由报送单位重新报送。'
    : '请另一位同志核对后确认，文件有误的请撤回，或者重新报送。'
  return `待第二人确认：原有 ${active} 人，其中 ${ended} 人将不再列入${reasons && `（原因：${reasons}）`}。确认之前没有人被移出${roster}；${next}`
}

function counted(upload: Upload): string[] {
  const { form, reading, effect, compared, nil, overtaken } = upload
  if (overtaken) return [...(reading ? [`读取 ${reading.rows} 行，退回 ${reading.returned} 行。`] : []), OVERTAKEN]
  if (nil) return [`零报告已收到，${effect?.ended ?? 0} 人不再列入。`]
  if (!reading) return []
  const { rows, returned } = reading
  const read = `读取 ${rows} 行，采用 ${rows - returned} 行，退回 ${returned} 行。`
  if (!effect || compared) return [read]
  const { began, kept, ended, protected: protectedCount } = effect
  const change = `${listOf(form) ? '新列入' : '新登记'} ${began} 人，继续 ${kept} 人，不再列入 ${ended} 人。`
  const kind = protectedCount > 0 ? `另有 ${protectedCount} 人因退回行、同名或以后月份的名单而保留。` : ''
  return [read, change, kind]
}

function remarks(upload: Upload): string[] {
  return [...doubts(upload), ...(upload.reading?.unreadSheets ?? []).map(unreadSheet)]
}

function unknownCodes({ unknownCodes: codes = [] }: Pick<Reading, 'unknownCodes'> = {}): string[] {
  if (codes.length === 0) return []
  return [
    `处理结果代码“${codes.join('”“')}”不在平台的银行代码中，有关各笔按待查处理。请与银行核对，并请平台管理员补充银行代码。`,
  ]
}

export function doubts({ reading, sameAs, period, form }: Upload): string[] {
  const { ownPeriod, ownMode } = reading ?? {}
  const mode = listOf(form)?.mode
  return [
    ...unknownCodes(reading),
    ...(reading?.over ?? []).map(overAllocated),
    ...(sameAs ? ['这份文件与以前报送的一份完全相同。'] : []),
    ...(ownPeriod && ownPeriod !== period
      ? [`文件里写的所属期是${periodName(ownPeriod)}，而上传时选的是${periodName(period)}，请核对。`]
      : []),
    ...(ownMode && mode && ownMode !== mode
      ? [`文件里写的名单类型是“${MODE_NAMES[ownMode]}”，而上传时选的是“${MODE_NAMES[mode]}”，请核对。`]
      : []),
  ]
}

/** `440222 civil-affairs dibao-full（低保对象全部名单）` */
export function uploadLabel({ division, office, form }: Upload, file: string, policy: Policy): string {
  return `${division}/${office}/${file}（${formName(form, policy)}）`
}

/** A sender can only try again and tell somebody. */
export function failedSentence({ state }: Pick<Upload, 'state'>): string {
  const again = state === 'held' ? '请再次核对并确认' : '请重新报送'
  return `平台多次处理这份文件未能完成，已停止处理并通知管理员。这一次报送没有办结：${again}；仍未能处理的，请与平台管理员联系，告知回执编号。`
}
