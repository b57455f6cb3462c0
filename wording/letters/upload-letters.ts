/** Letters about an office's file. */

import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { RowCode } from '../../schemas/codes.ts'
import { Fault } from '../../schemas/fault.ts'
import type { AboutUpload } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { isAnswerForm, isFailed, isInForce, listOf, type Upload } from '../../schemas/records/upload.ts'
import { periodName } from '../dates.ts'
import { refusalReason } from '../file-refusals.ts'
import { formName } from '../forms.ts'
import { heldReasons, NOT_CONFIRMED } from '../held-reasons.ts'
import { OVERTAKEN } from '../receipt.ts'
import { rowCodeName } from '../row-reasons.ts'
import { UPLOAD_WORDS } from '../upload-state.ts'
import type { EventLetter, Item, Words } from './letter.ts'

export interface UploadFacts {
  readonly policy: Policy
  readonly upload: Upload
  /** An obstacle to confirming a held list. */
  readonly inTheWay: InTheWay | undefined
}

/** File and sheet names stay out: they may be a person's. */
export const UPLOAD_LETTERS: Record<AboutUpload['type'], EventLetter<UploadFacts, 'sender'>> = {
  'upload.settled': { to: 'sender', words: (facts) => settled(facts, nameOf(facts)) },
  'upload.failed': { to: 'sender', words: (facts) => (isFailed(facts.upload) ? failed(nameOf(facts)) : undefined) },
}

function nameOf({ upload: { form, period }, policy }: UploadFacts): string {
  return `${formName(form, policy)}（${periodName(period)}）`
}

function failed(name: string): Words {
  return {
    subject: `${UPLOAD_WORDS.failed}：${name}`,
    text: `报送的${name}，平台多次处理未能完成，已停止处理并通知管理员。这一次报送没有办结。`,
    step: { text: '请重新报送；仍未能处理的，请与平台管理员联系，告知回执编号。', label: '查看回执' },
  }
}

/** @throws Fault for an upload that is not settled */
function settled({ upload, policy, inTheWay }: UploadFacts, name: string): Words {
  switch (upload.state) {
    case 'accepted':
      if (upload.overtaken) return overtaken(upload, name)
      if (upload.notified?.isChange) return changed(upload, name)
      return (upload.reading?.returned ?? 0) > 0 ? returned(upload, name) : accepted(upload, name)
    case 'held':
      return inTheWay ? notConfirmed(upload, inTheWay, name) : held(upload, name)
    case 'refused':
      return {
        subject: `${UPLOAD_WORDS.refused}：${name}`,
        text: `报送的${name}未能接收。${refusalReason(upload, policy)}`,
        step: { text: '请按上面的说明改正后，重新报送。', label: '重新报送' },
      }
    case 'withdrawn':
      return {
        subject: `${UPLOAD_WORDS[upload.withdrawn?.sentBack ? 'sent-back' : 'withdrawn']}：${name}`,
        text: upload.withdrawn?.sentBack
          ? `报送的${name}经核对未予确认，整份不采用，名单恢复到报送以前。原因见平台上的回执。`
          : `报送的${name}已撤回，视同没有报送。`,
        step: { text: '需要报送的，请报送核对过的文件。', label: '查看回执' },
      }
    case 'requested':
      throw new Fault('not-settled', 'a letter about an upload that is not settled')
  }
}

function accepted(upload: Upload, name: string): Words {
  return {
    subject: `${UPLOAD_WORDS.accepted}：${name}`,
    text: `报送的${name}已全部接收。`,
    items: countItems(upload),
    step: {
      text: upload.effect?.ended
        ? '请在回执上核对不再列入的人员；有误的，请撤回以后重新报送。'
        : '无须其他操作。需要回执的，可在平台上查看和打印。',
      label: '查看回执',
    },
  }
}

