/** Offices with their reports on time, the worst first, and how to reach them. */
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { Contact } from '../../../schemas/records/contact.ts'
import type { Standing } from '../../../schemas/records/obligation.ts'

export function punctualOffices(
  standings: readonly Standing[],
  contacts: readonly Contact[],
): StatisticsShown['punctual'] {
  const phones = Map.groupBy(contacts, ({ division, office }) => `${division} ${office}`)
  const offices = Map.groupBy(standings, ({ obligation: o }) => `${o.division} ${o.office}`)
  const rows = [...offices].flatMap(([key, own]) => {
    const [first] = own
    if (!first) return []
    const { division, office } = first.obligation
    const known = (phones.get(key) ?? []).flatMap(({ phone }) => phone ?? [])
    const months = Array.from({ length: 12 }, (_, i) =>
      countOf(own.filter(({ obligation: o }) => Number(o.period.slice(5)) === i + 1)),
    )
    return [{ division, office, phones: [...new Set(known)], months, year: countOf(own) }]
  })
  const late = ({ year: { due, onTime } }: (typeof rows)[number]) => due - onTime
  return rows.sort((a, b) => b.year.missing - a.year.missing || late(b) - late(a))
}

function countOf(standings: readonly Standing[]) {
  const count = (...states: Standing['state'][]) => standings.filter(({ state }) => states.includes(state)).length
  return { due: count('on-time', 'late', 'missing'), onTime: count('on-time'), missing: count('missing') }
}
