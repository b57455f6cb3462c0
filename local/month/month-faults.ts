/** A month's faults by county: the others' files are written all the same. */

import type { Policy } from '../../schemas/records/policy.ts'
import { divisionName } from '../../wording/offices.ts'
import type { DeadLetter } from '../host/events/queue-ledger.ts'
import type { Hub } from '../host/hub.ts'

export interface MonthFaults {
  add(division: string, what: string): void
  of<T>(division: string, work: Promise<T>): Promise<T | undefined>
  has(division: string): boolean
  sentences(policy: Policy): string[]
}

export function monthFaults(hub: Pick<Hub, 'onDeadLetter'>): MonthFaults {
  const found = new Map<string, Set<string>>()
  const add = (division: string, what: string): void => {
    found.set(division, (found.get(division) ?? new Set()).add(what))
  }
  hub.onDeadLetter((letter) =>
    add(divisionOf(letter), `有一项处理多次未能完成（${letter.queue} ${letter.messageId}：${letter.error}）`),
  )
  return {
    add,
    of: (division, work) =>
      work.catch((error: Error & { code?: unknown; object?: unknown }) => {
        const isDamaged = error.code === 'object-damaged'
        add(division, isDamaged ? `平台保存的文件已损坏，没有写出（${error.object}）` : error.message)
        return undefined
      }),
    has: (division) => found.has(division),
    sentences: (policy) =>
      [...found]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([division, texts]) => [...texts].map((text) => `${named(division, policy)}：${text}`)),
  }
}

const named = (division: string, policy: Policy) =>
  division === '' ? '平台' : `${divisionName(division, policy)}（${division}）`

/** Messages name their division, or an object or head that begins with it; else it is empty. */
function divisionOf({ body }: DeadLetter): string {
  try {
    const { division, county, head, Records } = JSON.parse(body)
    return String(division ?? county ?? head ?? Records?.[0]?.s3?.object?.key ?? '').slice(0, 6)
  } catch {
    return ''
  }
}
