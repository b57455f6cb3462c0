/** Where an upload stands, in the words that a clerk reads. */
import { isDone, isFailed, type Upload } from '../schemas/records/upload.ts'

export interface StateWords {
  readonly words: string
  /** Said on a second line: how far what follows is. */
  readonly more?: string
  /** How it is shown, beside the words: nothing is said by colour alone. */
  readonly tone: 'plain' | 'moving' | 'wait' | 'bad' | 'good'
  /** It will change without anybody doing anything. */
  readonly moving: boolean
}

/** States that also head a list on the home page. */
export const UPLOAD_WORDS = { failed: '未能处理', refused: '整份退回', held: '待第二人确认' } as const

/**
 * @param now milliseconds since 1970: a URL that was never used is good for an hour
 * @param isBehind a held list that cannot be confirmed any more
 */
export function stateOf(upload: Upload, now: number, isBehind = false): StateWords {
  const moving = (words: string): StateWords => ({ words, tone: 'moving', moving: true })
  if (isFailed(upload)) return { words: UPLOAD_WORDS.failed, tone: 'bad', moving: false }
  if (upload.withdrawn && upload.state !== 'withdrawn')
    return moving(upload.withdrawn.sentBack ? '已退回，正在恢复' : '已撤回，正在恢复')
  switch (upload.state) {
    case 'requested':
      if (upload.discarded) return { words: '已放弃', tone: 'plain', moving: false }
      if (upload.nil) return moving('正在处理')
      if (upload.reading) return moving('正在检查')
      return now - Date.parse(upload.requestedAt) < URL_MS
        ? { words: '等待文件', tone: 'plain', moving: true }
        : { words: '没有收到文件', tone: 'plain', moving: false }
    case 'refused':
      return { words: UPLOAD_WORDS.refused, tone: 'bad', moving: false }
    case 'withdrawn':
      return { words: upload.withdrawn?.sentBack ? '已退回，未采用' : '已撤回', tone: 'plain', moving: false }
    case 'held':
      if (upload.confirmedBy) return moving('已确认，正在处理')
      if (isBehind) return { words: '不再确认', tone: 'plain', moving: false }
      return { words: UPLOAD_WORDS.held, tone: 'wait', moving: false }
    case 'accepted': {
      if (isDone(upload)) {
        const more = upload.overtaken ? '以更晚的一份为准' : '比对完成'
        return { words: '已接收', more, tone: upload.overtaken ? 'plain' : 'good', moving: false }
      }
      return { ...moving('已接收'), more: `正在比对 ${upload.unitsDone?.length ?? 0}/${upload.units?.length ?? 0}` }
    }
  }
}

/** In one breath: for a screen reader and a link's name. */
export function stateSaid({ words, more }: StateWords): string {
  return more ? `${words}，${more}` : words
}

const URL_MS = 3_600_000