function overtaken(upload: Upload, name: string): Words {
  return {
    subject: `已有更晚的全部名单：${name}`,
    text: `报送的${name}已收到。${OVERTAKEN}`,
    items: countItems(upload),
    step: { text: '更晚的一份有误的，请报送更正后的全部名单；无误的，无须其他操作。', label: '查看回执' },
  }
}

function changed(upload: Upload, name: string): Words {
  return {
    subject: `人员变动有更新：${name}`,
    text: `报送的${name}以前已接收。后来另有名单报到或者撤回，按报送先后重新计算，这份名单的人员变动与以前告知的不同，以本次为准。`,
    items: countItems(upload),
    step: { text: '请在回执上核对不再列入的人员；有误的，请报送更正后的名单。', label: '查看回执' },
  }
}

function returned(upload: Upload, name: string): Words {
  const { returned: rows = 0, byCode = {} } = upload.reading ?? {}
  const reasons = Object.entries(byCode).map(([code, count]) => ({
    title: rowCodeName(code as RowCode),
    mark: `${count}行`,
    urgent: true,
  }))
  return {
    subject: `有${rows}行被退回：${name}`,
    text: `报送的${name}已接收，其中${rows}行有误，未采用。一行可能有几处错误，各项原因如下。`,
    items: [...countItems(upload), ...reasons],
    step: { text: sendAgain(upload.form), label: '下载退回表' },
  }
}

/** Returned rows never replace a whole list or register. */
function sendAgain(form: string): string {
  if (isAnswerForm(form)) return '其余各行已经采用。请下载退回表，改正标出的单元格，再报送这些行。'
  return listOf(form)
    ? '请下载退回表，只改其中标出的单元格，再作为“新增”名单报送（不要作为“全部”名单报送）。'
    : '请下载退回表，在原来的完整文件里照此改正，再报送完整文件（不要只报送退回表）。'
}

function held({ wouldEnd, heldFor }: Upload, name: string): Words {
  const reasons = heldReasons(heldFor)
  return {
    subject: `${UPLOAD_WORDS.held}：${name}`,
    text: `报送的${name}须由另一人核对后确认${reasons && `，原因：${reasons}`}。名单中的人员已经采用；确认之前，没有人员减少。`,
    items: wouldEnd
      ? [
          { title: '现在名单上的人数', mark: `${wouldEnd.active}人` },
          { title: '将不再列入的人数', mark: `${wouldEnd.ended}人`, urgent: true },
        ]
      : [],
    step: {
      text: `请另一位同志核对${wouldEnd ? '将不再列入的人员' : ''}后确认；名单有误的，请退回或撤回，改正后重新报送。`,
      label: '核对并确认',
    },
  }
}

function notConfirmed(upload: Upload, inTheWay: InTheWay, name: string): Words {
  return {
    subject: `${UPLOAD_WORDS['not-confirmed']}：${name}`,
    text: `报送的${name}已收到。`,
    items: countItems(upload),
    step: { text: NOT_CONFIRMED[inTheWay], label: '查看回执' },
  }
}

function countItems(upload: Upload): Item[] {
  const { reading, effect } = upload
  const { rows = 0, returned: bad = 0, unreadSheets = [] } = reading ?? {}
  const unread = unreadSheets.length
  return [
    ...(reading ? [{ title: '读取的行数', mark: `${rows}行` }] : []),
    ...(reading && isInForce(upload) ? [{ title: '采用的行数', mark: `${rows - bad}行` }] : []),
    ...(effect?.ended ? [{ title: '不再列入的人数', mark: `${effect.ended}人`, urgent: true }] : []),
    ...(effect?.protected ? [{ title: '暂予保留的人数', mark: `${effect.protected}人` }] : []),
    ...(unread > 0
      ? [
          {
            title: '未读取的工作表',
            facts: ['没有名单的表头。里面有名单的，请补上表头后重新报送。'],
            mark: `${unread}张`,
          },
        ]
      : []),
  ]
}
