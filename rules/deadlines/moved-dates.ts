/** A year's days become known, or are changed: which due days move, and who is told (docs/rules.md#working-days). */
import type { Notice } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'

/** Due days by obligation id: what a run keeps of what lies ahead, for the next one to compare with. */
export type DueDays = Readonly<Record<string, string>>

export function dueDays(ahead: readonly Obligation[]): DueDays {
  return Object.fromEntries(ahead.map((o) => [o.id, o.due]))
}

/**
 * One notice to each office that owes something unmet whose due day is another than `before`; what was not known
 * before, or is not owed any more, tells nobody.
 */
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
