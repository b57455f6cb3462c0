/** Unusual use of a day and the day before, kept for the division's auditor. */

import { type Look, unusualUse } from '../../rules/access/unusual-use.ts'
import { addDays, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { LookThrough } from '../../schemas/messages/to-audit.ts'
import { AuditEntry } from '../../schemas/records/audit.ts'
import type { AuditDeps } from './deps.ts'

/** A day of a county has fewer; what is more is not looked through. */
const MOST = 50_000
const FOUND_MOST = 200

type Deps = Pick<AuditDeps, 'audit' | 'auditStates'>

export async function lookThrough(deps: Deps, { division, time }: LookThrough): Promise<void> {
  const today = shanghaiDay(time)
  for (const day of [addDays(today, -1), today]) {
    const looks = await looksOn(deps, division, day)
    if (looks.length === 0) continue
    await deps.auditStates.noteUnusual(division, {
      day,
      looks: looks.length,
      found: unusualUse(looks).slice(0, FOUND_MOST),
    })
  }
}

async function looksOn({ audit }: Deps, division: string, day: string): Promise<Look[]> {
  const [start, end] = [day, addDays(day, 1)].map((one) => new Date(`${one}T00:00+08:00`).toISOString())
  const looks: Look[] = []
  const first = await audit.firstAt(division, start ?? '')
  for await (const page of audit.pages(division, first - 1))
    for (const item of page) {
      if (String(item.time) >= (end ?? '') || looks.length >= MOST) return looks
      const entry = AuditEntry.safeParse(item).data
      if (entry && /^(view|export)$/.test(entry.kind)) looks.push(entry)
    }
  return looks
}
