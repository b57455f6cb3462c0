/** One mail a day for each recipient. */

import { present } from '../../schemas/present.ts'
import type { Digest, Notice } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'

/** The order in which a clerk has to act. */
const ORDER = ['moved', 'overdue', 'case-overdue', 'reminder', 'escalation', 'case-escalation'] as const

export function digestsOf(notices: readonly Notice[]): Digest[] {
  const groups = Map.groupBy(notices, (n) => `${n.day}.${n.to.division}.${n.to.office}`)
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, group]) => {
      const { day, to } = present(group[0], 'the notices of a digest')
      return { id, day, to, notices: [...group].sort(byUrgency) }
    })
}

/** Unsent notices still apply, but a reminder lapses after its due day. */
export function carriedOver(
  unsent: readonly Digest[],
  today: readonly Notice[],
  owed: ReadonlyMap<string, Obligation>,
  day: string,
): Notice[] {
  const notified = new Set(today.map(topicOf))
  const carried: Notice[] = []
  for (const digest of [...unsent].sort((a, b) => order(b.day, a.day)))
    for (const notice of digest.notices) {
      const obligation = owed.get(notice.obligation.id)
      if (!obligation || notified.has(topicOf(notice)) || (notice.kind === 'reminder' && obligation.due < day)) continue
      notified.add(topicOf(notice))
      carried.push({ ...notice, day, obligation })
    }
  return carried
}

function topicOf({ to, kind, obligation }: Notice): string {
  return `${to.division} ${to.office} ${kind === 'moved' ? 'moved' : ''} ${obligation.id}`
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
