/** A command's faults by county: the others' work is done all the same. */

import type { Policy } from '../../schemas/records/policy.ts'
import { divisionName } from '../../wording/offices.ts'
import type { DeadLetter } from '../host/events/queue-ledger.ts'
import type { Hub } from '../host/hub.ts'
import type { UnreadObject, UnreadObjects } from './unread-objects.ts'

export interface CountyFaults {
  add(division: string, what: string): void
  object(unread: UnreadObject): void
  of<T>(division: string, work: Promise<T>): Promise<T | undefined>
  /** False where only an object is named that nobody of the division has needed. */
  has(division: string): boolean
  sentences(policy: Policy, advice: Advice): string[]
}

type Advice = (key: string) => string

export function countyFaults(hub: Pick<Hub, 'onDeadLetter'>, unread: UnreadObjects): CountyFaults {
  const found = new Map<string, Set<string>>()
  const letters: DeadLetter[] = []
  const known = new Map<string, UnreadObject>()
  // A township's file is its county's.
  const add = (division: string, what: string): void => addTo(found, division.slice(0, 6), what)
  const object = (one: UnreadObject): void => void known.set(one.key, one)
  hub.onDeadLetter((letter) => letters.push(letter))
  return {
    add,
    object,
    of: (division, work) =>
      work.catch((error: Error & { code?: unknown; object?: unknown }) => {
        const isGone = error.name === 'NoSuchKey'
        if (isGone || error.code === 'object-damaged') object({ key: String(error.object), isGone })
        else add(division, error.message)
        return undefined
      }),
    has: (division) => found.has(division) || letters.some((letter) => divisionOf(letter) === division),
    sentences(policy, advice) {
      const all = new Map([...found].map(([division, texts]) => [division, new Set(texts)]))
      const objects = new Map([...unread.passedOver, ...known])
      for (const letter of letters) {
        const cause = unread.of(letter.messageId)
        if (cause) objects.set(cause.key, cause)
        if (!cause || divisionOf(letter) !== divisionIn(cause.key))
          addTo(
            all,
            divisionOf(letter),
            `有一项处理多次未能完成（${letter.queue} ${letter.messageId}：${letter.error}）`,
          )
      }
      for (const { key, isGone } of objects.values())
        addTo(all, divisionIn(key), `平台保存的文件已${isGone ? '丢失' : '损坏'}（${key}）。${advice(key)}`)
      return [...all]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([division, texts]) => [...texts].map((text) => `${named(division, policy)}：${text}`))
    },
  }
}

export const repairAdvice =
  (data: string | undefined): Advice =>
  (key) => {
    if (data === undefined) return '请检查磁盘，再重新办理。'
    const isRoster = /^(rosters|endings)[/]/.test(key)
    return isRoster
      ? `请运行 npm run repair -- --data ${data} 修复，再重新办理。`
      : `请按 docs/runbook.md 的 Damaged objects 恢复，运行 npm run repair -- --data ${data}，再重新办理。`
  }

function addTo(texts: Map<string, Set<string>>, division: string, text: string): void {
  texts.set(division, (texts.get(division) ?? new Set()).add(text))
}

export const ofObject = (key: string, policy: Policy): string => `${named(divisionIn(key), policy)}：${key}`

const named = (division: string, policy: Policy): string =>
  division === '' ? '平台' : `${divisionName(division, policy)}（${division}）`

const divisionIn = (key: string): string =>
  key
    .split('/')
    .find((part) => /^\d{6}(\d{3})?$/.test(part))
    ?.slice(0, 6) ?? ''

/** Messages name their division, or an object or head that begins with it; else it is empty. */
function divisionOf({ body }: DeadLetter): string {
  try {
    const { division, county, head, Records } = JSON.parse(body)
    return String(division ?? county ?? head ?? Records?.[0]?.s3?.object?.key ?? '').slice(0, 6)
  } catch {
    return ''
  }
}
