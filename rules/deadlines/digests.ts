/** One mail a recipient a day, whatever there is to tell. */
import type { Digest, Notice } from '../../schemas/notice.ts'

/** In the order in which a clerk has to act: what moved, what is overdue, what comes, what others owe. */
const ORDER = ['moved', 'overdue', 'reminder', 'escalation'] as const

/** The notices of one day, a digest for each recipient; sorted by recipient, within one by urgency. */
export function digestsOf(notices: readonly Notice[]): Digest[] {
  const groups = Map.groupBy(notices, (n) => `${n.day}.${n.to.division}.${n.to.office}`)
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, group]) => ({ id, day: group[0]!.day, to: group[0]!.to, notices: [...group].sort(byUrgency) }))
}

function byUrgency(a: Notice, b: Notice): number {
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    order(a.obligation.due, b.obligation.due) ||
    order(a.obligation.id, b.obligation.id)
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
