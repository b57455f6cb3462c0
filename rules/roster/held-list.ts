/** Confirming a held list (docs/rules.md#held-lists). */
import type { ListMode } from '../../schemas/codes.ts'
import type { Head } from '../../schemas/records/head.ts'

/** `forgotten`: too many lists came after it. */
export type InTheWay = 'later-list' | 'forgotten'

interface Placed {
  readonly mode: ListMode
  readonly sequence: number
}

/** A later full list decides, even over a forgotten one. */
export function inTheWay({ lists }: Pick<Head, 'lists'>, { mode, sequence }: Placed): InTheWay | undefined {
  if (mode === 'full' && lists.some((l) => l.mode === 'full' && l.sequence > sequence)) return 'later-list'
  return lists.some((l) => l.sequence === sequence) ? undefined : 'forgotten'
}
