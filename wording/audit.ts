/** Faults of an audit chain, by its first bad entry. */
import type { Broken } from '../formats/audit-chain.ts'

export const BROKEN_WORDS: Record<Broken['why'], string> = {
  changed: '内容被修改',
  missing: '被删除',
  'out-of-order': '被插入或者调换了次序',
  'cut-off': '及以后的记录被删除',
  'not-as-deposited': '与留存的核对值不符',
  'ended-early': '未到最短保存期限（六个月）就被删除',
}
