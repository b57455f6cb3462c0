/** Notices of moved due days (docs/rules.md#working-days). */
import type { Notice } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'

/** By obligation id. */
export type DueDays = Readonly<Record<string, string>>

export function dueDays(ahead: readonly Obligation[]): DueDays {
  return Object.fromEntries(ahead.map((o) => [o.id, o.due]))
}

export function movedNotices(before: DueDays, unmet: readonly Obligation[], day: string): Notice[] {
  return unmet.flatMap((obligation) => {
    const { id, due, division, office } = obligation
    const was = before[id]
    if (was === undefined || was === due) return []
    const to = { division, office }
    return [
      { id: `${id}@${due}/moved-from-${was}/${division}-${office}`, day, to, kind: 'moved', step: 0, obligation, was },
    ]
  })
}
