/** Confirming a held list (docs/rules.md#held-lists). */
import type { Head } from '../../schemas/records/head.ts'

/** `forgotten`: too many lists came after it. */
export type InTheWay = 'later-list' | 'forgotten'

export function inTheWay({ lists }: Pick<Head, 'lists'>, upload: string): InTheWay | undefined {
  const own = lists.find((list) => list.upload === upload)
  if (!own) return 'forgotten'
  const isLater = own.mode === 'full' && lists.some((l) => l.mode === 'full' && l.sequence > own.sequence)
  return isLater ? 'later-list' : undefined
}
