/** Words of an upload's state. */
import { isDone, isFailed, type Upload } from '../schemas/records/upload.ts'
import { NIL_RETURN, ON_PAGE } from './forms.ts'

export interface StateWords {
  readonly words: string
  readonly more?: string
  readonly tone: 'plain' | 'moving' | 'wait' | 'bad' | 'good'
  /** Time alone will change it. */
  readonly moving: boolean
}

export const UPLOAD_WORDS = {
  waiting: '等待文件',
  'no-file': '没有收到文件',
  discarded: '已放弃',
  'nil-return': '正在处理',
  reading: '正在检查',
  failed: '未能处理',
  refused: '整份退回',
  held: '待第二人确认',
  'not-confirmed': '不再确认',
  confirmed: '已确认，正在处理',
  'being-withdrawn': '已撤回，正在恢复',
  'being-sent-back': '已退回，正在恢复',
  withdrawn: '已撤回',
  'sent-back': '已退回，未采用',
  accepted: '已接收',
} as const

export const NIL_SENT: StateWords = { words: NIL_RETURN, tone: 'good', moving: false }
export const UNSENT: StateWords = { words: '未报送', tone: 'bad', moving: false }
export const UNREAD_SHEETS = '有工作表未读取'

/**
 * @param now milliseconds since 1970
 * @param isBehind a held list that can no longer be confirmed
 */
export function stateOf(upload: Upload, now: number, isBehind = false): StateWords {
  const moving = (state: keyof typeof UPLOAD_WORDS): StateWords => ({ ...still(state, 'moving'), moving: true })
  if (isFailed(upload)) return still('failed', 'bad')
  if (upload.withdrawn && upload.state !== 'withdrawn')
    return moving(upload.withdrawn.sentBack ? 'being-sent-back' : 'being-withdrawn')
  switch (upload.state) {
    case 'requested':
      if (upload.discarded) return still('discarded', 'plain')
      if (upload.nil) return moving('nil-return')
      if (upload.reading) return moving('reading')
      if (now - Date.parse(upload.requestedAt) >= URL_MS) return still('no-file', 'plain')
      // Nobody has to send what a page has written.
      if (upload.fileName === `${ON_PAGE}.csv`) return moving('reading')
      return { ...still('waiting', 'plain'), moving: true }
    case 'refused':
      return still('refused', 'bad')
    case 'withdrawn':
      return still(upload.withdrawn?.sentBack ? 'sent-back' : 'withdrawn', 'plain')
    case 'held':
      if (upload.confirmedBy) return moving('confirmed')
      if (isBehind) return still('not-confirmed', 'plain')
      return still('held', 'wait')
    case 'accepted': {
      if (isDone(upload)) {
        const more = upload.overtaken ? '以更晚的一份为准' : '比对完成'
        return { ...still('accepted', upload.overtaken ? 'plain' : 'good'), more }
      }
      return { ...moving('accepted'), more: `正在比对 ${upload.unitsDone?.length ?? 0}/${upload.units?.length ?? 0}` }
    }
  }
}

/** Whoever asked for it sends its file, or gives it up. */
export const isWithoutFile = ({ words }: StateWords): boolean =>
  words === UPLOAD_WORDS.waiting || words === UPLOAD_WORDS['no-file']

function still(state: keyof typeof UPLOAD_WORDS, tone: StateWords['tone']): StateWords {
  return { words: UPLOAD_WORDS[state], tone, moving: false }
}

export function stateSaid({ words, more }: StateWords): string {
  return more ? `${words}，${more}` : words
}

const URL_MS = 3_600_000

/** Of a register's age. */
export const SENT_TODAY = '当天报送'
