/** Faults of an audit chain, by its first bad entry. */
import type { Broken } from '../schemas/records/audit.ts'

const BROKEN_WORDS: Record<Broken['why'], string> = {
  changed: '内容被修改',
  missing: '被删除',
  inserted: '之前被插入一条记录',
  moved: '不是原来的记录，被调换或者从别处移来',
  unlinked: '与前一条不相连接，其中一条被修改、插入或者替换',
  'cut-off': '起（含本条）的记录被删除',
  'not-as-deposited': '与留存的核对值不符',
  'ended-early': '未到最短保存期限（六个月）就被删除',
}

export function brokenWords({ seq, why, since = seq }: Broken): string {
  const range = since < seq ? `，第${since}条至第${seq}条之间的记录被修改或者替换` : ''
  return `第${seq}条${BROKEN_WORDS[why]}${range}`
}
