/** Whether a held list can still be confirmed (docs/rules.md#held-lists). */
import type { Head } from '../../schemas/records/head.ts'

/** A full list came after it, or so many lists that the roster has forgotten it. */
export type InTheWay = 'later-list' | 'forgotten'

/** What stands in the way of confirming an upload's held list; undefined where nothing does. */
export function inTheWay({ lists }: Pick<Head, 'lists'>, upload: string): InTheWay | undefined {
  const own = lists.find((list) => list.upload === upload)
  if (!own) return 'forgotten'
  const isLater = own.mode === 'full' && lists.some((l) => l.mode === 'full' && l.sequence > own.sequence)
  return isLater ? 'later-list' : undefined
}
